#include "widgets/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QWidget>

namespace lathe::widgets {

const Theme& Theme::light()
{
    static const Theme theme{
        false,     "#f6f7f9", "#ffffff", "#ffffff", "#dfe3e8",           "#1c2530", "#566472",
        "#7f8b98", "#0f766e", "#e3f2f0", "#ffffff", "#00855f",           "#b45309", "#c0362c",
        "#eef1f4", "#d5dbe1", "#f4f6f8", "#b45309", QColor(0, 0, 0, 20), "#64748b", "#56b4e9"};
    return theme;
}

const Theme& Theme::dark()
{
    static const Theme theme{
        true,      "#14181d", "#1c2127", "#1c2127", "#2e353d",           "#e6eaef", "#a3b0be",
        "#76838f", "#4fb8ad", "#173331", "#0c1513", "#2bb98a",           "#f0a23a", "#f0776c",
        "#171b20", "#2a3139", "#14181d", "#f59e0b", QColor(0, 0, 0, 80), "#64748b", "#56b4e9"};
    return theme;
}

const Theme& Theme::of(const QWidget* widget)
{
    return QApplication::palette(widget).color(QPalette::Window).lightness() < 128 ? dark()
                                                                                   : light();
}

QColor Theme::family(recipe::StageFamily family) const
{
    switch (family) {
    case recipe::StageFamily::Train:
        return "#0072b2";
    case recipe::StageFamily::Prune:
        return "#d55e00";
    case recipe::StageFamily::Distill:
        return "#cc79a7";
    case recipe::StageFamily::Quantize:
        return "#009e73";
    case recipe::StageFamily::Analyze:
        return look;
    }
    return source;
}

QString familyTitle(recipe::StageFamily family)
{
    switch (family) {
    case recipe::StageFamily::Train:
        return QObject::tr("Train");
    case recipe::StageFamily::Prune:
        return QObject::tr("Prune");
    case recipe::StageFamily::Distill:
        return QObject::tr("Distill");
    case recipe::StageFamily::Quantize:
        return QObject::tr("Quantize");
    case recipe::StageFamily::Analyze:
        return QObject::tr("Analyze");
    }
    return {};
}

QFont uiFont(qreal pixelSize, QFont::Weight weight)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    static const bool hasInter = QFontDatabase::hasFamily("Inter");
    if (hasInter)
        font.setFamilies({"Inter"});
    font.setPixelSize(qRound(pixelSize));
    font.setWeight(weight);
    return font;
}

} // namespace lathe::widgets
