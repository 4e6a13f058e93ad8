#pragma once

#include "widgets/compare/comparison.h"

#include <QAbstractTableModel>

namespace lathe::widgets {

// The variants of a comparison with all that was measured.
class VariantModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Accuracy, MacroF1, Delta, Latency, Throughput, Size, Kernels, ColumnCount };
    enum Role { SortRole = Qt::UserRole, GroupRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setComparison(const Comparison& comparison);
    [[nodiscard]] const ComparedVariant& at(int row) const { return m_variants[size_t(row)]; }
    [[nodiscard]] int rowOf(const std::string& variantId) const; // -1: not shown

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QVariant display(const ComparedVariant& compared, int column) const;

    std::vector<ComparedVariant> m_variants;
};

// The lineage from the source, or for the source itself the name of its model.
[[nodiscard]] QString variantName(const runner::Variant& variant);

} // namespace lathe::widgets
