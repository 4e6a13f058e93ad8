#pragma once

#include "core/runner/events.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace lathe::runner {

// Tells the listeners, and is the one place where progress is thinned to about 20 a second. A
// listener that throws hears nothing more but the run's end, and the run is stopped as by its user: an
// exception must not travel through a stage that is in the middle of its work.
class Emitter {
public:
    Emitter(const std::vector<Listener*>& listeners, std::stop_token userStop);

    void emit(const Event& event);
    void progress(const StepProgress& event); // dropped when the last one was just now

    // Stopped by the user or by a broken listener.
    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }
    // What a listener threw; none while all is well.
    [[nodiscard]] const std::optional<Failure>& listenerFailure() const { return m_listenerFailure; }

private:
    using Clock = std::chrono::steady_clock;

    struct Hearing {
        Listener* listener;
        bool isBroken = false;
    };
    std::vector<Hearing> m_hearings;
    std::optional<Failure> m_listenerFailure;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_userStop;
    std::optional<Clock::time_point> m_lastProgress;
    int m_lastStep = 0;
};

} // namespace lathe::runner
