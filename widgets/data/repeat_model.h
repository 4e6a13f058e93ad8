#pragma once

#include "widgets/session/data_summary.h"

#include <QAbstractTableModel>

namespace lathe::widgets {

[[nodiscard]] QString splitName(Split split);
[[nodiscard]] QString placeName(const data::Place& place); // "test, row 12"

// Rows whose text another row has too.
class RepeatModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Where, First, Alike, Labels, Text, ColumnCount };
    enum class Show { Leaks, Within, Contradicting, All };

    using QAbstractTableModel::QAbstractTableModel;
    void setSummary(const DataSummary& summary, Show show);
    [[nodiscard]] const data::Repeat& at(int row) const { return m_shown[size_t(row)]; }
    [[nodiscard]] const data::Example& example(const data::Place& place) const;
    [[nodiscard]] QString labels(const data::Place& place) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::shared_ptr<const data::DataSet> m_data;
    std::vector<data::Repeat> m_shown;
};

} // namespace lathe::widgets
