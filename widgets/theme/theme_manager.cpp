#include "widgets/theme/theme_manager.h"

#include "widgets/theme/system_scheme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QVariant>
#include <QWidget>

namespace lathe::widgets {

ThemeManager::ThemeManager(QApplication& application)
    : m_application(application),
      m_systemIsDark(QApplication::palette().color(QPalette::Window).lightness() < 128)
{
    QApplication::setStyle(QStyleFactory::create("Fusion"));
    QApplication::setFont(uiFont());
    apply();
    connect(new SystemScheme(this), &SystemScheme::told, this, [this](bool isDark) {
        if (m_systemIsDark == isDark)
            return;
        m_systemIsDark = isDark;
        if (m_choice != ThemeChoice::System)
            return;
        apply();
        Q_EMIT themeChanged();
    });
}

const Theme& ThemeManager::theme() const
{
    const bool isDark =
        m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_systemIsDark);
    return isDark ? Theme::dark() : Theme::light();
}

void ThemeManager::setChoice(ThemeChoice choice)
{
    if (m_choice == choice)
        return;
    m_choice = choice;
    apply();
    Q_EMIT themeChanged();
}

void ThemeManager::apply()
{
    QApplication::setPalette(palette(theme()));
    m_application.setStyleSheet(styleSheet(theme()));
}

QPalette palette(const Theme& theme)
{
    QPalette result;
    result.setColor(QPalette::Window, theme.window);
    result.setColor(QPalette::WindowText, theme.text);
    result.setColor(QPalette::Base, theme.field);
    result.setColor(QPalette::AlternateBase, theme.canvas);
    result.setColor(QPalette::Text, theme.text);
    result.setColor(QPalette::PlaceholderText, theme.faintText);
    result.setColor(QPalette::Button, theme.panel);
    result.setColor(QPalette::ButtonText, theme.text);
    result.setColor(QPalette::BrightText, theme.bad);
    result.setColor(QPalette::Highlight, theme.accent);
    result.setColor(QPalette::HighlightedText, theme.onAccent);
    result.setColor(QPalette::Link, theme.accent);
    result.setColor(QPalette::LinkVisited, theme.accent);
    result.setColor(QPalette::ToolTipBase, theme.panel);
    result.setColor(QPalette::ToolTipText, theme.text);
    result.setColor(QPalette::Light, theme.panel);
    result.setColor(QPalette::Midlight, theme.canvas);
    result.setColor(QPalette::Mid, theme.border);
    result.setColor(QPalette::Dark, theme.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, theme.faintText);
    return result;
}

void setRole(QWidget* widget, const char* role)
{
    if (widget->property("role").toByteArray() == role)
        return;
    widget->setProperty("role", QByteArray(role));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace lathe::widgets
