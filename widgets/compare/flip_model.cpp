#include "widgets/compare/flip_model.h"

#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

QString probabilityText(std::optional<double> value)
{
    return value ? saidNumber(*value, 2) : QString(QChar(0x2013));
}

} // namespace

void FlipModel::setRows(std::vector<FlipRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void FlipModel::setTexts(std::vector<std::string> texts)
{
    m_texts = std::move(texts);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Text), index(rowCount() - 1, Text));
}

QString FlipModel::text(const FlipRow& row) const
{
    return row.row < m_texts.size() ? QString::fromStdString(m_texts[row.row]).simplified()
                                    : tr("row %1").arg(row.row + 1);
}

int FlipModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FlipModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FlipModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_rows.size())
        return {};
    const FlipRow& row = m_rows[size_t(index.row())];
    if (role == KindRole)
        return int(row.kind);
    if (role == LabelsRole) {
        QVariantList labels;
        for (const int label : row.labels)
            labels += label;
        return labels;
    }
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Probability ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && index.column() == Kind) {
        const Theme& theme = Theme::of(nullptr);
        return row.kind == analysis::Flip::Kind::NewlyWrong   ? theme.bad
               : row.kind == analysis::Flip::Kind::NewlyRight ? theme.good
                                                              : theme.mutedText;
    }
    if (role == SortRole && index.column() == Probability)
        return row.probability.value_or(-1);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SortRole)
        return {};
    switch (index.column()) {
    case Kind:
        return kindText(row.kind);
    case Truth:
        return row.truth;
    case Before:
        return row.before;
    case Now:
        return row.now;
    case Probability:
        return QString("%1 → %2").arg(probabilityText(row.probabilityBefore),
                                      probabilityText(row.probability));
    case Text:
        return text(row);
    default:
        return {};
    }
}

QVariant FlipModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Probability ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Probability)
        return tr("Of the decision before and now; with several labels, of the label that changed "
                  "most");
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("change"), tr("true label"),  tr("before"),
                              tr("now"),    tr("probability"), tr("text")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

FlipFilter::FlipFilter(QObject* parent) : QSortFilterProxyModel(parent)
{
    setSortRole(FlipModel::SortRole);
}

void FlipFilter::setKind(int kind)
{
    m_kind = kind;
    invalidateFilter();
}

void FlipFilter::setLabel(int label)
{
    m_label = label;
    invalidateFilter();
}

void FlipFilter::setWords(const QString& words)
{
    m_words = words;
    invalidateFilter();
}

bool FlipFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex index = sourceModel()->index(row, FlipModel::Text, parent);
    if (m_kind >= 0 && index.data(FlipModel::KindRole).toInt() != m_kind)
        return false;
    if (m_label >= 0 && !index.data(FlipModel::LabelsRole).toList().contains(m_label))
        return false;
    return m_words.isEmpty() || index.data().toString().contains(m_words, Qt::CaseInsensitive);
}

} // namespace lathe::widgets
