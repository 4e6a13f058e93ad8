#pragma once

#include "widgets/compare/comparison.h"

#include <QAbstractTableModel>

namespace lathe::widgets {

// One column of the table, by the key that saved views know it by.
struct VariantColumn {
    std::string key; // a metric, or "name", "delta", "p", "storage", "kernels"
    const analysis::MetricInfo* metric = nullptr;
};

// The variants of a comparison with all that was measured. The columns are always the same; a
// header hides those that are not wanted.
class VariantModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { SortRole = Qt::UserRole, GroupRole };
    static constexpr int kName = 0;

    explicit VariantModel(QObject* parent = nullptr);

    void setComparison(std::shared_ptr<const Comparison> comparison);
    [[nodiscard]] const ComparedVariant& at(int row) const
    {
        return m_comparison->variants[size_t(row)];
    }
    [[nodiscard]] int rowOf(const std::string& variantId) const; // -1: not shown
    [[nodiscard]] const std::vector<VariantColumn>& columns() const { return m_columns; }
    [[nodiscard]] int columnOf(std::string_view key) const; // -1: none
    // Whether any variant has a figure there, and whether two differ in it.
    [[nodiscard]] bool isKnown(int column) const;
    [[nodiscard]] bool differs(int column) const;
    [[nodiscard]] QString title(int column) const; // in full, for choosers

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(size_t row, int column) const;
    [[nodiscard]] QVariant sortable(size_t row, int column) const;
    [[nodiscard]] QString toolTip(size_t row, int column) const;

    std::vector<VariantColumn> m_columns;
    std::shared_ptr<const Comparison> m_comparison;
};

// Rows in this order with these columns, numbers in full and absent figures empty, RFC 4180.
[[nodiscard]] QByteArray tableCsv(const VariantModel& model, const std::vector<int>& rows,
                                  const std::vector<int>& columns);

} // namespace lathe::widgets
