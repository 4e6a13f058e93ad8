#include "widgets/pipeline/zoom_bar.h"

#include "widgets/pipeline/canvas.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include <cmath>

namespace lathe::widgets {

namespace {
constexpr double kStep = 1.25;
}

ZoomBar::ZoomBar(Canvas& canvas) : QFrame(&canvas), m_canvas(canvas)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 3, 4, 3);
    row->setSpacing(0);
    connect(add(QString(QChar(0x2212)), tr("Zoom out")), &QToolButton::clicked, this,
            [this] { m_canvas.zoomBy(1 / kStep); });
    m_percent = add("100 %", tr("Zoom to 100 %"));
    m_percent->setMinimumWidth(54);
    connect(m_percent, &QToolButton::clicked, this, [this] { m_canvas.zoomTo(1); });
    connect(add("+", tr("Zoom in")), &QToolButton::clicked, this,
            [this] { m_canvas.zoomBy(kStep); });
    connect(add(tr("Fit"), tr("Fit pipeline")), &QToolButton::clicked, this,
            [this] { m_canvas.fit(); });
    connect(&canvas, &Canvas::viewChanged, this, &ZoomBar::refresh);
    setCursor(Qt::ArrowCursor);
    refresh();
}

QToolButton* ZoomBar::add(const QString& text, const QString& name)
{
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoRaise(true);
    button->setMinimumSize(26, 24);
    layout()->addWidget(button);
    return button;
}

void ZoomBar::refresh()
{
    m_percent->setText(tr("%1 %").arg(std::lround(100 * m_canvas.zoom())));
}

void ZoomBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.border);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace lathe::widgets
