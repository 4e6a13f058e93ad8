#pragma once

#include <chrono>

namespace lathe::widgets {

// Time that passes while it is not held.
class StopWatch {
public:
    void start()
    {
        m_seconds = 0;
        m_since = Clock::now();
        m_isRunning = true;
    }
    void hold(bool held)
    {
        if (held == m_isRunning) {
            m_seconds = seconds();
            m_since = Clock::now();
            m_isRunning = !held;
        }
    }
    [[nodiscard]] double seconds() const
    {
        return m_seconds +
               (m_isRunning ? std::chrono::duration<double>(Clock::now() - m_since).count() : 0);
    }

private:
    using Clock = std::chrono::steady_clock;
    double m_seconds = 0;
    Clock::time_point m_since;
    bool m_isRunning = false;
};

} // namespace lathe::widgets
