#pragma once

#include "widgets/session/data_summary.h"

#include <QAbstractTableModel>

namespace lathe::widgets {

// The texts of one split, or those of them that a search found, with labels and tokens.
class TextModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Text, Label, Tokens, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const DataSummary& summary, Split split, std::vector<int> rows);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::shared_ptr<const data::DataSet> m_data; // keeps the texts alive
    const std::vector<data::Example>* m_examples = nullptr;
    std::vector<int> m_tokens;
    int m_maxLength = 0;
    std::vector<int> m_rows;
};

// Which texts of a split are wanted.
struct TextFilter {
    enum class Kind { All, Truncated, Repeated, Unknown, Empty, Unlabelled };

    QString words;  // case does not matter; empty: all
    int label = -1; // negative: any
    Kind kind = Kind::All;
};

// The rows of a split that pass. Stops early, with an incomplete answer, when asked to.
[[nodiscard]] std::vector<int> findRows(const DataSummary& summary, Split split,
                                        const TextFilter& filter, const std::stop_token& stop);

} // namespace lathe::widgets
