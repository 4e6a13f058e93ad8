#include "widgets/pipeline/wire_drag.h"

#include "widgets/pipeline/pipeline_scene.h"
#include "widgets/theme/theme.h"

#include <QPen>

#include <cmath>

namespace lathe::widgets {
namespace {

constexpr qreal kSnap = 30;

} // namespace

WireDrag::WireDrag(PipelineScene& scene, NodeCard& card, const Port& port)
    : m_scene(scene), m_node(card.id()), m_fromOutput(port.side == Port::Side::Out),
      m_port(port.name), m_line(std::make_unique<QGraphicsPathItem>())
{
    prepare();
}

WireDrag::WireDrag(PipelineScene& scene, const Wire& wire)
    : m_scene(scene), m_node(wire.from), m_taken(wire),
      m_line(std::make_unique<QGraphicsPathItem>())
{
    m_scene.hideWire(wire, true);
    prepare();
}

void WireDrag::prepare()
{
    if (m_fromOutput)
        for (NodeCard* card : m_scene.cards())
            card->offerTeacher(true);
    if (m_taken)
        m_scene.hideWire(*m_taken, true); // its ports may have moved, which shows it again
    lure();
}

WireDrag::~WireDrag()
{
    for (NodeCard* card : m_scene.cards()) {
        card->clearLures();
        card->setDragging(false);
        card->offerTeacher(false);
    }
    if (m_taken)
        m_scene.hideWire(*m_taken, false);
}

QString WireDrag::whyNot(const NodeCard& card, const Port& port) const
{
    const bool output = port.side == Port::Side::Out;
    if (output == m_fromOutput)
        return m_fromOutput ? PipelineScene::tr("An output goes into an input")
                            : PipelineScene::tr("An input takes its model from an output");
    return m_fromOutput ? m_scene.document().whyNotConnect(m_node, card.id(), port.name)
                        : m_scene.document().whyNotConnect(card.id(), m_node, m_port);
}

void WireDrag::lure()
{
    m_line->setZValue(3);
    m_scene.addItem(m_line.get());
    for (NodeCard* card : m_scene.cards())
        for (const Port& port : card->ports())
            if (whyNot(*card, port).isEmpty())
                card->setLure(&port, NodeCard::Lure::Possible);
    for (NodeCard* card : m_scene.cards())
        if (card->id() != m_node)
            card->setDragging(true);
}

std::vector<WireDrag::End> WireDrag::ends() const
{
    std::vector<End> ends;
    for (NodeCard* card : m_scene.cards())
        for (const Port& port : card->ports())
            if (whyNot(*card, port).isEmpty())
                ends.push_back({card, port.name});
    return ends;
}

WireDrag::End WireDrag::endNear(QPointF point) const
{
    End best;
    qreal nearest = kSnap;
    for (NodeCard* card : m_scene.cards())
        for (const Port& port : card->ports()) {
            const QPointF away = card->mapToScene(port.place) - point;
            const qreal distance = std::hypot(away.x(), away.y());
            if (distance < nearest && whyNot(*card, port).isEmpty()) {
                nearest = distance;
                best = {card, port.name};
            }
        }
    if (best.card)
        return best;
    NodeCard* card = m_scene.cardAt(point); // anywhere on a card means its first port that fits
    if (card)
        for (const Port& port : card->ports())
            if (whyNot(*card, port).isEmpty())
                return {card, port.name};
    return {};
}

Wire WireDrag::wireTo(const End& end) const
{
    return m_fromOutput ? Wire{m_node, end.card->id(), end.port}
                        : Wire{end.card->id(), m_node, m_port};
}

void WireDrag::setTarget(const End& end)
{
    const auto mark = [this](NodeCard::Lure lure) {
        if (m_target.card)
            m_target.card->setLure(m_fromOutput ? m_target.card->input(m_target.port)
                                                : &m_target.card->output(),
                                   lure);
    };
    mark(NodeCard::Lure::Possible);
    m_target = end;
    mark(NodeCard::Lure::Target);
}

void WireDrag::moveTo(QPointF point)
{
    setTarget(endNear(point));
    draw(point);
}

void WireDrag::aimAt(const End& end)
{
    setTarget(end);
    draw(end.card->mapToScene(m_fromOutput ? end.card->input(end.port)->place
                                           : end.card->output().place));
}

void WireDrag::draw(QPointF point)
{
    const Theme& theme = Theme::of(nullptr);
    NodeCard* card = m_scene.card(m_node);
    const Port* fixed = m_fromOutput ? &card->output() : card->input(m_port);
    const Port* free = nullptr;
    if (m_target.card)
        free = m_fromOutput ? m_target.card->input(m_target.port) : &m_target.card->output();
    const QPointF here = card->mapToScene(fixed->place);
    const QPointF there = free ? m_target.card->mapToScene(free->place) : point;
    m_line->setPath(m_fromOutput ? wirePath(here, there) : wirePath(there, here));
    m_line->setPen(
        QPen(free ? theme.accent : theme.faintText, 2.5, free ? Qt::SolidLine : Qt::DashLine));
}

void WireDrag::connectTarget()
{
    RecipeDocument& document = m_scene.document();
    const Wire wire = wireTo(m_target);
    if (m_taken && *m_taken == wire)
        return;
    if (!m_taken) {
        document.connectPorts(wire.from, wire.to, wire.port);
        return;
    }
    document.undoStack()->beginMacro(PipelineScene::tr("move wire"));
    document.disconnectPort(m_taken->to, m_taken->port);
    document.connectPorts(wire.from, wire.to, wire.port);
    document.undoStack()->endMacro();
}

QString WireDrag::dropAtTarget()
{
    if (m_target.card)
        connectTarget();
    return {};
}

QString WireDrag::drop(QPointF point)
{
    moveTo(point);
    if (m_target.card)
        return dropAtTarget();
    RecipeDocument& document = m_scene.document();
    if (NodeCard* card = m_scene.cardAt(point);
        card && (card->id() != m_node || card->portAt(point))) {
        const Port* port = card->portAt(point);
        if (card->id() == m_node && port && (port->side == Port::Side::Out) == m_fromOutput)
            return {}; // let go where it began
        if (!port)
            port = &card->ports().front();
        return whyNot(*card, *port);
    }
    if (m_taken)
        document.disconnectPort(m_taken->to, m_taken->port);
    return {};
}

} // namespace lathe::widgets
