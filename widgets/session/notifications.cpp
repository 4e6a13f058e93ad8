#include "widgets/session/notifications.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QSystemTrayIcon>

namespace lathe::widgets {

namespace {

constexpr auto kService = "org.freedesktop.Notifications";
constexpr int kTimeoutMs = -1; // as the desktop is set

class DesktopNotifications final : public NotificationSink {
public:
    explicit DesktopNotifications(QWidget* window) : m_window(window) {}

    bool tell(const QString& title, const QString& text) override
    {
        if (tellDesktop(title, text) || tellTray(title, text))
            return true;
        QApplication::alert(m_window);
        return true;
    }

private:
    static bool tellDesktop(const QString& title, const QString& text)
    {
        const QDBusConnection bus = QDBusConnection::sessionBus();
        if (!bus.isConnected() || !bus.interface()->isServiceRegistered(kService))
            return false;
        QDBusMessage call = QDBusMessage::createMethodCall(
            kService, "/org/freedesktop/Notifications", kService, "Notify");
        // Texts may hold markup there.
        call << QApplication::applicationDisplayName() << uint(0) << QString("lathe") << title
             << text.toHtmlEscaped() << QStringList() << QVariantMap() << kTimeoutMs;
        return bus.send(call);
    }

    bool tellTray(const QString& title, const QString& text)
    {
        if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
            return false;
        if (!m_tray)
            m_tray = std::make_unique<QSystemTrayIcon>(m_window->windowIcon());
        m_tray->show();
        m_tray->showMessage(title, text);
        return true;
    }

    QWidget* m_window;
    std::unique_ptr<QSystemTrayIcon> m_tray;
};

} // namespace

std::unique_ptr<NotificationSink> desktopNotifications(QWidget* window)
{
    return std::make_unique<DesktopNotifications>(window);
}

} // namespace lathe::widgets
