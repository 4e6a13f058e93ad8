#pragma once

#include "core/recipe/plan.h"

#include <optional>

namespace lathe::runner {

// How far a run is and how long it may still take, from how long its parts took so far. Pure
// arithmetic: the caller tells what happened and how many seconds it took.
class RunClock {
public:
    // `cached[i]`: step i is expected to be reused. `speedSeconds`: time that measuring speed will
    // take.
    // `expected`: seconds of each step as earlier runs tell; may be shorter than the plan.
    RunClock(const recipe::Plan& plan, std::vector<bool> cached, double speedSeconds,
             std::vector<std::optional<double>> expected = {});

    void startStep(int step);                       // an index of the plan
    void advance(double fraction, double seconds);  // of what is going on now
    void finishStep(double seconds, bool computed); // computed: not reused, skipped or failed early
    void startSpeed();

    [[nodiscard]] double fraction() const; // 0..1, never going back
    // Absent until every kind of work that is left can be judged by something that was done.
    [[nodiscard]] std::optional<double> remainingSeconds() const;

private:
    [[nodiscard]] std::optional<double> expectedSeconds(size_t step) const;
    [[nodiscard]] double weight(size_t step) const;

    std::vector<std::string> m_stages; // of each step
    std::vector<bool> m_cached;
    std::vector<bool> m_finished;
    double m_speedSeconds;
    double m_total = 0; // sum of all weights
    double m_done = 0;
    std::optional<size_t> m_current;
    bool m_inSpeed = false;
    double m_currentFraction = 0;
    double m_currentSeconds = 0;
    struct Sum {
        double seconds = 0;
        int count = 0;
    };
    std::map<std::string, Sum> m_byStage;
    std::vector<std::optional<double>> m_expected;
};

} // namespace lathe::runner
