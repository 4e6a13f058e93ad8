#include "widgets/history/history_model.h"

#include "widgets/common/kit.h"
#include "widgets/compare/csv.h"
#include "widgets/compare/variant_group.h"
#include "widgets/runs/step_model.h"
#include "widgets/theme/icons.h"

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

constexpr quintptr kTop = 0; // internal id of a group; its variants carry its row + 1

VariantGroup groupOf(const history::VariantSummary& summary)
{
    runner::Variant variant;
    variant.id = summary.id;
    variant.original = summary.original;
    variant.stage = summary.stage;
    variant.families = summary.families;
    if (!summary.runtime.empty())
        variant.details["runtime"] = summary.runtime;
    return widgets::groupOf(variant);
}

} // namespace

HistoryModel::HistoryModel(QObject* parent)
    : QAbstractItemModel(parent), m_rows(std::make_shared<const HistoryRows>()),
      m_notes(std::make_shared<const HistoryNotes>()),
      m_found(std::make_shared<const HistoryFound>())
{
}

void HistoryModel::setContent(std::shared_ptr<const HistoryRows> rows,
                              std::shared_ptr<const HistoryNotes> notes,
                              std::shared_ptr<const HistoryFound> found,
                              const std::vector<std::string>& columns)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_notes = std::move(notes);
    m_found = std::move(found);
    m_reference.reset();
    m_columns.clear();
    if (!m_rows->columns.empty())
        m_columns.push_back(0);
    for (const std::string& key : columns)
        if (const int column = m_rows->columnOf(key); column > 0 && !m_found->alike.contains(key))
            m_columns.push_back(size_t(column));
    m_groupOf.assign(
        m_found->isFlat ? m_rows->summary->variants.size() : m_rows->summary->runs.size(), -1);
    for (size_t i = 0; i < m_found->groups.size(); ++i) {
        const auto& group = m_found->groups[i];
        if (!m_found->isFlat)
            m_groupOf[size_t(group.run)] = int(i);
        else if (!group.variants.empty())
            m_groupOf[size_t(group.variants[0])] = int(i);
    }
    endResetModel();
}

void HistoryModel::setNotes(std::shared_ptr<const HistoryNotes> notes)
{
    m_notes = std::move(notes);
    if (rowCount() > 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void HistoryModel::setReference(std::optional<RowId> row)
{
    if (row == m_reference)
        return;
    m_reference = row;
    if (rowCount() > 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {DiffersRole});
}

const HistoryColumn& HistoryModel::column(int section) const
{
    return m_rows->columns[m_columns[size_t(section)]];
}

RowId HistoryModel::rowAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() != kTop) {
        const auto& group = m_found->groups[index.internalId() - 1];
        return {group.run, group.variants[size_t(index.row())]};
    }
    const auto& group = m_found->groups[size_t(index.row())];
    return {group.run, m_found->isFlat && !group.variants.empty() ? group.variants[0] : -1};
}

QModelIndex HistoryModel::indexOf(const std::string& id) const
{
    const auto row = m_rows->rowOf(id);
    if (!row || m_groupOf.empty() || (m_found->isFlat && row->isRun()))
        return {};
    const int place = m_groupOf[size_t(m_found->isFlat ? row->variant : row->run)];
    if (place < 0)
        return {};
    if (m_found->isFlat || row->isRun())
        return createIndex(place, 0, kTop);
    const auto& variants = m_found->groups[size_t(place)].variants;
    const auto found = std::find(variants.begin(), variants.end(), row->variant);
    return found == variants.end()
               ? QModelIndex()
               : createIndex(int(found - variants.begin()), 0, quintptr(place) + 1);
}

QModelIndex HistoryModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : kTop);
}

QModelIndex HistoryModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == kTop)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, kTop);
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_found->groups.size());
    if (m_found->isFlat || parent.column() != 0 || parent.internalId() != kTop)
        return 0;
    return int(m_found->groups[size_t(parent.row())].variants.size());
}

int HistoryModel::columnCount(const QModelIndex&) const
{
    return int(m_columns.size());
}

QString HistoryModel::text(const QModelIndex& index) const
{
    const RowId row = rowAt(index);
    const HistoryColumn& shown = column(index.column());
    // Below its run a variant does not repeat what its run says.
    if (!m_found->isFlat && !row.isRun() &&
        (shown.kind == HistoryColumn::Kind::Run || shown.kind == HistoryColumn::Kind::Environment))
        return {};
    return cellText(*m_rows, *m_notes, row, shown);
}

bool HistoryModel::differs(const QModelIndex& index) const
{
    if (!m_reference || index.column() == 0)
        return false;
    const RowId row = rowAt(index);
    const HistoryColumn& shown = column(index.column());
    if (row == *m_reference || row.isRun() != m_reference->isRun())
        return false;
    return cellText(*m_rows, *m_notes, row, shown) !=
           cellText(*m_rows, *m_notes, *m_reference, shown);
}

QString HistoryModel::toolTip(const QModelIndex& index) const
{
    const RowId row = rowAt(index);
    const history::VariantSummary* variant = m_rows->variant(row);
    if (index.column() == 0 && !variant && !m_rows->run(row).error.empty())
        return QString::fromStdString(m_rows->run(row).error);
    if (index.column() == 0 && variant && !variant->warning.empty())
        return QString::fromStdString(variant->lineage + "\n" + variant->warning);
    if (!variant && column(index.column()).metric)
        return tr("The best of its variants");
    return text(index);
}

QVariant HistoryModel::decoration(RowId row) const
{
    const Theme& theme = Theme::of(nullptr);
    const history::Mark* mark = m_notes->mark(m_rows->idOf(row));
    if (mark && mark->isStarred)
        return iconPixmap("star", theme.star, 13);
    if (row.isRun())
        return {};
    return makeDot(groupColour(groupOf(*m_rows->variant(row)), theme));
}

QVariant HistoryModel::colour(const QModelIndex& index) const
{
    const Theme& theme = Theme::of(nullptr);
    const RowId row = rowAt(index);
    const HistoryColumn& shown = column(index.column());
    if (shown.key == "state")
        return stateColour(m_rows->run(row).state, nullptr);
    if (differs(index))
        return theme.accent;
    if (!row.isRun() && !m_rows->variant(row)->warning.empty() && shown.metric &&
        shown.metric->group == analysis::MetricGroup::Quality)
        return theme.warn;
    return index.column() == 0 || (shown.metric && !row.isRun()) ? theme.text : theme.mutedText;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.column() >= columnCount())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::ToolTipRole:
        return toolTip(index);
    case Qt::TextAlignmentRole:
        return int((column(index.column()).isNumber ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return colour(index);
    case Qt::FontRole:
        return (rowAt(index).isRun() && index.column() == 0) || differs(index)
                   ? QVariant(uiFont(12, QFont::DemiBold))
                   : QVariant();
    case Qt::DecorationRole:
        return index.column() == 0 ? decoration(rowAt(index)) : QVariant();
    case IdRole:
        return QString::fromStdString(m_rows->idOf(rowAt(index)));
    case DiffersRole:
        return differs(index);
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const HistoryColumn& shown = column(section);
    if (role == Qt::TextAlignmentRole)
        return int((shown.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return shown.toolTip.isEmpty() ? shown.title : shown.title + "\n" + shown.toolTip;
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 && m_found->isFlat ? tr("Variant") : shown.title;
}

QByteArray historyCsv(const HistoryRows& rows, const HistoryNotes& notes, const HistoryFound& found,
                      const std::vector<std::string>& columns)
{
    QStringList head{"run", "variant", "name"};
    std::vector<const HistoryColumn*> shown;
    for (const std::string& key : columns)
        if (const int column = rows.columnOf(key); column > 0 && !found.alike.contains(key)) {
            shown.push_back(&rows.columns[size_t(column)]);
            head += QString::fromStdString(key);
        }
    QByteArray csv = csvLine(head);
    const auto add = [&](RowId row) {
        const history::VariantSummary* variant = rows.variant(row);
        QStringList cells{QString::fromStdString(rows.run(row).id),
                          variant ? QString::fromStdString(variant->id) : QString(),
                          cellText(rows, notes, row, rows.columns[0])};
        for (const HistoryColumn* column : shown) {
            if (column->key == "started")
                cells += QString::fromStdString(rows.run(row).started);
            else if (column->isNumber)
                cells += csvNumber(cellNumber(rows, row, *column));
            else
                cells += cellText(rows, notes, row, *column);
        }
        csv += csvLine(cells);
    };
    for (const HistoryFound::Group& group : found.groups) {
        if (group.variants.empty())
            add({group.run, -1});
        for (const int variant : group.variants)
            add({group.run, variant});
    }
    return csv;
}

} // namespace lathe::widgets
