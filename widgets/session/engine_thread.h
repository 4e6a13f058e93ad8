#pragma once

#include "core/runner/engine.h"
#include "core/runner/runner.h"

#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

namespace lathe::widgets {

// An error on its way to the screen.
struct Trouble {
    QString text;   // what was wanted, what was found, where
    QString remedy; // what to try; may be empty
};

// A measurement of speed, with the texts still in their file.
struct BenchJob {
    runner::BenchRequest request; // `texts` is filled from `data`
    runner::BenchOptions options;
    std::filesystem::path data; // CSV, TSV or JSONL; empty: shapes only
    std::string textColumn = "text";
    int texts = 128; // at most, evenly spread over the lengths
};

// Owns the one thread that does all engine work, for the program's life. Requests are queued and
// answered by signals on the thread that this object lives on; every request has a number, and only
// the newest inspection is answered. The destructor stops what is running and waits for it.
class EngineThread : public QObject {
    Q_OBJECT

public:
    // Called on the engine's thread.
    using Factory = std::function<std::unique_ptr<runner::Engine>()>;

    explicit EngineThread(Factory factory, QObject* parent = nullptr);
    ~EngineThread() override;

    // Waits for the engine to be made. Throws what the factory threw.
    [[nodiscard]] recipe::StageCatalog catalog() const;

    // Makes another engine with the same stages before the next job: engineReplaced, or engineRefused and the one
    // before stays.
    void replaceEngine(Factory factory);

    quint64 inspect(const std::filesystem::path& model);
    // Asks what artifacts and times depend on. Given up when a run is asked for; no answer then,
    // nor for a model that cannot be read.
    void identify(const std::filesystem::path& model);

    // Runs the recipe and writes it into the history as it happens.
    quint64 run(const recipe::Recipe& recipe, const runner::RunSettings& settings,
                const std::filesystem::path& historyFile);
    // Stops the run in progress and those that wait. The answer is still a runFinished.
    void cancelRuns();

    // Times models side by side. The last word is benchFinished, benchStopped or benchFailed.
    quint64 bench(const BenchJob& job);
    void cancelBenches();

    // Does a piece of work with the engine once all that was asked before is done. It is called on
    // the engine's thread and must not throw; EngineJob makes use of it.
    void post(std::function<void(runner::Engine&)> work) { enqueue(std::move(work)); }

Q_SIGNALS:
    void inspected(quint64 request, const std::filesystem::path& model,
                   const lathe::runner::ModelFacts& facts);
    void inspectionFailed(quint64 request, const std::filesystem::path& model,
                          const lathe::widgets::Trouble& trouble);
    // `machine`: runner::machineKey of the engine's environment.
    void identified(const std::filesystem::path& model, const std::string& fingerprint,
                    const std::string& machine);
    void runEvent(quint64 request, const lathe::runner::Event& event);
    // The last word on a run that started.
    void runFinished(quint64 request, const lathe::runner::Outcome& outcome);
    // The recipe, the data, the model or the history cannot be used; nothing was run.
    void runRefused(quint64 request, const lathe::widgets::Trouble& trouble);
    void benchProgressed(quint64 request, const lathe::Progress& progress);
    void benchChanged(quint64 request, const lathe::runner::BenchReport& soFar); // after a round
    void benchFinished(quint64 request, const lathe::runner::BenchReport& report);
    void benchStopped(quint64 request);
    void benchFailed(quint64 request, const lathe::widgets::Trouble& trouble);
    void engineReplaced();
    void engineRefused(const lathe::widgets::Trouble& trouble);

private:
    using Job = std::function<void(runner::Engine&)>;

    void work(const std::stop_token& stop, const Factory& factory);
    void renew(std::unique_ptr<runner::Engine>& engine);
    void enqueue(Job job);
    void answerBench(quint64 request, BenchJob job, const std::stop_token& stop,
                     runner::Engine& engine);
    void stopAll(std::stop_source EngineThread::*source);
    // Calls on this object's thread.
    void deliver(std::function<void()> call);

    std::promise<recipe::StageCatalog> m_promise;
    std::shared_future<recipe::StageCatalog> m_catalog;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs;
    Factory m_next; // of the engine that replaces the present one; empty: none
    std::stop_source m_runs; // of all runs asked for since the last cancel
    std::stop_source m_benches;
    std::stop_source m_identities;
    quint64 m_requests = 0;
    quint64 m_newestInspection = 0;

    std::jthread m_thread; // last: it uses everything above
};

// The exception being handled, in words. Call inside a catch block.
[[nodiscard]] Trouble currentTrouble();

} // namespace lathe::widgets
