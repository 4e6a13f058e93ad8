// The run in progress and those that wait.

#include "widgets/session/session.h"

#include "core/base/error.h"
#include "core/runner/artifact_cleanup.h"

#include <QThreadPool>

#include <algorithm>

namespace lathe::widgets {

namespace {

bool isOf(const RunForecast& forecast, const recipe::Plan& plan)
{
    return std::equal(forecast.plan.steps.begin(), forecast.plan.steps.end(), plan.steps.begin(),
                      plan.steps.end(), [](const recipe::Step& a, const recipe::Step& b) {
                          return a.stage == b.stage && a.params == b.params && a.inputs == b.inputs;
                      });
}

} // namespace

void Session::connectRuns()
{
    connect(&m_engine, &EngineThread::runEvent, this, &Session::onRunEvent);
    connect(&m_engine, &EngineThread::runFinished, this,
            [this](quint64 request, const runner::Outcome& outcome) {
                if (!endRun(request))
                    return;
                Q_EMIT runFinished(outcome);
                if (outcome.state == runner::RunState::Cancelled)
                    m_queue.setHeld(!m_queue.waiting().empty());
                startNext();
            });
    connect(&m_engine, &EngineThread::runRefused, this,
            [this](quint64 request, const Trouble& trouble) {
                if (!endRun(request))
                    return;
                Q_EMIT runRefused(trouble);
                startNext();
            });
    connect(&m_queue, &RunQueue::failed, this, &Session::historyFailed);
}

// What waits in a workspace, and what was left half-written there, belongs to the window that may write.
void Session::openQueue()
{
    if (m_access.isWritable())
        QThreadPool::globalInstance()->start([folder = m_workspace.folder] {
            try {
                runner::removeLeftovers(folder);
            } catch (const std::exception&) { // they only take room, and the next run tries again
            }
        });
    m_queue.open(m_access.isWritable() ? m_workspace.folder / "queue.json" : std::filesystem::path(),
                 m_document.catalog());
}

void Session::startRun()
{
    runOrQueue(m_document.recipe());
}

void Session::runOrQueue(const recipe::Recipe& recipe)
{
    if (!m_access.isWritable()) {
        Q_EMIT runRefused({m_access.whyReadOnly(), tr("Close the other one, then try again.")});
        return;
    }
    if (!isRunning() && isMeasuring()) {
        Q_EMIT runRefused({tr("Speed is being measured, and a run would disturb the figures."),
                           tr("Wait for the measurement to end, or stop it.")});
        return;
    }
    recipe::Plan plan;
    try {
        plan = recipe::expand(recipe, m_document.catalog());
    } catch (const Error& error) { // a slot: nothing may escape
        Q_EMIT runRefused(
            {QString::fromUtf8(error.what()), QString::fromStdString(error.remedy())});
        return;
    }
    const RunForecast* forecast = m_estimator->forecast();
    if (forecast && !(recipe == m_document.recipe() && isOf(*forecast, plan)))
        forecast = nullptr; // of another recipe, or of what this one was a moment ago
    if (isRunning())
        m_queue.add(recipe, int(plan.steps.size()),
                    forecast ? std::optional(forecast->estimate) : std::nullopt);
    else
        start(recipe, forecast ? &forecast->estimate : nullptr);
}

void Session::start(const recipe::Recipe& recipe, const runner::Estimate* estimate)
{
    runner::RunSettings settings;
    settings.workFolder = m_workspace.folder;
    if (estimate)
        for (const runner::StepEstimate& step : estimate->steps)
            settings.expectedSeconds.push_back(step.seconds ? std::optional(step.seconds->likely)
                                                            : std::nullopt);
    m_isCancelling = false;
    settings.pause = m_pause = std::make_shared<Pause>();
    m_watch.start();
    m_runLock = m_access.lock();
    m_runRequest = m_engine.run(recipe, settings, m_workspace.historyFile());
    Q_EMIT runStateChanged();
}

void Session::setPaused(bool paused)
{
    if (!isRunning() || m_isCancelling || paused == m_pause->isSet())
        return;
    m_pause->set(paused);
    m_watch.hold(paused);
    Q_EMIT runStateChanged();
}

void Session::cancelRun()
{
    if (!isRunning() || m_isCancelling)
        return;
    m_isCancelling = true;
    Q_EMIT runStateChanged();
    m_engine.cancelRuns();
}

void Session::runAgain()
{
    if (m_run)
        runOrQueue(recipe::Recipe(m_run->recipe));
}

void Session::runAgain(const std::string& runId)
{
    m_againJob.start(
        [file = m_workspace.historyFile(), runId](const std::stop_token&) {
            return history::History(file, history::History::Mode::ReadOnly).recipe(runId);
        },
        [this](const recipe::Recipe& recipe) { runOrQueue(recipe); },
        [this](const Trouble& trouble) { Q_EMIT historyFailed(trouble); });
}

void Session::startQueue()
{
    m_queue.setHeld(false);
    startNext();
}

void Session::startNext()
{
    if (isRunning() || m_queue.isHeld() || isMeasuring() || !m_access.isWritable())
        return;
    if (const auto next = m_queue.takeFirst())
        start(next->recipe, next->estimate ? &*next->estimate : nullptr);
}

void Session::openQueued(quint64 id)
{
    const QueuedRun* run = m_queue.find(id);
    if (!run)
        return;
    m_document.replace(recipe::Recipe(run->recipe));
    Q_EMIT recipeOpened();
}

void Session::onRunEvent(quint64 request, const runner::Event& event)
{
    if (request != m_runRequest)
        return;
    if (!m_run)
        m_run.emplace();
    m_run->apply(event);
    if (const auto* measured = std::get_if<runner::VariantMeasured>(&event))
        m_variants = m_variants.with(measured->variant);
    Q_EMIT runEvent(event);
}

bool Session::endRun(quint64 request)
{
    if (request != m_runRequest)
        return false;
    m_runRequest = 0;
    m_runLock.reset();
    m_isCancelling = false;
    m_watch.hold(true);
    Q_EMIT runStateChanged();
    refreshHistory();
    return true;
}

} // namespace lathe::widgets
