#include "widgets/history/facet_model.h"

#include "widgets/common/format.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>

#include <array>

namespace lathe::widgets {

namespace {

constexpr quintptr kTop = 0; // internal id of a facet; its values carry its row + 1
constexpr std::array kOrder{Facet::Starred, Facet::Tags,    Facet::State,   Facet::Date,
                            Facet::Recipe,  Facet::Methods, Facet::Storage, Facet::Runtime,
                            Facet::Model,   Facet::Data,    Facet::Task};

} // namespace

QString facetTitle(Facet facet)
{
    switch (facet) {
    case Facet::State:
        return FacetModel::tr("State");
    case Facet::Recipe:
        return FacetModel::tr("Recipe");
    case Facet::Model:
        return FacetModel::tr("Model");
    case Facet::Data:
        return FacetModel::tr("Data set");
    case Facet::Task:
        return FacetModel::tr("Task");
    case Facet::Methods:
        return FacetModel::tr("Methods used");
    case Facet::Storage:
        return FacetModel::tr("Stored as");
    case Facet::Runtime:
        return FacetModel::tr("Runtime");
    case Facet::Date:
        return FacetModel::tr("Started");
    case Facet::Starred:
        return FacetModel::tr("Stars");
    case Facet::Tags:
        return FacetModel::tr("Tags");
    }
    return {};
}

void FacetModel::setFound(const HistoryFound& found)
{
    m_all = found.facets;
    rebuild();
}

void FacetModel::showAll(Facet facet)
{
    m_whole.insert(facet);
    rebuild();
}

void FacetModel::rebuild()
{
    beginResetModel();
    m_shown.clear();
    for (const Facet facet : kOrder) {
        if (size_t(facet) >= m_all.size())
            continue;
        const auto& all = m_all[size_t(facet)];
        const bool isMark = facet == Facet::Starred || facet == Facet::Tags;
        const bool isChosen =
            std::any_of(all.begin(), all.end(), [](const FacetCount& v) { return v.isChosen; });
        if (all.empty() || (all.size() == 1 && !isMark && !isChosen))
            continue;
        Shown& shown = m_shown.emplace_back(Shown{facet, {}, 0});
        const bool isWhole = m_whole.contains(facet) || all.size() <= kFirstValues + 1;
        for (size_t i = 0; i < all.size(); ++i) {
            if (isWhole || i < kFirstValues || all[i].isChosen)
                shown.values.push_back(all[i]);
            else
                ++shown.rest;
        }
    }
    endResetModel();
}

QModelIndex FacetModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : kTop);
}

QModelIndex FacetModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == kTop)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, kTop);
}

int FacetModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_shown.size());
    if (parent.column() != 0 || parent.internalId() != kTop)
        return 0;
    const Shown& shown = m_shown[size_t(parent.row())];
    return int(shown.values.size()) + (shown.rest > 0);
}

Qt::ItemFlags FacetModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const bool isValue = index.data(ValueRole).isValid();
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable |
           (isValue && index.column() == 0 ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

QVariant FacetModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Theme& theme = Theme::of(nullptr);
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (index.internalId() == kTop) {
        const Shown& shown = m_shown[size_t(index.row())];
        if (role == FacetRole)
            return int(shown.facet);
        if (role == Qt::DisplayRole && index.column() == 0)
            return facetTitle(shown.facet);
        if (role == Qt::FontRole)
            return uiFont(12, QFont::DemiBold);
        return role == Qt::ForegroundRole ? QVariant(theme.text) : QVariant();
    }
    const Shown& shown = m_shown[index.internalId() - 1];
    if (role == FacetRole)
        return int(shown.facet);
    if (size_t(index.row()) >= shown.values.size()) { // "show all"
        if (role == Qt::DisplayRole && index.column() == 0)
            return tr("Show %1 more").arg(shown.rest);
        return role == Qt::ForegroundRole ? QVariant(theme.accent) : QVariant();
    }
    const FacetCount& value = shown.values[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == 0 ? value.value : formatCount(value.count);
    case Qt::ToolTipRole:
    case ValueRole:
        return value.value;
    case Qt::CheckStateRole:
        return index.column() == 0 ? QVariant(value.isChosen ? Qt::Checked : Qt::Unchecked)
                                   : QVariant();
    case Qt::ForegroundRole:
        return index.column() == 1 || value.count == 0 ? theme.mutedText : theme.text;
    default:
        return {};
    }
}

bool FacetModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !index.data(ValueRole).isValid())
        return false;
    auto& shown = m_shown[index.internalId() - 1].values[size_t(index.row())];
    shown.isChosen = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT chosen(m_shown[index.internalId() - 1].facet, shown.value, shown.isChosen);
    return true;
}

} // namespace lathe::widgets
