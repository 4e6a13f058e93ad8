#include "widgets/commands/command_delegate.h"

#include "widgets/commands/command_palette.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace lathe::widgets {

namespace {
constexpr int kHeight = 34, kKindWidth = 92, kPadding = 12, kGap = 10;
}

void CommandDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected ? theme.accentSoft : theme.canvas);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 6, 6);
    }
    QRect room = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const auto draw = [&](const QFont& font, const QColor& colour, const QString& text, int width, int align) {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(QRect(room.left(), room.top(), width, room.height()), align | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, width));
    };
    const QFont small = uiFont(11);
    const QString shortcut = index.data(CommandModel::ShortcutRole).toString();
    if (!shortcut.isEmpty()) {
        const int width = QFontMetrics(small).horizontalAdvance(shortcut) + 2;
        painter->setFont(small);
        painter->setPen(theme.mutedText);
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, shortcut);
        room.setRight(room.right() - width - kGap);
    }
    draw(small, theme.mutedText, kindTitle(Command::Kind(index.data(CommandModel::KindRole).toInt())), kKindWidth,
         Qt::AlignLeft);
    room.setLeft(room.left() + kKindWidth);
    const QFont title = uiFont(13, QFont::Medium);
    const QString name = index.data().toString();
    const int width = std::min(room.width(), QFontMetrics(title).horizontalAdvance(name) + 4);
    draw(title, theme.text, name, width, Qt::AlignLeft);
    room.setLeft(room.left() + width + kGap);
    if (room.width() > 30)
        draw(uiFont(12), theme.mutedText, index.data(CommandModel::DetailRole).toString(), room.width(), Qt::AlignLeft);
    painter->restore();
}

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, kHeight};
}

} // namespace lathe::widgets
