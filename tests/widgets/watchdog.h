#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace lathe::widgets {

// Measures how long the event loop of its thread was away at most, from construction or reset() on: what a user would
// feel as a frozen window. Good to about a millisecond.
class Watchdog : public QObject {
public:
    Watchdog()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, m_since.nsecsElapsed() / 1'000'000 - kTickMs);
            m_since.restart();
        });
        reset();
    }

    void reset()
    {
        m_longest = 0;
        m_since.start();
        m_timer.start(kTickMs);
    }
    // In milliseconds; what goes on while it is asked is counted.
    [[nodiscard]] qint64 longest() const
    {
        return std::max(m_longest, m_since.nsecsElapsed() / 1'000'000 - kTickMs);
    }

private:
    static constexpr int kTickMs = 2;
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

} // namespace lathe::widgets
