#include "widgets/try/batch_model.h"

#include "widgets/theme/theme.h"
#include "widgets/try/answer_text.h"

namespace lathe::widgets {

namespace {
constexpr qsizetype kShownText = 300; // characters of a text in a table row
} // namespace

void BatchModel::setResult(std::shared_ptr<const BatchStore::Result> result)
{
    beginResetModel();
    m_result = std::move(result);
    endResetModel();
}

int BatchModel::firstAnswer() const
{
    return m_result && m_result->batch.isLabelled() ? 2 : 1;
}

int BatchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_result ? 0 : int(m_result->batch.texts.size());
}

int BatchModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_result ? 0 : firstAnswer() + int(m_result->columns.size());
}

bool BatchModel::isWrong(size_t row, size_t column) const
{
    return m_result->batch.isLabelled() &&
           m_result->columns[column].decisions[row] != m_result->batch.expected[row];
}

QVariant BatchModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_result)
        return {};
    const auto row = size_t(index.row());
    const int answer = index.column() - firstAnswer();
    const bool differs = answer > 0 && m_result->columns[size_t(answer)].decisions[row] !=
                                           m_result->columns.front().decisions[row];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == 0)
            return QString::fromStdString(m_result->batch.texts[row]).left(kShownText).simplified();
        return decisionText(answer < 0 ? m_result->batch.expected[row]
                                       : m_result->columns[size_t(answer)].decisions[row]);
    case Qt::ToolTipRole:
        if (index.column() == 0)
            return QString::fromStdString(m_result->batch.texts[row]).left(2000);
        return differs ? tr("Another answer than %1 gives")
                             .arg(m_result->columns.front().candidate.name)
                       : data(index, Qt::DisplayRole);
    case Qt::ForegroundRole: {
        const Theme& theme = Theme::of(nullptr);
        if (answer >= 0 && isWrong(row, size_t(answer)))
            return theme.bad;
        return differs ? theme.warn : index.column() == 0 ? theme.text : theme.mutedText;
    }
    case Qt::FontRole:
        return differs ? uiFont(13, QFont::DemiBold) : QVariant();
    case DisagreeRole:
        return m_result->disagree(row);
    case WrongRole:
        for (size_t column = 0; column < m_result->columns.size(); ++column)
            if (isWrong(row, column))
                return true;
        return false;
    default:
        return {};
    }
}

QVariant BatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || !m_result || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    const int answer = section - firstAnswer();
    if (role == Qt::ToolTipRole && answer >= 0)
        return m_result->columns[size_t(answer)].candidate.name;
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("text");
    return answer < 0 ? tr("expected") : m_result->columns[size_t(answer)].candidate.name;
}

void BatchFilter::setShow(Show show)
{
    m_show = show;
    invalidateFilter();
}

bool BatchFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (m_show != Show::All) {
        const int role =
            m_show == Show::Disagreeing ? BatchModel::DisagreeRole : BatchModel::WrongRole;
        if (!sourceModel()->index(row, 0, parent).data(role).toBool())
            return false;
    }
    return QSortFilterProxyModel::filterAcceptsRow(row, parent);
}

} // namespace lathe::widgets
