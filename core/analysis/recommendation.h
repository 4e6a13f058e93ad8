#pragma once

#include "core/analysis/intervals.h"
#include "core/analysis/metric_info.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lathe::analysis {

// "At least 99 % of the original's accuracy" is {"accuracy", AtLeast, 0.99, OfOriginal}; "at most
// 10 ms" is {"latencyP50Ms", AtMost, 10, Absolute}.
struct Constraint {
    enum class Bound { AtLeast, AtMost };
    enum class Scale { Absolute, OfOriginal };
    std::string metric; // key of allMetrics()
    Bound bound = Bound::AtLeast;
    double limit = 0; // in the metric's unit, or as a part of the original's value
    Scale scale = Scale::Absolute;
};

// Figures of a candidate: shared, so that ten thousands of candidates copy none.
class SharedMetrics {
public:
    SharedMetrics() : m_metrics(none()) {}
    SharedMetrics(Metrics metrics) : m_metrics(std::make_shared<const Metrics>(std::move(metrics)))
    {
    }
    SharedMetrics(std::shared_ptr<const Metrics> metrics) : m_metrics(std::move(metrics)) {}
    // Of something that outlives the candidate.
    [[nodiscard]] static SharedMetrics of(const Metrics& metrics)
    {
        return SharedMetrics(std::shared_ptr<const Metrics>(std::shared_ptr<void>(), &metrics));
    }
    operator const Metrics&() const { return *m_metrics; }
    const Metrics* operator->() const { return m_metrics.get(); }

private:
    static const std::shared_ptr<const Metrics>& none()
    {
        static const auto empty = std::make_shared<const Metrics>();
        return empty;
    }

    std::shared_ptr<const Metrics> m_metrics;
};

struct Candidate {
    SharedMetrics metrics;
    SharedMetrics original; // of its original; empty where unknown
    bool isChoice = true;   // false: only shown beside the others (the original, other runtimes)
    std::map<std::string, Difference, std::less<>> differences; // to its original; may be empty
};

// How one candidate stands to one constraint.
struct ConstraintCheck {
    bool isMet = false;          // false also where a value is missing
    std::optional<double> value; // absent: not measured
    std::optional<double> limit; // in the metric's unit; absent: the original lacks the metric, or
                                 // its value is not above 0, of which no part can be asked
    std::optional<double> slack; // distance to the limit as a part of it (of 1 where the limit is
                                 // 0); above 0 inside, below 0 outside
    std::optional<bool> isSure;  // whether even the bad end of the 95 % interval meets it; absent
                                 // where there is no interval
};

// How one candidate stands to all of it.
struct Standing {
    std::vector<ConstraintCheck> checks; // [constraints]
    bool meetsAll = false;
    // Mean over the preferred metrics of the normalised cost among the choices, 0 best and 1 worst.
    // Absent when it lacks one of them; then it is never recommended.
    std::optional<double> score;
};

// Another candidate, and the preferred metric in which it is most apart from the recommended one.
struct Rival {
    size_t candidate = 0;
    std::string metric;
    double value = 0;       // of the rival
    double chosenValue = 0; // of the recommended one
};

// A constraint that decides: without it alone, the rival, which is better, would be recommended.
struct Binding {
    size_t constraint = 0;
    Rival instead;
};

struct Recommendation {
    enum class Outcome {
        Recommended,
        NoneMeetsAll, // see nearest, and unmetByAll, which is empty when only the combination fails
        NoChoice,     // no candidate may be chosen and has the preferred metrics
    };
    Outcome outcome = Outcome::NoChoice;
    std::optional<size_t> chosen;
    std::vector<Binding> binding;   // strongest first; empty when no constraint costs anything
    std::optional<Rival> runnerUp;  // the next best of those that meet all
    std::vector<size_t> unmetByAll; // constraints that no choice meets
    std::optional<size_t> nearest; // when none meets all: fewest values missing, then the least sum
                                   // of what is outside, as parts of the limits
    std::vector<Standing> standings; // [candidates]
};

// The one variant to take: of the choices that meet all constraints, the best by `preference` (keys
// of allMetrics(): one metric, or several that count alike, as in kneePoint). Of equals the better
// in the constrained metrics, then the first. Dragging a limit never reorders candidates, since
// scores do not depend on the constraints. Throws Error for an unknown metric, a limit that is not
// finite, or no preference.
[[nodiscard]] Recommendation recommend(const std::vector<Candidate>& candidates,
                                       const std::vector<Constraint>& constraints,
                                       const std::vector<std::string>& preference);

} // namespace lathe::analysis
