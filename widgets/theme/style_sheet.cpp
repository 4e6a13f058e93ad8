#include "widgets/theme/theme_manager.h"

#include <QFile>

static void initializeResources()
{
    Q_INIT_RESOURCE(lathe);
}

namespace lathe::widgets {

namespace {

QColor mix(const QColor& a, const QColor& b, double shareOfB)
{
    const auto channel = [&](int x, int y) { return qRound(x + (y - x) * shareOfB); };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

} // namespace

QString styleSheet(const Theme& theme)
{
    initializeResources();
    QFile file(":/lathe/style.qss");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char*, QColor> colours[] = {
        {"window", theme.window},
        {"panel", theme.panel},
        {"card", theme.card},
        {"border", theme.border},
        {"text", theme.text},
        {"mutedText", theme.mutedText},
        {"faintText", theme.faintText},
        {"accent", theme.accent},
        {"accentSoft", theme.accentSoft},
        {"onAccent", theme.onAccent},
        {"good", theme.good},
        {"warn", theme.warn},
        {"bad", theme.bad},
        {"canvas", theme.canvas},
        {"grid", theme.grid},
        {"field", theme.field},
        {"accentHover", mix(theme.accent, theme.text, 0.16)},
        {"warnSoft", mix(theme.panel, theme.warn, 0.10)},
        {"badSoft", mix(theme.panel, theme.bad, 0.10)},
        {"hairline", mix(theme.panel, theme.border, 0.6)},
        {"hover", mix(theme.panel, theme.canvas, 0.7)},
    };
    for (const auto& [name, colour] : colours)
        sheet.replace(QString("@%1@").arg(name), colour.name());
    return sheet.replace("@mode@", theme.isDark ? "dark" : "light");
}

} // namespace lathe::widgets
