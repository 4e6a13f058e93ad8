#pragma once

#include <QString>
#include <QWidget>

#include <memory>

namespace lathe::widgets {

// Where a word to a user who looks elsewhere goes.
class NotificationSink {
public:
    virtual ~NotificationSink() = default;
    // False where it could not be told.
    virtual bool tell(const QString& title, const QString& text) = 0;
};

// The desktop's notifications (org.freedesktop.Notifications), else the system tray, else the
// window's entry in the task bar is marked.
[[nodiscard]] std::unique_ptr<NotificationSink> desktopNotifications(QWidget* window);

} // namespace lathe::widgets
