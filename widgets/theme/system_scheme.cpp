#include "widgets/theme/system_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QStyleHints>

namespace lathe::widgets {

namespace {
constexpr auto kService = "org.freedesktop.portal.Desktop";
constexpr auto kPath = "/org/freedesktop/portal/desktop";
constexpr auto kInterface = "org.freedesktop.portal.Settings";
constexpr auto kGroup = "org.freedesktop.appearance";
constexpr auto kKey = "color-scheme";
constexpr uint kDark = 1, kLight = 2; // 0: no preference
} // namespace

SystemScheme::SystemScheme(QObject* parent) : QObject(parent)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this](Qt::ColorScheme scheme) {
        if (scheme != Qt::ColorScheme::Unknown)
            Q_EMIT told(scheme == Qt::ColorScheme::Dark);
    });
#endif
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) // asking would start a bus
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(kService, kPath, kInterface, "SettingChanged", this,
                SLOT(onSetting(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(kService, kPath, kInterface, "Read");
    read << QString(kGroup) << QString(kKey);
    auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        answer->deleteLater();
        if (reply.isValid()) // Read wraps the value twice
            onSetting(kGroup, kKey, qvariant_cast<QDBusVariant>(reply.value().variant()));
    });
}

void SystemScheme::onSetting(const QString& group, const QString& key, const QDBusVariant& value)
{
    const uint scheme = value.variant().toUInt();
    if (group == kGroup && key == kKey && (scheme == kDark || scheme == kLight))
        Q_EMIT told(scheme == kDark);
}

} // namespace lathe::widgets
