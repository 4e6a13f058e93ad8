#pragma once

#include "core/history/history.h"

#include <QAbstractItemModel>

namespace lathe::widgets {

// Runs, newest first, with their variants below them.
class RunModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Name, Started, State, Variants, Accuracy, Size, Latency, Time, ColumnCount };
    enum Role { RunIdRole = Qt::UserRole, VariantIdRole, SearchRole };

    using QAbstractItemModel::QAbstractItemModel;
    void setHistory(std::vector<history::RunRow> runs,
                    const std::vector<runner::Variant>& variants);

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Entry {
        history::RunRow run;
        std::vector<runner::Variant> variants;
    };
    [[nodiscard]] QVariant runText(const Entry& entry, int column) const;
    [[nodiscard]] QVariant variantText(const runner::Variant& variant, int column) const;

    std::vector<Entry> m_entries;
};

// One line per variant with every metric, RFC 4180.
[[nodiscard]] QByteArray toCsv(const std::vector<history::RunRow>& runs,
                               const std::vector<runner::Variant>& variants);

} // namespace lathe::widgets
