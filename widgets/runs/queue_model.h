#pragma once

#include "widgets/session/run_queue.h"

#include <QAbstractTableModel>

namespace lathe::widgets {

// The runs that wait, in the order in which they will start.
class QueueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Position, Name, Variants, Time, ColumnCount };

    explicit QueueModel(const RunQueue& queue, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] quint64 idAt(int row) const; // 0: none
    [[nodiscard]] int rowOf(quint64 id) const; // -1: none

private:
    void refresh();

    const RunQueue& m_queue;
    std::vector<QueuedRun> m_runs; // as last told
};

} // namespace lathe::widgets
