#pragma once

#include "widgets/session/engine_thread.h"

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrentRun>

#include <functional>
#include <memory>
#include <stop_token>
#include <variant>

namespace lathe::widgets {

// Runs small jobs without the engine on Qt's thread pool. A new job stops the one before, whose
// answer is dropped. The answer comes on the thread that owns this object. The destructor stops and
// waits.
template <class Result>
class Newest {
public:
    explicit Newest(QObject* context) : m_context(context) {}
    ~Newest()
    {
        m_stop.request_stop();
        wait();
    }
    Newest(const Newest&) = delete;
    Newest& operator=(const Newest&) = delete;

    using Work = std::function<Result(const std::stop_token&)>;

    void start(Work work, std::function<void(const Result&)> done,
               std::function<void(const Trouble&)> failed)
    {
        m_stop.request_stop();
        m_stop = std::stop_source{};
        std::erase_if(m_running, [](const QFuture<void>& future) { return future.isFinished(); });
        const std::stop_token stop = m_stop.get_token();
        m_running.push_back(QtConcurrent::run([this, stop, work = std::move(work),
                                               done = std::move(done), failed = std::move(failed)] {
            if (stop.stop_requested())
                return;
            try {
                answer(stop, [done, result = std::make_shared<const Result>(work(stop))] {
                    done(*result);
                });
            } catch (...) { // the wall between the work and the screen
                answer(stop, [failed, trouble = currentTrouble()] { failed(trouble); });
            }
        }));
    }
    void cancel() { m_stop.request_stop(); }
    // Until the work is done; answers still come by themselves.
    void wait()
    {
        for (auto& future : m_running)
            future.waitForFinished();
    }

private:
    void answer(const std::stop_token& stop, std::function<void()> call)
    {
        QMetaObject::invokeMethod(
            m_context,
            [stop, call = std::move(call)] {
                if (!stop.stop_requested())
                    call();
            },
            Qt::QueuedConnection);
    }

    QObject* m_context;
    std::stop_source m_stop;
    std::vector<QFuture<void>> m_running;
};

} // namespace lathe::widgets
