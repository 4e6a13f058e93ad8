#pragma once

#include <QStyledItemDelegate>

namespace lathe::widgets {

// Paints a step: its family's colour beside the title, a progress bar with the note below it.
class StepDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

} // namespace lathe::widgets
