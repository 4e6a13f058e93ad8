#pragma once

#include "core/runner/events.h"

namespace lathe::runner {

struct RunSettings {
    std::filesystem::path workFolder; // artifacts live in workFolder/artifacts/<hash>
    std::string runId;                // unique; makeRunId() when empty
    std::shared_ptr<const Pause> pause = {}; // holds the run up while it is set
    // Of each step, where earlier runs tell; see estimate.h.
    std::vector<std::optional<double>> expectedSeconds = {};
};

struct Outcome {
    RunState state = RunState::Succeeded;
    std::string error;              // Failure::text()
    std::optional<Failure> failure; // the first one
    std::vector<Variant> variants; // the source first when it can classify, then in plan order
};

// Time-ordered and unique: "20261123-160512-3fa9".
[[nodiscard]] std::string makeRunId();

// Runs a recipe to its end on the calling thread and tells the listeners everything that happens.
//
// A step's artifact is addressed by the SHA-256 of stage, stage version, parameters, seed, maxLength,
// the data's fingerprint and the input artifacts (for the source and for a model that a parameter
// names: the model's fingerprint). One that exists is reused, in this run and in later ones; so a run that was cancelled or killed resumes by
// running again. Steps that depend on a failed one are skipped, the others still run, and the run ends
// as failed. Evaluations are kept in the artifact; speed is measured anew, all variants beside the
// originals in one session.
//
// Bad input (missing data, a recipe that does not validate, a model that does not open) throws Error
// before anything is written. Everything later is an Outcome. Does not throw Cancelled.
[[nodiscard]] Outcome run(const recipe::Recipe& recipe, Engine& engine, const RunSettings& settings,
                          const std::vector<Listener*>& listeners, std::stop_token stop);

} // namespace lathe::runner
