#pragma once

#include "widgets/compare/pair_analysis.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

namespace lathe::widgets {

// All labels of a pair with what became of each.
class ClassModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Label, Support, Before, Now, Change, Right, Wrong, ColumnCount };
    enum Role { SortRole = Qt::UserRole, ChangeRole }; // ChangeRole: invalid where there is none

    using QAbstractTableModel::QAbstractTableModel;
    void setRows(std::vector<ClassRow> rows);
    [[nodiscard]] double largestChange() const { return m_largest; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<ClassRow> m_rows;
    double m_largest = 0;
};

// Draws a change as a bar around a middle line, with its number.
class ChangeDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setLargest(double largest) { m_largest = largest; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    double m_largest = 0;
};

} // namespace lathe::widgets
