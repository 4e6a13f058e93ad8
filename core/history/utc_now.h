#pragma once

#include <ctime>
#include <string>

namespace lathe::history {

[[nodiscard]] inline std::string utcNow() // "2026-11-23T16:05:12Z"
{
    const std::time_t time = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    char text[32] = {};
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

} // namespace lathe::history
