#pragma once

#include "core/analysis/metric_info.h"
#include "core/analysis/predictions.h"
#include "core/recipe/plan.h"
#include "core/runner/engine.h"
#include "core/runner/failure.h"

#include <memory>
#include <variant>

namespace lathe::runner {

enum class RunState { Running, Succeeded, Failed, Cancelled, Interrupted };
enum class StepState { Waiting, Running, Done, Reused, Failed, Cancelled, Skipped };

[[nodiscard]] std::string_view toString(RunState state); // "running", "succeeded", ...
[[nodiscard]] std::string_view toString(StepState state);

// One model that a run produced and measured: one dot in the charts.
struct Variant {
    std::string id; // unique in a history: "<run id>-<step + 1>"; "<run id>-0" is the source
    std::string runId;
    std::string parent; // id of the variant on the model port; empty for the source
    std::string
        original;      // id of the first ancestor that can classify; its own id if it is that one
    std::string node;  // recipe::kSource for the source
    std::string stage; // empty for the source
    std::vector<recipe::StageFamily> families; // of every stage from the source to here, each once
    std::string label;                         // own step
    std::string lineage; // "Fine-tune → Heads and FFN 0.5 → Int8": short, from the source
    recipe::Params params;
    std::filesystem::path model; // model folder
    ModelFacts facts;
    analysis::Metrics metrics;
    std::string kernels; // what really ran
    std::string warning; // collapse and the like; empty when there is nothing to say
    nlohmann::json details =
        nlohmann::json::object(); // per-class quality, thresholds, training notes
    std::shared_ptr<const Evaluation>
        evaluation; // predictions; null when read from a list in the history
};

struct RunStarted {
    std::string runId;
    recipe::Recipe recipe;
    recipe::Plan plan;
    nlohmann::json environment;
    std::vector<bool> cached = {}; // of each step: its result is there already
};
struct StepChanged {
    int step = 0;
    StepState state = StepState::Waiting;
    double seconds = 0;  // once it has ended
    std::string message; // of a failed step: Failure::text(); why one was skipped
    std::optional<Failure> failure = {};
};
struct StepProgress {
    int step = 0; // -1: measuring
    Progress progress;
    double runFraction = 0;                 // of the whole run, 0..1, never going back
    std::optional<double> remainingSeconds; // of the whole run, once it can be said
};
struct StepCurve {
    int step = 0;
    CurvePoint point;
};
struct VariantMeasured { // sent twice: after quality is known, and again with speed
    Variant variant;
};
struct LogLine {
    enum class Level { Info, Warning, Error } level = Level::Info;
    std::string text;
};
struct RunEnded {
    RunState state = RunState::Succeeded;
    std::string error; // of a failed run: stage, what happened and what to try
    double seconds = 0;
    std::optional<Failure> failure = {}; // the same as a value; none of a run of an older Lathe
};

using Event = std::variant<RunStarted, StepChanged, StepProgress, StepCurve, VariantMeasured,
                           LogLine, RunEnded>;

// Hears everything in order, on the thread that runs. Must not throw, apart from a history that can
// no longer be written, which ends the run as failed.
class Listener {
public:
    virtual ~Listener() = default;
    virtual void onEvent(const Event& event) = 0;
};

} // namespace lathe::runner
