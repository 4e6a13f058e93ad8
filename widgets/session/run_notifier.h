#pragma once

#include "widgets/session/notifications.h"
#include "widgets/session/session.h"

namespace lathe::widgets {

// Tells how a run ended, with its result in words, while its window is not the active one. The
// setting "notifications" turns it off.
class RunNotifier : public QObject {
    Q_OBJECT
public:
    RunNotifier(Session& session, QWidget& window, std::unique_ptr<NotificationSink> sink);

    void setSink(std::unique_ptr<NotificationSink> sink) { m_sink = std::move(sink); }

private:
    void tell(const runner::Outcome& outcome);

    Session& m_session;
    QWidget& m_window;
    std::unique_ptr<NotificationSink> m_sink;
};

// "7 variants in 6 min 12 s. Smallest: Int8, 23.1 MB of 90.9 MB, accuracy 0.852."
[[nodiscard]] QString resultInWords(const runner::Outcome& outcome, double seconds);

} // namespace lathe::widgets
