#pragma once

#include "core/base/error.h"
#include "core/runner/artifact_cache.h"
#include "core/runner/emitter.h"
#include "core/runner/estimate.h"
#include "core/runner/run_clock.h"
#include "core/runner/runner.h"
#include "core/runner/step_hash.h"

namespace lathe::runner {

// Seconds of work since it was made: those that the run was paused are left out.
class WorkTimer {
public:
    explicit WorkTimer(std::shared_ptr<const Pause> pause);
    [[nodiscard]] double seconds() const;

private:
    [[nodiscard]] double paused() const { return m_pause ? m_pause->seconds() : 0; }

    std::shared_ptr<const Pause> m_pause;
    double m_pausedBefore = paused();
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

// One run, from its first event to its last. The order of things is in session.cpp, the work of one
// step in session_steps.cpp.
class Session {
public:
    Session(const recipe::Recipe& recipe, recipe::Plan plan, data::DataSet data,
            ModelFacts sourceFacts, std::string sourceFingerprint,
            FolderFingerprints folderFingerprints, Engine& engine,
            const RunSettings& settings, const std::vector<Listener*>& listeners,
            std::stop_token stop);

    Outcome execute();

private:
    struct StepResult {
        bool usable = false;
        std::filesystem::path model;
        std::optional<size_t> variant; // index in m_outcome.variants
        std::string lineage;
        std::vector<recipe::StageFamily> families;
    };

    void noteBrokenListener();

    void runAll();

    void measureSource();

    void runStep(int index);

    // Returns whether the model came from the cache.
    bool computeStep(int index);

    // The facts of a finished artifact; absent when there is none that opens.
    std::optional<ModelFacts> reusable(const recipe::Step& step, const std::string& hash,
                                       nlohmann::json& note);

    nlohmann::json compute(const recipe::Step& step, const recipe::StageInfo& stage,
                           const std::string& hash, const Task& task);

    Variant describeStep(int index, const recipe::StageInfo& stage, const StepResult& parent) const;

    void addVariant(Variant v, StepResult& result, const std::filesystem::path& evaluationFolder,
                    const Task& task);

    // `seconds` is set where the answers had to be computed.
    std::shared_ptr<const Evaluation> evaluate(const Variant& v,
                                               const std::filesystem::path& folder,
                                               const Task& task, std::optional<double>& seconds);

    void measureSpeed();

    // The wall between the numeric side and a run: returns what went wrong, with `place` filled in.
    template <class Work>
    std::optional<Failure> guarded(const Failure& place, Work&& work)
    {
        try {
            work();
            return std::nullopt;
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            Failure failure = failureOf(error);
            failure.step = place.step;
            failure.node = place.node;
            failure.stage = place.stage;
            failure.label = place.label;
            log(LogLine::Level::Error, failure.text());
            fail(failure);
            return failure;
        }
    }

    void fail(const Failure& failure);

    void log(LogLine::Level level, std::string text);

    Task task(int step);

    const StepResult& resultOf(int step) const
    {
        return step == recipe::kSourceStep ? m_source : m_results[static_cast<size_t>(step)];
    }

    bool classifies(const ModelFacts& facts) const
    {
        return facts.labels && *facts.labels == m_data.labels;
    }

    const recipe::Recipe& m_recipe;
    const recipe::Plan m_plan;
    const data::DataSet m_data;
    const ModelFacts m_sourceFacts;
    Engine& m_engine;
    const std::string m_runId;
    const std::shared_ptr<const Pause> m_pause;
    const std::string m_machine; // see estimate.h
    const DataVolume m_volume;
    ArtifactCache m_cache;
    Emitter m_emitter;
    std::vector<bool> m_cached; // of each step, before the run
    RunClock m_clock;
    std::string m_sourceHash;
    std::vector<std::string> m_hashes;
    StepResult m_source;
    std::vector<StepResult> m_results;
    Outcome m_outcome;
    const WorkTimer m_timer{m_pause};
    WorkTimer m_stepTimer{m_pause};
};

} // namespace lathe::runner
