#include "core/runner/runner.h"

#include <ctime>
#include <fmt/format.h>
#include <random>

namespace lathe::runner {

std::string makeRunId()
{
    const std::time_t time = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    std::random_device random;
    return fmt::format("{:04}{:02}{:02}-{:02}{:02}{:02}-{:04x}", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                       random() & 0xffff);
}

} // namespace lathe::runner
