#pragma once

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QString>
#include <QTextDocument>
#include <QThread>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <mutex>
#include <optional>
#include <thread>
#include <unistd.h>

namespace lathe::widgets {

// An application that measures for how long one event keeps the thread of the user interface from the next one: what a user
// feels as a frozen window.
//
// busyMs is the processor time of that thread within the event. It takes the narrow bound, because it is the work that was
// done there, by us or by Qt: the same on a busy machine as on an idle one. Wall time is not: a run takes every core, so a
// thread that computes for 5 ms may wait 50 ms for its turn, which no program can help. 50 ms on the machine that bounds were
// set on are more on one with slower cores: slowness() tells by how much.
// blockedMs adds the time in which the thread slept, on a file, a lock or the display's answer. It is wall time without the
// time in which the thread was ready to run and had no core, as Linux counts it, and without the time in which the whole
// process stood still. Whom it slept for may have waited for a core too, so its bound is wide.
// A nested event loop (a dialog, a menu) counts event by event; the event that began it counts only busyMs, without theirs.
class Watchdog : public QApplication {
    // A thread that does nothing but wake up: where it is late, the process was stopped or had no core at all.
    class Pulse {
    public:
        [[nodiscard]] double stoodStillMs() // since it began
        {
            const std::scoped_lock lock(m_mutex);
            return m_late + std::max(0.0, wallMs() - m_beat - kBeatMs);
        }

    private:
        static constexpr double kBeatMs = 5;
        std::mutex m_mutex;
        double m_late = 0, m_beat = wallMs();
        std::jthread m_thread{[this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(kBeatMs));
                const std::scoped_lock lock(m_mutex);
                const double now = wallMs();
                m_late += std::max(0.0, now - m_beat - kBeatMs);
                m_beat = now;
            }
        }};
    };

public:
    struct Turn {
        double busyMs = 0;    // of processor
        double blockedMs = 0; // with waiting for files and locks; equal to busyMs where the system does not tell
        QString what;         // event and receiver
    };

    Watchdog(int& argc, char** argv) : QApplication(argc, argv) {}
    ~Watchdog() override
    {
        if (m_waits >= 0)
            ::close(m_waits);
    }

    // Processor time of a small, fixed piece of Qt's work (a text laid out and painted) against that on an AMD EPYC of 2024; at
    // least 1.
    [[nodiscard]] static double slowness()
    {
        constexpr double kThereMs = 2.7;
        QImage image(600, 800, QImage::Format_ARGB32_Premultiplied);
        double best = 1e9;
        for (int i = 0; i < 8; ++i) { // fonts are read in the first
            const double before = busyMs();
            QTextDocument text;
            text.setHtml(QString("<h3>Layers</h3><p>heads, <b>neurons</b> and <i>embeddings</i> of a model, one by one</p>").repeated(60));
            text.setTextWidth(580);
            QPainter painter(&image);
            text.drawContents(&painter);
            painter.end();
            best = std::min(best, busyMs() - before);
        }
        return std::max(1.0, best / kThereMs);
    }

    void reset() { m_busiest = m_longest = {}; }
    [[nodiscard]] const Turn& busiest() const { return m_busiest; }
    [[nodiscard]] const Turn& longest() const { return m_longest; } // by blockedMs

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        const int level = thread()->loopLevel();
        if (m_level == level) // handled within another event
            return QApplication::notify(receiver, event);
        const int outer = std::exchange(m_level, level);
        const double outerNested = std::exchange(m_nestedBusy, 0.0);
        const char* receiverClass = receiver->metaObject()->className();
        const QString name = receiver->objectName();
        const QEvent::Type type = event->type();
        const double busy = busyMs();
        const double wall = wallMs();
        const double stood = m_pulse.stoodStillMs();
        const std::optional<double> waited = waitedMs();
        const bool result = QApplication::notify(receiver, event);
        const double used = busyMs() - busy;
        Turn turn{used - m_nestedBusy, used - m_nestedBusy, {}};
        if (const auto waitedNow = waitedMs(); waited && waitedNow && m_nestedBusy == 0)
            turn.blockedMs = std::max(turn.busyMs, wallMs() - wall - (*waitedNow - *waited) - (m_pulse.stoodStillMs() - stood));
        m_level = outer;
        m_nestedBusy = outerNested + (outer >= 0 ? used : 0);
        if (turn.busyMs > m_busiest.busyMs || turn.blockedMs > m_longest.blockedMs) {
            turn.what = QString("event %1 for %2 %3").arg(int(type)).arg(receiverClass, name);
            if (turn.busyMs > m_busiest.busyMs)
                m_busiest = turn;
            if (turn.blockedMs > m_longest.blockedMs)
                m_longest = turn;
        }
        return result;
    }

private:
    static double busyMs()
    {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
    }
    static double wallMs()
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
    }
    // How long this thread was ready and had no core, since it began.
    [[nodiscard]] std::optional<double> waitedMs() const
    {
        char text[128] = {};
        unsigned long long ran = 0, waited = 0;
        if (m_waits < 0 || ::pread(m_waits, text, sizeof text - 1, 0) <= 0 ||
            std::sscanf(text, "%llu %llu", &ran, &waited) != 2)
            return std::nullopt;
        return double(waited) / 1e6;
    }

    Pulse m_pulse;
    int m_waits = ::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    int m_level = -1; // of the event that is being measured
    double m_nestedBusy = 0;
    Turn m_busiest, m_longest;
};

} // namespace lathe::widgets
