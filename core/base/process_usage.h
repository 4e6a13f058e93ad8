#pragma once

#include <chrono>
#include <optional>

namespace lathe {

// How much of the processor this process takes, from one question to the next.
class ProcessUsage {
public:
    // Cores in use since the last question: 2.0 where two threads never waited. None at first.
    [[nodiscard]] std::optional<double> cores();

private:
    std::chrono::steady_clock::time_point m_asked;
    std::optional<double> m_seconds; // of all threads, until then
};

} // namespace lathe
