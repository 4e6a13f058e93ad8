#include "widgets/compare/lineage.h"

#include <QApplication>

namespace lathe::widgets {

namespace {

const QString kArrow = QStringLiteral(" → ");
const QString kMark = QStringLiteral(": ");
const QString kDetails = QStringLiteral(" · ");

} // namespace

QString fittedLineage(const QString& lineage, const QFontMetricsF& metrics, double width)
{
    const auto fits = [&](const QString& text) { return metrics.horizontalAdvance(text) <= width; };
    if (fits(lineage))
        return lineage;
    QStringList steps = lineage.split(kArrow);
    if (const qsizetype mark = steps.front().indexOf(kMark); mark > 0) { // what it is, before how it came about
        const QString before = lineage.left(mark + kMark.size());
        return before + fittedLineage(lineage.mid(before.size()), metrics, width - metrics.horizontalAdvance(before));
    }
    for (QString& step : steps) {
        step = step.section(kDetails, 0, 0);
        if (const QString shorter = steps.join(kArrow); fits(shorter))
            return shorter;
    }
    // How it began is the same for many, what was done last is not.
    for (qsizetype kept = steps.size() - 2; kept > 1; --kept)
        if (const QString ends = steps.front() + kArrow + QStringLiteral("…") + kArrow + steps.mid(steps.size() - kept).join(kArrow); fits(ends))
            return ends;
    return metrics.elidedText(steps.join(kArrow), steps.size() > 2 ? Qt::ElideLeft : Qt::ElideMiddle, width);
}

void LineageDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QStyle* style = option->widget ? option->widget->style() : QApplication::style();
    const QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, option, option->widget);
    constexpr int kFocusFrame = 8; // what the style keeps free at both ends
    option->text =
        fittedLineage(option->text, QFontMetricsF(option->font), room.width() - kFocusFrame);
}

} // namespace lathe::widgets
