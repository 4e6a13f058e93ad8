#include "core/runner/runner.h"

#include "core/base/error.h"
#include "core/recipe/recipe_file.h"
#include "core/runner/artifact_cache.h"
#include "core/runner/emitter.h"
#include "core/runner/evaluation_file.h"
#include "core/runner/preflight.h"
#include "core/runner/run_clock.h"
#include "core/runner/step_hash.h"
#include "core/runner/variant_maker.h"

#include <algorithm>
#include <new>

namespace lathe::runner {

namespace fs = std::filesystem;
using nlohmann::json;
using recipe::kSourceStep;
using recipe::Step;

namespace {

constexpr double kStageShare = 0.85; // of a step's progress; the rest is its evaluation

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// What is told of an exception: a known error in full, of any other the first line.
std::string describe(const std::exception& error)
{
    if (const auto* known = dynamic_cast<const Error*>(&error))
        return known->full();
    if (dynamic_cast<const std::bad_alloc*>(&error))
        return "not enough memory. Use a smaller batch or a shorter maxLength, or close other "
               "programs";
    const std::string text = error.what();
    return text.substr(0, text.find('\n')); // LibTorch appends a page of stack frames
}

class Session {
public:
    Session(const recipe::Recipe& recipe, recipe::Plan plan, data::DataSet data,
            ModelFacts sourceFacts, std::string sourceFingerprint, Engine& engine,
            const RunSettings& settings, const std::vector<Listener*>& listeners,
            std::stop_token stop)
        : m_recipe(recipe), m_plan(std::move(plan)), m_data(std::move(data)),
          m_sourceFacts(std::move(sourceFacts)), m_engine(engine),
          m_runId(settings.runId.empty() ? makeRunId() : settings.runId),
          m_cache(settings.workFolder), m_emitter(listeners, std::move(stop)),
          m_clock(m_plan, std::vector<bool>(m_plan.steps.size(), false), 0),
          m_results(m_plan.steps.size())
    {
        const HashContext context{std::move(sourceFingerprint), m_data.fingerprint, recipe.seed,
                                  recipe.maxLength};
        m_sourceHash = sourceHash(context);
        m_hashes = stepHashes(m_plan, engine.stages(), context);
        std::vector<bool> cached;
        json ignored;
        for (const std::string& hash : m_hashes)
            cached.push_back(m_cache.find(hash, ignored) == ArtifactCache::Lookup::Found);
        const double variants =
            static_cast<double>(m_plan.steps.size()) + (classifies(m_sourceFacts) ? 1 : 0);
        m_clock = RunClock(m_plan, std::move(cached),
                           recipe.measure.speed ? recipe.measure.secondsPerVariant * variants : 0);
    }

    Outcome execute()
    {
        m_emitter.emit(RunStarted{m_runId, m_recipe, m_plan, m_engine.environment()});
        for (const std::string& note : m_data.notes)
            log(LogLine::Level::Info, note);
        try {
            runAll();
        } catch (const Cancelled&) { // the end of the road for a stop
            m_outcome.state = RunState::Cancelled;
        }
        noteBrokenListener();
        m_emitter.emit(RunEnded{m_outcome.state, m_outcome.error, secondsSince(m_start)});
        noteBrokenListener(); // the history may fail to record the very end
        return std::move(m_outcome);
    }

private:
    struct StepResult {
        bool usable = false;
        fs::path model;
        std::optional<size_t> variant; // index in m_outcome.variants
        std::string lineage;
        std::vector<recipe::StageFamily> families;
    };

    void noteBrokenListener()
    {
        if (!m_emitter.listenerError().empty())
            fail("Recording the run: " + m_emitter.listenerError());
    }

    void runAll()
    {
        measureSource();
        for (size_t i = 0; i < m_plan.steps.size(); ++i)
            runStep(static_cast<int>(i));
        if (m_recipe.measure.speed && !m_outcome.variants.empty())
            measureSpeed();
    }

    void measureSource()
    {
        m_source.usable = true;
        m_source.model = m_recipe.model;
        if (!classifies(m_sourceFacts)) {
            log(LogLine::Level::Info,
                m_sourceFacts.labels
                    ? "the source classifies other labels than those of the data: it is not "
                      "measured, "
                      "and training gives it a new head"
                    : "the source has no classification head yet, so it is not measured");
            return;
        }
        guarded("Original", [&] {
            Variant v;
            v.id = m_runId + "-0";
            v.original = v.id;
            v.node = recipe::kSource;
            v.label = v.lineage = "Original";
            v.facts = m_sourceFacts;
            v.model = m_recipe.model;
            const fs::path folder =
                m_cache.folder(m_sourceHash); // the user's own folder stays untouched
            fs::create_directories(folder);
            addVariant(std::move(v), m_source, folder, task(-1));
        });
    }

    void runStep(int index)
    {
        const Step& step = m_plan.steps[size_t(index)];
        m_clock.startStep(index);
        for (const auto& [port, from] : step.inputs)
            if (!resultOf(from).usable) {
                m_clock.finishStep(0, false);
                m_emitter.emit(StepChanged{index, StepState::Skipped, 0,
                                           fmt::format("needs '{}', which did not finish",
                                                       m_plan.steps[size_t(from)].label)});
                return;
            }
        Task(m_emitter.stopToken()).checkpoint();
        const auto start = m_stepStart = std::chrono::steady_clock::now();
        m_emitter.emit(StepChanged{index, StepState::Running, 0, ""});
        bool reused = false;
        std::string problem;
        try {
            problem = guarded(step.label, [&] { reused = computeStep(index); });
        } catch (const Cancelled&) { // told here, ended in execute()
            m_emitter.emit(StepChanged{index, StepState::Cancelled, secondsSince(start), ""});
            throw;
        }
        m_clock.finishStep(secondsSince(start), !reused && problem.empty());
        const StepState state = !problem.empty() ? StepState::Failed
                                : reused         ? StepState::Reused
                                                 : StepState::Done;
        m_emitter.emit(StepChanged{index, state, secondsSince(start), problem});
    }

    // Returns whether the model came from the cache.
    bool computeStep(int index)
    {
        const Step& step = m_plan.steps[size_t(index)];
        const recipe::StageInfo& stage = *m_engine.stages().find(step.stage);
        const std::string& hash = m_hashes[size_t(index)];
        const Task whole = task(index);
        json note;
        std::optional<ModelFacts> facts = reusable(step, hash, note);
        const bool reused = facts.has_value();
        if (!reused) {
            note = compute(step, stage, hash, whole.part(0, kStageShare));
            facts = m_engine.inspect(m_cache.folder(hash));
        }
        StepResult& result = m_results[size_t(index)];
        const StepResult& parent = resultOf(step.inputs.at(stage.inputs.front().name));
        result.model = m_cache.folder(hash);
        result.families = parent.families;
        if (std::find(result.families.begin(), result.families.end(), stage.family) ==
            result.families.end())
            result.families.push_back(stage.family);
        result.lineage = parent.lineage.empty() ? step.label : parent.lineage + " → " + step.label;
        facts->name = m_sourceFacts.name; // the folder is called by its hash
        if (classifies(*facts)) {
            Variant v = describeStep(index, stage, parent);
            v.facts = std::move(*facts);
            v.details = {{"seconds", note.at("seconds")}, {"training", note.at("result")}};
            addVariant(std::move(v), result, result.model, whole.part(kStageShare, 1));
        } else {
            log(LogLine::Level::Warning, fmt::format("{}: the model cannot classify the labels of "
                                                     "the data yet, so it is not measured",
                                                     step.label));
        }
        result.usable = true;
        return reused;
    }

    // The facts of a finished artifact; absent when there is none that opens.
    std::optional<ModelFacts> reusable(const Step& step, const std::string& hash, json& note)
    {
        const auto lookup = m_cache.find(hash, note);
        if (lookup == ArtifactCache::Lookup::Absent)
            return std::nullopt;
        std::string reason = "files are missing or cut off";
        if (lookup == ArtifactCache::Lookup::Found && note.contains("seconds") &&
            note.contains("result")) {
            try {
                return m_engine.inspect(m_cache.folder(hash));
            } catch (const Error& error) { // damaged inside a file of the right length: made again
                reason = error.what();
            }
        }
        log(LogLine::Level::Warning,
            fmt::format("{}: the stored result is damaged and is computed again ({})", step.label,
                        reason));
        m_cache.discard(hash);
        return std::nullopt;
    }

    json compute(const Step& step, const recipe::StageInfo& stage, const std::string& hash,
                 const Task& task)
    {
        const auto start = std::chrono::steady_clock::now();
        StagedFolder staged(m_cache.folder(hash));
        StepRequest request;
        request.stage = step.stage;
        request.params = step.params;
        json inputs = json::object();
        for (const auto& [port, from] : step.inputs) {
            request.inputs[port] = resultOf(from).model;
            inputs[port] = from == kSourceStep ? m_sourceHash : m_hashes[size_t(from)];
        }
        request.data = &m_data;
        request.maxLength = m_recipe.maxLength;
        request.seed = m_recipe.seed;
        request.output = staged.path();
        json result = m_engine.runStep(request, task);
        (void)m_engine.inspect(staged.path()); // what does not open is not kept
        json note = {{"formatVersion", 1},
                     {"stage", step.stage},
                     {"version", stage.version},
                     {"params", recipe::toJson(step.params)},
                     {"seed", m_recipe.seed},
                     {"maxLength", m_recipe.maxLength},
                     {"data", m_data.fingerprint},
                     {"inputs", std::move(inputs)},
                     {"seconds", secondsSince(start)},
                     {"result", std::move(result)}};
        m_cache.store(staged, hash, note);
        return note;
    }

    Variant describeStep(int index, const recipe::StageInfo& stage, const StepResult& parent) const
    {
        const Step& step = m_plan.steps[size_t(index)];
        Variant v;
        v.id = fmt::format("{}-{}", m_runId, index + 1);
        v.parent = parent.variant ? m_outcome.variants[*parent.variant].id : "";
        v.original = v.id;
        // The model port decides; a student made from a model without a head goes by its teacher.
        for (auto port = stage.inputs.rbegin(); port != stage.inputs.rend(); ++port)
            if (const auto from = step.inputs.find(port->name); from != step.inputs.end())
                if (const auto& variant = resultOf(from->second).variant)
                    v.original = m_outcome.variants[*variant].original;
        v.node = step.node;
        v.stage = step.stage;
        v.families = m_results[size_t(index)].families;
        v.label = step.label;
        v.lineage = m_results[size_t(index)].lineage;
        v.params = step.params;
        v.model = m_results[size_t(index)].model;
        return v;
    }

    void addVariant(Variant v, StepResult& result, const fs::path& evaluationFolder,
                    const Task& task)
    {
        v.runId = m_runId;
        addSize(v);
        addQuality(v, evaluate(v, evaluationFolder, task), m_data.labels);
        m_emitter.emit(VariantMeasured{v});
        result.variant = m_outcome.variants.size();
        m_outcome.variants.push_back(std::move(v));
    }

    std::shared_ptr<const Evaluation> evaluate(const Variant& v, const fs::path& folder,
                                               const Task& task)
    {
        const fs::path file = evaluationFile(folder, m_data, m_recipe.maxLength);
        if (fs::exists(file)) {
            try {
                return std::make_shared<const Evaluation>(loadEvaluation(file, m_data));
            } catch (const Error& error) { // made again
                log(LogLine::Level::Warning,
                    fmt::format("{}: {}; it is computed again", v.label, error.what()));
            }
        }
        auto evaluation = std::make_shared<const Evaluation>(
            m_engine.evaluate(v.model, m_data, m_recipe.maxLength, task));
        saveEvaluation(*evaluation, file);
        return evaluation;
    }

    void measureSpeed()
    {
        m_clock.startSpeed();
        m_stepStart = std::chrono::steady_clock::now();
        guarded("Measuring speed", [&] {
            std::vector<fs::path> models;
            for (const Variant& v : m_outcome.variants)
                models.push_back(v.model);
            const auto figures =
                m_engine.measureSpeed(models, textsForSpeed(m_data.test, m_recipe.measure.texts),
                                      m_recipe.maxLength, m_recipe.measure, task(-1));
            if (figures.size() != models.size())
                throw Error(ErrorKind::Failure, "the engine did not measure every model");
            for (size_t i = 0; i < figures.size(); ++i) {
                addSpeed(m_outcome.variants[i], figures[i]);
                m_emitter.emit(VariantMeasured{m_outcome.variants[i]});
            }
        });
    }

    // The wall between the numeric side and a run: returns what went wrong, empty when nothing did.
    template <class Work>
    std::string guarded(const std::string& label, Work&& work)
    {
        std::string problem;
        try {
            work();
        } catch (const std::exception& error) {
            problem = fmt::format("{}: {}", label, describe(error));
        }
        if (!problem.empty()) {
            log(LogLine::Level::Error, problem);
            fail(problem);
        }
        return problem;
    }

    void fail(const std::string& problem)
    {
        m_outcome.state = RunState::Failed;
        if (m_outcome.error.empty())
            m_outcome.error = problem; // the first one; those that follow are in the log
    }

    void log(LogLine::Level level, std::string text)
    {
        m_emitter.emit(LogLine{level, std::move(text)});
    }

    Task task(int step)
    {
        return Task(
            m_emitter.stopToken(),
            [this, step](const Progress& progress) {
                m_clock.advance(progress.fraction, secondsSince(m_stepStart));
                m_emitter.progress(
                    {step, progress, m_clock.fraction(), m_clock.remainingSeconds()});
            },
            [this, step](const CurvePoint& point) {
                m_emitter.emit(StepCurve{step, point});
            });
    }

    const StepResult& resultOf(int step) const
    {
        return step == kSourceStep ? m_source : m_results[static_cast<size_t>(step)];
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
    ArtifactCache m_cache;
    Emitter m_emitter;
    RunClock m_clock;
    std::string m_sourceHash;
    std::vector<std::string> m_hashes;
    StepResult m_source;
    std::vector<StepResult> m_results;
    Outcome m_outcome;
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_stepStart = m_start;
};

} // namespace

Outcome run(const recipe::Recipe& recipe, Engine& engine, const RunSettings& settings,
            const std::vector<Listener*>& listeners, std::stop_token stop)
{
    recipe::Plan plan = recipe::expand(recipe, engine.stages());
    ModelFacts facts = engine.inspect(recipe.model);
    requireFits(recipe, facts);
    data::DataSet data = data::readDataSet(recipe.data, recipe.seed);
    std::string fingerprint = engine.fingerprint(recipe.model);
    Session session(recipe, std::move(plan), std::move(data), std::move(facts),
                    std::move(fingerprint), engine, settings, listeners, std::move(stop));
    return session.execute();
}

} // namespace lathe::runner
