#include "widgets/data/repeat_model.h"

#include "widgets/theme/theme.h"

namespace lathe::widgets {

QString splitName(Split split)
{
    return split == Split::Train        ? RepeatModel::tr("training")
           : split == Split::Validation ? RepeatModel::tr("validation")
                                        : RepeatModel::tr("test");
}

QString placeName(const data::Place& place)
{
    return RepeatModel::tr("%1, row %2").arg(splitName(place.split)).arg(place.row + 1);
}

void RepeatModel::setSummary(const DataSummary& summary, Show show)
{
    beginResetModel();
    m_data = summary.data;
    m_shown.clear();
    for (const data::Repeat& repeat : summary.statistics->repeats)
        if (show == Show::All || (show == Show::Leaks && repeat.leaks()) ||
            (show == Show::Within && !repeat.leaks()) ||
            (show == Show::Contradicting && !repeat.sameLabels))
            m_shown.push_back(repeat);
    endResetModel();
}

const data::Example& RepeatModel::example(const data::Place& place) const
{
    return rowsOf(*m_data, place.split)[size_t(place.row)];
}

QString RepeatModel::labels(const data::Place& place) const
{
    QStringList names;
    for (const int label : example(place).labels)
        names += QString::fromStdString(m_data->labels.names[size_t(label)]);
    return names.isEmpty() ? tr("no label") : names.join(", ");
}

int RepeatModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int RepeatModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RepeatModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const data::Repeat& repeat = at(index.row());
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case Where:
            return placeName(repeat.second);
        case First:
            return placeName(repeat.first);
        case Alike:
            return repeat.exact ? tr("same text") : tr("nearly");
        case Labels:
            return repeat.sameLabels ? tr("same") : tr("differ");
        case Text:
            return QString::fromStdString(example(repeat.second).text).left(300).simplified();
        default:
            return {};
        }
    }
    if (role == Qt::ForegroundRole) {
        const Theme& theme = Theme::of(nullptr);
        if (index.column() == Labels && !repeat.sameLabels)
            return theme.warn;
        return index.column() == Text ? theme.text : theme.mutedText;
    }
    return {};
}

QVariant RepeatModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("row"), tr("first seen in"), tr("alike"), tr("labels"),
                              tr("text")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace lathe::widgets
