#include "core/base/task.h"

#include "core/base/error.h"

#include <algorithm>

namespace lathe {

void Pause::set(bool paused)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_paused = paused;
    }
    m_wake.notify_all();
}

void Pause::wait(const std::stop_token& stop) const
{
    if (!m_paused)
        return;
    using Clock = std::chrono::steady_clock;
    std::unique_lock lock(m_mutex);
    if (m_waiting++ == 0)
        m_since = Clock::now();
    m_wake.wait(lock, stop, [this] { return !m_paused; });
    if (--m_waiting == 0)
        m_seconds += std::chrono::duration<double>(Clock::now() - m_since).count();
}

double Pause::seconds() const
{
    const std::scoped_lock lock(m_mutex);
    return m_seconds;
}

Task::Task(std::stop_token stop, ProgressSink progress, CurveSink curve,
           std::shared_ptr<const Pause> pause)
    : m_stop(std::move(stop)), m_progress(std::move(progress)), m_curve(std::move(curve)),
      m_pause(std::move(pause))
{
}

void Task::checkpoint() const
{
    if (m_pause)
        m_pause->wait(m_stop);
    if (m_stop.stop_requested())
        throw Cancelled{};
}

void Task::report(double fraction, std::string note) const
{
    if (m_progress)
        m_progress({m_begin + std::clamp(fraction, 0.0, 1.0) * (m_end - m_begin), std::move(note)});
}

void Task::plot(std::string series, double x, double y) const
{
    if (m_curve)
        m_curve({std::move(series), x, y});
}

Task Task::part(double begin, double end) const
{
    Task inner = *this;
    inner.m_begin = m_begin + begin * (m_end - m_begin);
    inner.m_end = m_begin + end * (m_end - m_begin);
    return inner;
}

} // namespace lathe
