#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

namespace lathe {

// What a long piece of work tells while it goes on.
struct Progress {
    double fraction = 0;  // 0..1, never going back within one task
    std::string note;     // "epoch 2 of 3, loss 0.412"; may be empty
};

// One point of a curve that grows during training, such as {"loss", step, 0.41}.
struct CurvePoint {
    std::string series;
    double x = 0;
    double y = 0;
};

// Holds work up at its next checkpoint and lets it go on later. May be asked from any thread.
class Pause {
public:
    void set(bool paused);
    [[nodiscard]] bool isSet() const { return m_paused; }
    // Returns when it is not set or a stop was requested.
    void wait(const std::stop_token& stop) const;
    // How long work was held up so far, those of now not counted.
    [[nodiscard]] double seconds() const;

private:
    std::atomic<bool> m_paused = false;
    mutable std::mutex m_mutex;
    mutable std::condition_variable_any m_wake;
    mutable int m_waiting = 0; // threads
    mutable std::chrono::steady_clock::time_point m_since;
    mutable double m_seconds = 0;
};

// Handed down to every piece of work that takes longer than a blink: the way to stop it and the way
// to hear from it. Copies are cheap and talk to the same listeners. Loops call checkpoint() once per
// batch or layer, so that a stop is answered within half a second.
class Task {
public:
    using ProgressSink = std::function<void(const Progress&)>;
    using CurveSink = std::function<void(const CurvePoint&)>;

    Task() = default;
    explicit Task(std::stop_token stop, ProgressSink progress = {}, CurveSink curve = {},
                  std::shared_ptr<const Pause> pause = {});

    // Waits while paused. Throws Cancelled once a stop was requested.
    void checkpoint() const;
    [[nodiscard]] std::stop_token stopToken() const { return m_stop; }
    // How long this work was held up so far: not to be counted as time that it took.
    [[nodiscard]] double pausedSeconds() const { return m_pause ? m_pause->seconds() : 0; }
    // One that can be stopped and paused with this one, and tells nothing.
    [[nodiscard]] Task silent() const { return Task(m_stop, {}, {}, m_pause); }

    void report(double fraction, std::string note = {}) const;
    void plot(std::string series, double x, double y) const;

    // A task whose own 0..1 is shown as begin..end of this one.
    [[nodiscard]] Task part(double begin, double end) const;

private:
    std::stop_token m_stop;
    ProgressSink m_progress;
    CurveSink m_curve;
    std::shared_ptr<const Pause> m_pause;
    double m_begin = 0;
    double m_end = 1;
};

} // namespace lathe
