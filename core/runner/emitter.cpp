#include "core/runner/emitter.h"

namespace lathe::runner {

namespace {

constexpr auto kProgressInterval = std::chrono::milliseconds(50);

} // namespace

Emitter::Emitter(std::vector<Listener*> listeners, std::stop_token userStop)
    : m_listeners(std::move(listeners)),
      m_userStop(std::move(userStop), [this] { m_stop.request_stop(); })
{
}

void Emitter::emit(const Event& event)
{
    for (Listener*& listener : m_listeners) {
        if (!listener)
            continue;
        try {
            listener->onEvent(event);
        } catch (const std::exception& error) { // see the class: it must not pass through a stage
            m_listenerFailure = failureOf(error);
            listener = nullptr;
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
