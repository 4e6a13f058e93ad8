#pragma once

#include <QDBusVariant>
#include <QObject>

namespace lathe::widgets {

// Tells whether the system is light or dark, and when that changes: by the desktop portal
// (org.freedesktop.appearance), which GNOME, KDE and others speak, and by Qt from 6.5 on.
class SystemScheme : public QObject {
    Q_OBJECT
public:
    explicit SystemScheme(QObject* parent = nullptr);

Q_SIGNALS:
    void told(bool isDark); // also once at the start, where the system says anything

public Q_SLOTS:
    void onSetting(const QString& group, const QString& key, const QDBusVariant& value);
};

} // namespace lathe::widgets
