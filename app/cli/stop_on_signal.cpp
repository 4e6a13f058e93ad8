#include "app/cli/stop_on_signal.h"

#include "app/cli/verbs.h"

#include <csignal>
#include <cstdlib>
#include <spdlog/spdlog.h>

namespace lathe::cli {

namespace {

sigset_t watched()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

StopOnSignal::StopOnSignal()
{
    const sigset_t set = watched();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_waiter = std::jthread([this](const std::stop_token& end) {
        const sigset_t mine = watched();
        const timespec wait{0, 100'000'000}; // how often the destructor is looked for
        while (!end.stop_requested()) {
            if (sigtimedwait(&mine, nullptr, &wait) < 0)
                continue;
            if (m_stop.stop_requested())
                std::_Exit(kCancelled);
            spdlog::warn("stopping; once more to end at once");
            m_stop.request_stop();
        }
    });
}

StopOnSignal::~StopOnSignal()
{
    m_waiter.request_stop();
    m_waiter.join();
    const sigset_t set = watched();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

} // namespace lathe::cli
