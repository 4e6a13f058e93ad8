#include "widgets/common/elided_button.h"

#include <QStylePainter>

#include <algorithm>

namespace lathe::widgets {

namespace {
constexpr int kLeast = 72;
} // namespace

ElidedButton::ElidedButton(const char* role, QWidget* parent) : QPushButton(parent)
{
    setProperty("role", QByteArray(role));
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ElidedButton::minimumSizeHint() const
{
    const QSize whole = sizeHint();
    return {std::min(whole.width(), kLeast), whole.height()};
}

void ElidedButton::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const QRect room = style()->subElementRect(QStyle::SE_PushButtonContents, &option, this);
    option.text = fontMetrics().elidedText(option.text, Qt::ElideRight, room.width());
    painter.drawControl(QStyle::CE_PushButton, option);
}

} // namespace lathe::widgets
