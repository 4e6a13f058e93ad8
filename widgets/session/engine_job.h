#pragma once

#include "widgets/session/engine_thread.h"

#include <chrono>
#include <memory>
#include <stop_token>

namespace lathe::widgets {

// Newest<> for work that needs the engine: it waits for its turn there, and during a run that may
// be long. A new job stops the one before, whose answer is dropped. Answers come on the thread of
// the EngineThread, which must outlive this object.
template <class Result>
class EngineJob {
public:
    explicit EngineJob(EngineThread& engine) : m_engine(engine) {}
    ~EngineJob() { cancel(); }
    EngineJob(const EngineJob&) = delete;
    EngineJob& operator=(const EngineJob&) = delete;

    using Work = std::function<Result(runner::Engine&, const Task&)>;

    void start(Work work, std::function<void(const Result&)> done,
               std::function<void(const Trouble&)> failed,
               std::function<void(const Progress&)> progressed = {})
    {
        cancel();
        m_stop = std::stop_source{};
        m_engine.post([engine = &m_engine, stop = m_stop.get_token(), work = std::move(work),
                       done = std::move(done), failed = std::move(failed),
                       progressed = std::move(progressed)](runner::Engine& numbers) {
            if (stop.stop_requested())
                return;
            try {
                const Task task(stop, thinned(*engine, stop, progressed));
                auto result = std::make_shared<const Result>(work(numbers, task));
                answer(*engine, stop, [done, result] { done(*result); });
            } catch (const Cancelled&) { // nobody waits for it
            } catch (...) {              // the wall between the engine and the screen
                answer(*engine, stop, [failed, trouble = currentTrouble()] { failed(trouble); });
            }
        });
    }
    void cancel() { m_stop.request_stop(); }

private:
    static void answer(EngineThread& engine, const std::stop_token& stop,
                       std::function<void()> call)
    {
        QMetaObject::invokeMethod(
            &engine,
            [stop, call = std::move(call)] {
                if (!stop.stop_requested())
                    call();
            },
            Qt::QueuedConnection);
    }

    // At most twenty times a second.
    static Task::ProgressSink thinned(EngineThread& engine, const std::stop_token& stop,
                                      const std::function<void(const Progress&)>& progressed)
    {
        using Clock = std::chrono::steady_clock;
        if (!progressed)
            return {};
        const auto last = std::make_shared<Clock::time_point>();
        return [&engine, stop, progressed, last](const Progress& progress) {
            const auto now = Clock::now();
            if (now - *last < std::chrono::milliseconds(50))
                return;
            *last = now;
            answer(engine, stop, [progressed, progress] { progressed(progress); });
        };
    }

    EngineThread& m_engine;
    std::stop_source m_stop;
};

} // namespace lathe::widgets
