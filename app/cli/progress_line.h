#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace lathe::cli {

// Progress on stderr: one line that is drawn over on a terminal, otherwise a log line now and then.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(double fraction, const std::string& note,
              std::optional<double> remainingSeconds = {});
    void clear(); // call before writing anything else to stderr

private:
    bool m_terminal;
    bool m_drawn = false;
    std::chrono::steady_clock::time_point m_lastLine = std::chrono::steady_clock::now();
};

// "42 s", "3 min", "1 h 20 min".
[[nodiscard]] std::string duration(double seconds);

} // namespace lathe::cli
