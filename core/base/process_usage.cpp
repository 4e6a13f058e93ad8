#include "core/base/process_usage.h"

#include <sys/resource.h>

namespace lathe {

std::optional<double> ProcessUsage::cores()
{
    rusage usage = {};
    if (::getrusage(RUSAGE_SELF, &usage) != 0)
        return std::nullopt;
    const auto seconds = [](const timeval& time) {
        return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
    };
    const double now = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    const auto asked = std::chrono::steady_clock::now();
    const double passed = std::chrono::duration<double>(asked - m_asked).count();
    std::optional<double> cores;
    if (m_seconds && passed > 0)
        cores = (now - *m_seconds) / passed;
    m_seconds = now;
    m_asked = asked;
    return cores;
}

} // namespace lathe
