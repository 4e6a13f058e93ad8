#include "core/runner/session.h"

#include "core/runner/variant_maker.h"

namespace lathe::runner {

namespace fs = std::filesystem;
using nlohmann::json;

WorkTimer::WorkTimer(std::shared_ptr<const Pause> pause) : m_pause(std::move(pause)) {}

double WorkTimer::seconds() const
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count() -
           (paused() - m_pausedBefore);
}

namespace {

Failure placed(std::string label)
{
    Failure place;
    place.label = std::move(label);
    return place;
}

} // namespace

Session::Session(const recipe::Recipe& recipe, recipe::Plan plan, data::DataSet data,
                 ModelFacts sourceFacts, std::string sourceFingerprint,
                 FolderFingerprints folderFingerprints, Engine& engine,
                 const RunSettings& settings, const std::vector<Listener*>& listeners,
                 std::stop_token stop)
    : m_recipe(recipe), m_plan(std::move(plan)), m_data(std::move(data)),
      m_sourceFacts(std::move(sourceFacts)), m_engine(engine),
      m_runId(settings.runId.empty() ? makeRunId() : settings.runId), m_pause(settings.pause),
      m_machine(machineKey(engine.environment())), m_volume(volumeOf(m_data, recipe.maxLength)),
      m_cache(settings.workFolder), m_emitter(listeners, std::move(stop)),
      m_clock(m_plan, std::vector<bool>(m_plan.steps.size(), false), 0),
      m_results(m_plan.steps.size())
{
    const HashContext context{std::move(sourceFingerprint), m_data.fingerprint, recipe.seed,
                              recipe.maxLength, m_data.labels.kind == data::TaskKind::Multilabel,
                              std::move(folderFingerprints)};
    m_sourceHash = sourceHash(context);
    m_hashes = stepHashes(m_plan, engine.stages(), context);
    json ignored;
    for (const std::string& hash : m_hashes)
        m_cached.push_back(m_cache.find(hash, ignored) == ArtifactCache::Lookup::Found);
    const double variants =
        static_cast<double>(m_plan.steps.size()) + (classifies(m_sourceFacts) ? 1 : 0);
    m_clock = RunClock(m_plan, m_cached,
                       recipe.measure.speed ? recipe.measure.secondsPerVariant * variants : 0,
                       settings.expectedSeconds);
}

Outcome Session::execute()
{
    m_emitter.emit(RunStarted{m_runId, m_recipe, m_plan, m_engine.environment(), m_cached});
    for (const std::string& note : m_data.notes)
        log(LogLine::Level::Info, note);
    try {
        runAll();
    } catch (const Cancelled&) { // the end of the road for a stop
        m_outcome.state = RunState::Cancelled;
    }
    noteBrokenListener();
    m_emitter.emit(
        RunEnded{m_outcome.state, m_outcome.error, m_timer.seconds(), m_outcome.failure});
    noteBrokenListener(); // the history may fail to record the very end
    return std::move(m_outcome);
}

void Session::noteBrokenListener()
{
    if (!m_emitter.listenerFailure())
        return;
    Failure failure = *m_emitter.listenerFailure();
    failure.label = "Recording the run";
    fail(failure);
}

void Session::runAll()
{
    measureSource();
    for (size_t i = 0; i < m_plan.steps.size(); ++i)
        runStep(static_cast<int>(i));
    if (m_recipe.measure.speed && !m_outcome.variants.empty())
        measureSpeed();
}

void Session::measureSource()
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
    guarded(placed("Original"), [&] {
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

void Session::runStep(int index)
{
    const recipe::Step& step = m_plan.steps[size_t(index)];
    m_clock.startStep(index);
    for (const auto& [port, from] : step.inputs)
        if (!resultOf(from).usable) {
            m_clock.finishStep(0, false);
            m_emitter.emit(StepChanged{
                index, StepState::Skipped, 0,
                fmt::format("needs '{}', which did not finish", m_plan.steps[size_t(from)].label)});
            return;
        }
    task(index).checkpoint();
    m_stepTimer = WorkTimer(m_pause);
    m_emitter.emit(StepChanged{index, StepState::Running, 0, ""});
    bool reused = false;
    Failure place = placed(step.label);
    place.step = index;
    place.node = step.node;
    place.stage = step.stage;
    std::optional<Failure> failure;
    try {
        failure = guarded(place, [&] { reused = computeStep(index); });
    } catch (const Cancelled&) { // told here, ended in execute()
        m_emitter.emit(StepChanged{index, StepState::Cancelled, m_stepTimer.seconds(), ""});
        throw;
    }
    m_clock.finishStep(m_stepTimer.seconds(), !reused && !failure);
    const StepState state = failure  ? StepState::Failed
                            : reused ? StepState::Reused
                                     : StepState::Done;
    m_emitter.emit(StepChanged{index, state, m_stepTimer.seconds(),
                               failure ? failure->text() : std::string(), failure});
}

void Session::measureSpeed()
{
    m_clock.startSpeed();
    m_stepTimer = WorkTimer(m_pause);
    guarded(placed("Measuring speed"), [&] {
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

void Session::fail(const Failure& failure)
{
    m_outcome.state = RunState::Failed;
    if (m_outcome.failure)
        return; // the first one; those that follow are in the log
    m_outcome.failure = failure;
    m_outcome.error = failure.text();
}

void Session::log(LogLine::Level level, std::string text)
{
    m_emitter.emit(LogLine{level, std::move(text)});
}

Task Session::task(int step)
{
    return Task(
        m_emitter.stopToken(),
        [this, step](const Progress& progress) {
            m_clock.advance(progress.fraction, m_stepTimer.seconds());
            m_emitter.progress({step, progress, m_clock.fraction(), m_clock.remainingSeconds()});
        },
        [this, step](const CurvePoint& point) {
            m_emitter.emit(StepCurve{step, point});
        },
        m_pause);
}

} // namespace lathe::runner
