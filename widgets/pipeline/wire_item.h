#pragma once

#include "widgets/pipeline/node_card.h"

#include <QGraphicsPathItem>

namespace lathe::widgets {

// The curve of a wire from an output to an input. Wires to a teacher port leave the card below or
// above, beside the wire of the model.
[[nodiscard]] QPainterPath wirePath(QPointF from, QPointF to);
[[nodiscard]] QPainterPath teacherPath(const NodeCard& from, QPointF to);

// One wire of the document.
class WireItem : public QGraphicsPathItem {
public:
    enum { Type = UserType + 2 };

    WireItem(Wire wire, const NodeCard& from, const NodeCard& to);

    [[nodiscard]] const Wire& wire() const { return m_wire; }
    // Follows its two cards; hidden when the port is gone.
    void follow();

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

protected:
    void hoverEnterEvent(QGraphicsSceneHoverEvent* event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent* event) override;

private:
    Wire m_wire;
    const NodeCard& m_from;
    const NodeCard& m_to;
    bool m_teacher = false;
    bool m_hover = false;
};

} // namespace lathe::widgets
