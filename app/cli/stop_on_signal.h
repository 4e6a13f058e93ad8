#pragma once

#include <stop_token>
#include <thread>

namespace lathe::cli {

// While it lives, the first SIGINT or SIGTERM requests a stop and the second ends the process with
// 130 at once. Must be made before any other thread, so that all of them leave the signals to it.
class StopOnSignal {
public:
    StopOnSignal();
    ~StopOnSignal();
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_waiter; // joined before m_stop goes
};

} // namespace lathe::cli
