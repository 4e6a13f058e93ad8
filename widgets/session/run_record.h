#pragma once

#include "core/runner/events.h"

#include <map>

namespace lathe::widgets {

// A run as its events tell it: what the Runs place shows. A value; apply() is its only setter.
struct RunRecord {
    struct Step {
        runner::StepState state = runner::StepState::Waiting;
        double seconds = 0;
        double fraction = 0;
        std::string note;
        std::string message;   // of a failed step
        bool isCached = false; // its result was there before the run
        bool operator==(const Step&) const = default;
    };
    using Curve = std::vector<std::pair<double, double>>;

    std::string runId;
    recipe::Recipe recipe;
    recipe::Plan plan;
    nlohmann::json environment;
    std::vector<Step> steps;                            // as in plan.steps
    std::map<int, std::map<std::string, Curve>> curves; // by step, then by series
    std::vector<runner::LogLine> log;
    std::vector<runner::Variant> variants; // the newest word on each
    double fraction = 0;
    double measuring = 0; // 0..1
    std::optional<double> remainingSeconds;
    runner::RunState state = runner::RunState::Running;
    std::string error;
    std::optional<runner::Failure> failure; // the first one; none of a run of an older Lathe
    double seconds = 0;

    void apply(const runner::Event& event);

    // What failed: the stages' own words where the run kept them.
    [[nodiscard]] runner::Failure whatFailed() const;

    // Versions, machine, error, states, the last lines of the log and the recipe as text, for a bug
    // report. Nothing of the data is in it, and the user's folder is called ~.
    [[nodiscard]] std::string diagnostics() const;
};

} // namespace lathe::widgets
