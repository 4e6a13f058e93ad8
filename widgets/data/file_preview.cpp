#include "widgets/data/file_preview.h"

#include "widgets/theme/theme.h"

namespace lathe::widgets {

namespace {
constexpr qsizetype kShownText = 200; // characters of a cell
} // namespace

void FilePreview::setCheck(const data::FileCheck& check, const std::string& text,
                           const std::string& label)
{
    beginResetModel();
    m_check = check;
    m_text = text;
    m_label = label;
    endResetModel();
}

int FilePreview::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_check.preview.size());
}

int FilePreview::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_check.columns.size());
}

QVariant FilePreview::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const data::Cell& cell = m_check.preview[size_t(index.row())].cells[size_t(index.column())];
    const std::string& column = m_check.columns[size_t(index.column())];
    if (role == Qt::DisplayRole) {
        if (cell.kind != data::Cell::Kind::List)
            return QString::fromStdString(cell.text).left(kShownText).simplified();
        QStringList items;
        for (const std::string& item : cell.items)
            items += QString::fromStdString(item);
        return items.join(" | ");
    }
    if (role == Qt::ForegroundRole) {
        const Theme& theme = Theme::of(nullptr);
        return column == m_text ? theme.text : column == m_label ? theme.accent : theme.faintText;
    }
    return {};
}

QVariant FilePreview::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section < rowCount() ? QString::number(m_check.preview[size_t(section)].line)
                                    : QString();
    if (section >= columnCount())
        return {};
    const std::string& column = m_check.columns[size_t(section)];
    const QString name = QString::fromStdString(column);
    return column == m_text    ? tr("%1 (text)").arg(name)
           : column == m_label ? tr("%1 (label)").arg(name)
                               : name;
}

} // namespace lathe::widgets
