#include "widgets/compare/class_model.h"

#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

const QString kNone(QChar(0x2013));
constexpr double kLeastScale = 0.02; // smaller changes do not fill the column

QVariant number(std::optional<double> value, int decimals = 3)
{
    return value ? saidNumber(*value, decimals) : kNone;
}

QString signedText(double value)
{
    const QString sign = value < 0 ? QString(QChar(0x2212)) : value > 0 ? QString("+") : QString();
    return sign + saidNumber(std::abs(value), 3);
}

} // namespace

void ClassModel::setRows(std::vector<ClassRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_largest = kLeastScale;
    for (const ClassRow& row : m_rows)
        m_largest = std::max(m_largest, std::abs(row.change.value_or(0)));
    endResetModel();
}

int ClassModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ClassModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClassModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_rows.size())
        return {};
    const ClassRow& row = m_rows[size_t(index.row())];
    // What is absent sorts below every number.
    const auto sortable = [](std::optional<double> value) {
        return QVariant(value.value_or(-1e300));
    };
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Label ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == ChangeRole)
        return row.change ? QVariant(*row.change) : QVariant();
    const bool isSort = role == SortRole;
    if (!isSort && role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Label:
        return row.label;
    case Support:
        return row.support;
    case Before:
        return isSort ? sortable(row.before) : number(row.before);
    case Now:
        return isSort ? sortable(row.now) : number(row.now);
    case Change:
        return isSort       ? sortable(row.change)
               : row.change ? QVariant(signedText(*row.change))
                            : QVariant(kNone);
    case Right:
        return row.newlyRight;
    case Wrong:
        return row.newlyWrong;
    default:
        return {};
    }
}

QVariant ClassModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Label ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Support)
        return tr("Test rows that truly have the label");
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("label"),     tr("support"),     tr("F1 before"),  tr("F1 now"),
                              tr("F1 change"), tr("newly right"), tr("newly wrong")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

void ChangeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = std::exchange(item.text, {});
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const Theme& theme = Theme::of(item.widget);
    constexpr int kNumber = 58;
    QRectF room = QRectF(item.rect).adjusted(6, 0, -8, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(theme.text);
    painter->setFont(item.font);
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, text);
    room.setRight(room.right() - kNumber);
    const double middle = room.center().x(), half = room.width() / 2;
    if (const QVariant change = index.data(ClassModel::ChangeRole);
        change.isValid() && m_largest > 0 && change.toDouble() != 0) {
        const double wide = std::max(1.5, std::abs(change.toDouble()) / m_largest * half);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.family(change.toDouble() < 0 ? recipe::StageFamily::Prune
                                                             : recipe::StageFamily::Train));
        painter->drawRoundedRect(
            QRectF(change.toDouble() < 0 ? middle - wide : middle, room.center().y() - 6, wide, 12),
            2, 2);
    }
    painter->setPen(theme.faintText);
    painter->drawLine(QPointF(middle, room.top() + 3), QPointF(middle, room.bottom() - 3));
    painter->restore();
}

} // namespace lathe::widgets
