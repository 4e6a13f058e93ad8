#include "widgets/pipeline/minimap.h"

#include "widgets/pipeline/canvas.h"
#include "widgets/pipeline/pipeline_scene.h"
#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace lathe::widgets {

Minimap::Minimap(Canvas& canvas, PipelineScene& scene)
    : QWidget(&canvas), m_canvas(canvas), m_scene(scene)
{
    setFixedSize(132, 88);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Overview of the pipeline"));
    setToolTip(tr("Click to go there"));
    connect(&canvas, &Canvas::viewChanged, this, qOverload<>(&QWidget::update));
    connect(&scene, &PipelineScene::cardsMoved, this, qOverload<>(&QWidget::update));
}

QTransform Minimap::toMap() const
{
    const QRectF world = m_scene.cardsRect().adjusted(-60, -60, 60, 60);
    const QRectF room = QRectF(rect()).adjusted(8, 8, -8, -8);
    const double scale = std::min(room.width() / world.width(), room.height() / world.height());
    QTransform transform;
    transform.translate(room.center().x(), room.center().y());
    transform.scale(scale, scale);
    transform.translate(-world.center().x(), -world.center().y());
    return transform;
}

void Minimap::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.fillPath(outline, theme.panel);
    painter.setClipPath(outline);
    const QTransform map = toMap();
    const QRectF seen = map.mapRect(m_canvas.visibleRect());
    QColor wash = theme.accent;
    wash.setAlpha(22);
    painter.setPen(QPen(theme.accent, 1));
    painter.setBrush(wash);
    if (!seen.contains(map.mapRect(m_scene.cardsRect()))) // else all of it is on screen
        painter.drawRoundedRect(seen, 3, 3);
    painter.setPen(Qt::NoPen);
    for (const NodeCard* card : m_scene.cards()) {
        painter.setBrush(card->familyColour());
        painter.drawRoundedRect(map.mapRect(QRectF(card->pos(), QSizeF(kCardWidth, kCardHeight))),
                                2, 2);
    }
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(theme.border);
    painter.drawPath(outline);
}

void Minimap::goTo(QPointF point)
{
    m_canvas.centerOn(toMap().inverted().map(point));
}

void Minimap::mousePressEvent(QMouseEvent* event)
{
    goTo(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        goTo(event->position());
}

} // namespace lathe::widgets
