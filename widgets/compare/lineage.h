#pragma once

#include <QFontMetricsF>
#include <QStyledItemDelegate>

namespace lathe::widgets {

// "A · x → B · y → Int8", or "Original: A", in no more than `width` pixels. What tells variants apart stays longest:
// first the details of the earlier steps go, then those of the last, then steps in the middle, then the beginning.
[[nodiscard]] QString fittedLineage(const QString& lineage, const QFontMetricsF& metrics,
                                    double width);

// Shows a column of lineages that way.
class LineageDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace lathe::widgets
