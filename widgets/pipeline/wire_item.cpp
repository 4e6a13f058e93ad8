#include "widgets/pipeline/wire_item.h"

#include "widgets/theme/theme.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {
namespace {

constexpr qreal kGrip = 12; // width of what the mouse can hit

// Wires between neighbours bend gently; the further apart, the longer they leave straight.
qreal lead(QPointF from, QPointF to)
{
    const qreal dx = to.x() - from.x();
    if (dx >= 0)
        return std::max(std::min(40.0, 12 + dx), dx / 2);
    return std::min(160.0, 60 - dx / 2);
}

} // namespace

QPainterPath wirePath(QPointF from, QPointF to)
{
    const qreal reach = lead(from, to);
    QPainterPath path(from);
    path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
    return path;
}

QPainterPath teacherPath(const NodeCard& from, QPointF to)
{
    const QPointF corner = from.scenePos();
    const bool below = to.y() >= corner.y() + kCardHeight / 2;
    const QPointF start = corner + QPointF(kTeacherExit, below ? kCardHeight : 0);
    const qreal drop = std::max(36.0, std::abs(to.y() - start.y()) * 0.6);
    const qreal reach = std::clamp((to.x() - start.x()) * 0.6, 50.0, 140.0);
    QPainterPath path(start);
    path.cubicTo(start + QPointF(0, below ? drop : -drop), to - QPointF(reach, 0), to);
    return path;
}

WireItem::WireItem(Wire wire, const NodeCard& from, const NodeCard& to)
    : m_wire(std::move(wire)), m_from(from), m_to(to)
{
    setFlag(ItemIsSelectable);
    setAcceptHoverEvents(true);
    setZValue(0);
    follow();
}

void WireItem::follow()
{
    const Port* port = m_to.input(m_wire.port);
    setVisible(port);
    if (!port)
        return;
    m_teacher = port->kind == recipe::PortKind::Teacher;
    const QPointF end = m_to.mapToScene(port->place);
    setPath(m_teacher ? teacherPath(m_from, end)
                      : wirePath(m_from.mapToScene(m_from.output().place), end));
}

QRectF WireItem::boundingRect() const
{
    return path().controlPointRect().adjusted(-kGrip, -kGrip, kGrip, kGrip);
}

QPainterPath WireItem::shape() const
{
    QPainterPathStroker stroker;
    stroker.setWidth(kGrip);
    return stroker.createStroke(path());
}

void WireItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Theme& theme = Theme::of(nullptr);
    QColor colour = m_teacher ? theme.family(recipe::StageFamily::Distill) : theme.faintText;
    if (isSelected())
        colour = theme.accent;
    QPen pen(colour, m_hover || isSelected() ? 3 : 2);
    if (m_teacher)
        pen.setDashPattern({2.5, 2});
    const bool small =
        QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()) < 0.4;
    painter->setRenderHint(QPainter::Antialiasing, !small);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(pen);
    painter->drawPath(path());
}

void WireItem::hoverEnterEvent(QGraphicsSceneHoverEvent*)
{
    m_hover = true;
    update();
}

void WireItem::hoverLeaveEvent(QGraphicsSceneHoverEvent*)
{
    m_hover = false;
    update();
}

} // namespace lathe::widgets
