#include "widgets/runs/queue_model.h"

#include "widgets/runs/estimate_words.h"

#include <algorithm>

namespace lathe::widgets {

QueueModel::QueueModel(const RunQueue& queue, QObject* parent)
    : QAbstractTableModel(parent), m_queue(queue), m_runs(queue.waiting())
{
    connect(&queue, &RunQueue::changed, this, &QueueModel::refresh);
}

void QueueModel::refresh()
{
    beginResetModel();
    m_runs = m_queue.waiting();
    endResetModel();
}

int QueueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_runs.size());
}

int QueueModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_runs.size())
        return {};
    const QueuedRun& run = m_runs[size_t(index.row())];
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Position:
        return index.row() + 1;
    case Name:
        return QString::fromStdString(run.recipe.name);
    case Variants:
        return run.variants;
    case Time: {
        const QString time = run.estimate ? aboutTime(*run.estimate) : QString();
        return time.isEmpty() ? tr("not known") : time;
    }
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("#"), tr("recipe"), tr("variants"), tr("time")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

quint64 QueueModel::idAt(int row) const
{
    return row >= 0 && size_t(row) < m_runs.size() ? m_runs[size_t(row)].id : 0;
}

int QueueModel::rowOf(quint64 id) const
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(),
                                    [&](const QueuedRun& run) { return run.id == id; });
    return found == m_runs.end() ? -1 : int(found - m_runs.begin());
}

} // namespace lathe::widgets
