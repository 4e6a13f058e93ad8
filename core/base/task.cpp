#include "core/base/task.h"

#include "core/base/error.h"

#include <algorithm>

namespace lathe {

Task::Task(std::stop_token stop, ProgressSink progress, CurveSink curve)
    : m_stop(std::move(stop)), m_progress(std::move(progress)), m_curve(std::move(curve))
{
}

void Task::checkpoint() const
{
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
