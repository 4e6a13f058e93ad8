#include "widgets/session/engine_thread.h"

#include "core/base/error.h"
#include "core/history/history.h"
#include "core/runner/estimate.h"

#include <QThread>

namespace lathe::widgets {

namespace {

// Passes on what the runner tells, in order.
class Forwarder final : public runner::Listener {
public:
    explicit Forwarder(std::function<void(const runner::Event&)> sink) : m_sink(std::move(sink)) {}
    void onEvent(const runner::Event& event) override { m_sink(event); }

private:
    std::function<void(const runner::Event&)> m_sink;
};

} // namespace

Trouble currentTrouble()
{
    try {
        throw;
    } catch (const Error& error) {
        return {QString::fromUtf8(error.what()), QString::fromStdString(error.remedy())};
    } catch (const Cancelled&) {
        return {QObject::tr("The work was stopped."), {}};
    } catch (const std::bad_alloc&) {
        return {
            QObject::tr("There is not enough memory."),
            QObject::tr("Close other programs, or lower the batch size or the maximum length.")};
    } catch (const std::exception& error) {
        return {QString::fromUtf8(error.what()), {}};
    } catch (...) {
        return {QObject::tr("Something failed without saying what."), {}};
    }
}

EngineThread::EngineThread(Factory factory, QObject* parent)
    : QObject(parent), m_catalog(m_promise.get_future().share()),
      m_thread([this, factory = std::move(factory)](const std::stop_token& stop) {
          work(stop, factory);
      })
{
}

EngineThread::~EngineThread()
{
    cancelRuns();
    cancelBenches();
    stopAll(&EngineThread::m_identities);
    m_thread.request_stop();
    m_wake.notify_all();
    m_thread.join();
}

recipe::StageCatalog EngineThread::catalog() const
{
    return m_catalog.get();
}

void EngineThread::replaceEngine(Factory factory)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_next = std::move(factory);
    }
    enqueue([](runner::Engine&) {}); // wakes a thread that waits
}

void EngineThread::renew(std::unique_ptr<runner::Engine>& engine)
{
    Factory factory;
    {
        const std::scoped_lock lock(m_mutex);
        factory = std::exchange(m_next, {});
    }
    if (!factory)
        return;
    try {
        engine = factory();
        deliver([this] { Q_EMIT engineReplaced(); });
    } catch (...) { // the wall between the engine and the screen
        deliver([this, trouble = currentTrouble()] { Q_EMIT engineRefused(trouble); });
    }
}

quint64 EngineThread::inspect(const std::filesystem::path& model)
{
    quint64 request = 0;
    {
        const std::scoped_lock lock(m_mutex);
        request = ++m_requests;
        m_newestInspection = request;
    }
    const auto isNewest = [this, request] {
        const std::scoped_lock lock(m_mutex);
        return request == m_newestInspection;
    };
    enqueue([this, request, model, isNewest](runner::Engine& engine) {
        if (!isNewest())
            return;
        try {
            deliver([this, request, model, isNewest, facts = engine.inspect(model)] {
                if (isNewest())
                    Q_EMIT inspected(request, model, facts);
            });
        } catch (...) { // the wall between the engine and the screen
            deliver([this, request, model, isNewest, trouble = currentTrouble()] {
                if (isNewest())
                    Q_EMIT inspectionFailed(request, model, trouble);
            });
        }
    });
    return request;
}

void EngineThread::identify(const std::filesystem::path& model)
{
    stopAll(&EngineThread::m_identities); // only the newest is of interest
    std::stop_token stop;
    {
        const std::scoped_lock lock(m_mutex);
        stop = m_identities.get_token();
    }
    enqueue([this, model, stop](runner::Engine& engine) {
        if (stop.stop_requested())
            return;
        try {
            deliver([this, model, fingerprint = engine.fingerprint(model, Task(stop)),
                     machine = runner::machineKey(engine.environment())] {
                Q_EMIT identified(model, fingerprint, machine);
            });
        } catch (const std::exception&) { // stopped; or told by inspect()
        }
    });
}

quint64 EngineThread::run(const recipe::Recipe& recipe, const runner::RunSettings& settings,
                          const std::filesystem::path& historyFile)
{
    quint64 request = 0;
    std::stop_token stop;
    {
        const std::scoped_lock lock(m_mutex);
        request = ++m_requests;
        stop = m_runs.get_token();
    }
    stopAll(&EngineThread::m_identities);
    enqueue([this, request, recipe, settings, historyFile, stop](runner::Engine& engine) {
        try {
            std::error_code ignored; // what matters is whether the history opens
            std::filesystem::create_directories(historyFile.parent_path(), ignored);
            history::History history(historyFile);
            history::Recorder recorder(history);
            Forwarder forwarder([this, request](const runner::Event& event) {
                deliver([this, request, event] { Q_EMIT runEvent(request, event); });
            });
            auto outcome = runner::run(recipe, engine, settings, {&recorder, &forwarder}, stop);
            deliver([this, request, outcome = std::move(outcome)] {
                Q_EMIT runFinished(request, outcome);
            });
        } catch (...) { // the wall between the engine and the screen
            deliver([this, request, trouble = currentTrouble()] {
                Q_EMIT runRefused(request, trouble);
            });
        }
    });
    return request;
}

void EngineThread::cancelRuns()
{
    stopAll(&EngineThread::m_runs);
}

quint64 EngineThread::bench(const BenchJob& job)
{
    quint64 request = 0;
    std::stop_token stop;
    {
        const std::scoped_lock lock(m_mutex);
        request = ++m_requests;
        stop = m_benches.get_token();
    }
    enqueue([this, request, job, stop](runner::Engine& engine) {
        answerBench(request, job, stop, engine);
    });
    return request;
}

void EngineThread::answerBench(quint64 request, BenchJob job, const std::stop_token& stop,
                               runner::Engine& engine)
{
    const Task task(stop, [this, request](const Progress& progress) {
        deliver([this, request, progress] { Q_EMIT benchProgressed(request, progress); });
    });
    const runner::BenchSink live = [this, request](const runner::BenchReport& soFar) {
        deliver([this, request, soFar] { Q_EMIT benchChanged(request, soFar); });
    };
    try {
        task.checkpoint();
        if (!job.data.empty())
            job.request.texts = runner::readBenchTexts(job.data, job.textColumn, job.texts);
        auto report = engine.bench(job.request, job.options, live, task);
        deliver(
            [this, request, report = std::move(report)] { Q_EMIT benchFinished(request, report); });
    } catch (const Cancelled&) { // an outcome of its own
        deliver([this, request] { Q_EMIT benchStopped(request); });
    } catch (...) { // the wall between the engine and the screen
        deliver(
            [this, request, trouble = currentTrouble()] { Q_EMIT benchFailed(request, trouble); });
    }
}

void EngineThread::cancelBenches()
{
    stopAll(&EngineThread::m_benches);
}

void EngineThread::stopAll(std::stop_source EngineThread::*source)
{
    std::stop_source stopped;
    {
        const std::scoped_lock lock(m_mutex);
        stopped = std::exchange(this->*source, std::stop_source{});
    }
    stopped.request_stop();
}

void EngineThread::enqueue(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void EngineThread::deliver(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

void EngineThread::work(const std::stop_token& stop, const Factory& factory)
{
    std::unique_ptr<runner::Engine> engine;
    try {
        engine = factory();
        m_promise.set_value(engine->stages());
    } catch (...) { // handed to whoever asks for the catalog
        m_promise.set_exception(std::current_exception());
        return;
    }
    while (!stop.stop_requested()) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); }))
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        renew(engine);
        job(*engine);
    }
}

} // namespace lathe::widgets
