#include "core/runner/emitter.h"

namespace lathe::runner {

namespace {

constexpr auto kProgressInterval = std::chrono::milliseconds(50);

} // namespace

Emitter::Emitter(const std::vector<Listener*>& listeners, std::stop_token userStop)
    : m_userStop(std::move(userStop), [this] { m_stop.request_stop(); })
{
    for (Listener* listener : listeners)
        m_hearings.push_back({listener});
}

void Emitter::emit(const Event& event)
{
    for (Hearing& hearing : m_hearings) {
        if (hearing.isBroken && !std::holds_alternative<RunEnded>(event))
            continue; // the end is worth another try: what was half-written is gone from a full disk
        try {
            hearing.listener->onEvent(event);
        } catch (const std::exception& error) { // see the class: it must not pass through a stage
            if (!m_listenerFailure)
                m_listenerFailure = failureOf(error);
            hearing.isBroken = true;
            m_stop.request_stop();
        }
    }
}

void Emitter::progress(const StepProgress& event)
{
    const auto now = Clock::now();
    if (m_lastProgress && m_lastStep == event.step && now - *m_lastProgress < kProgressInterval)
        return;
    m_lastProgress = now;
    m_lastStep = event.step;
    emit(event);
}

} // namespace lathe::runner
