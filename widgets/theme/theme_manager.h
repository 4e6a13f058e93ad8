#pragma once

#include "widgets/theme/theme.h"

#include <QObject>

class QApplication;

namespace lathe::widgets {

enum class ThemeChoice { System, Light, Dark };

// Dresses the application: style, palette, font and style sheet. Construct one before the first
// widget; it notes whether the system is dark before it changes the palette.
class ThemeManager : public QObject {
    Q_OBJECT
public:
    explicit ThemeManager(QApplication& application);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] const Theme& theme() const;
    void setChoice(ThemeChoice choice);

Q_SIGNALS:
    void themeChanged();

private:
    void apply();

    QApplication& m_application;
    bool m_systemIsDark = false;
    ThemeChoice m_choice = ThemeChoice::System;
};

// The style sheet of a theme. Widgets ask for a look by the dynamic property "role":
// QLabel: title, section, figure, muted, faint, accent, warn, bad; QFrame: card, panel, line, pill;
// QPushButton and QToolButton: primary, link, danger, pill, rail.
[[nodiscard]] QString styleSheet(const Theme& theme);
[[nodiscard]] QPalette palette(const Theme& theme);

// Sets the property "role" and brings the widget's look up to date.
void setRole(QWidget* widget, const char* role);

} // namespace lathe::widgets
