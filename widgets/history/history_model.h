#pragma once

#include "widgets/history/history_find.h"

#include <QAbstractItemModel>

namespace lathe::widgets {

// Found runs with their variants below them, or variants alone. Text is made when it is asked for.
class HistoryModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, DiffersRole };

    explicit HistoryModel(QObject* parent = nullptr);

    // `columns` are keys; those that the rows do not know, and those that are alike when only
    // differences are asked for, are left out.
    void setContent(std::shared_ptr<const HistoryRows> rows,
                    std::shared_ptr<const HistoryNotes> notes,
                    std::shared_ptr<const HistoryFound> found,
                    const std::vector<std::string>& columns);
    void setNotes(std::shared_ptr<const HistoryNotes> notes);
    // Cells that differ from those of this row are marked; absent marks none.
    void setReference(std::optional<RowId> row);

    [[nodiscard]] const HistoryColumn& column(int section) const;
    [[nodiscard]] RowId rowAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const std::string& id) const; // invalid: not shown

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(const QModelIndex& index) const;
    [[nodiscard]] QString toolTip(const QModelIndex& index) const;
    [[nodiscard]] QVariant decoration(RowId row) const;
    [[nodiscard]] QVariant colour(const QModelIndex& index) const;
    [[nodiscard]] bool differs(const QModelIndex& index) const;

    std::shared_ptr<const HistoryRows> m_rows;
    std::shared_ptr<const HistoryNotes> m_notes;
    std::shared_ptr<const HistoryFound> m_found;
    std::vector<size_t> m_columns; // in HistoryRows::columns, the name first
    std::vector<int> m_groupOf;    // [runs], of flat rows [variants]; -1: not shown
    std::optional<RowId> m_reference;
};

// What is shown, variant by variant, with these columns: numbers in full, RFC 4180. A run without
// variants has a line of its own.
[[nodiscard]] QByteArray historyCsv(const HistoryRows& rows, const HistoryNotes& notes,
                                    const HistoryFound& found,
                                    const std::vector<std::string>& columns);

} // namespace lathe::widgets
