#include "widgets/pipeline/pipeline_scene.h"

#include "widgets/pipeline/auto_layout.h"
#include "widgets/pipeline/wire_drag.h"
#include "widgets/theme/said.h"

#include <QGraphicsSceneMouseEvent>

#include <algorithm>
#include <cmath>
#include <set>

namespace lathe::widgets {
namespace {

constexpr double kFarthest = 50000; // a recipe may say anything; the canvas ends here

QPointF onCanvas(recipe::Position place)
{
    return {std::clamp(place.x, -kFarthest, kFarthest), std::clamp(place.y, -kFarthest, kFarthest)};
}

// A selected item that is deleted tells everyone that the selection changed: it must be off the map
// then.
template <class Map>
typename Map::iterator forget(Map& map, typename Map::iterator entry)
{
    const auto item = entry->second;
    const auto next = map.erase(entry);
    delete item;
    return next;
}

} // namespace

PipelineScene::PipelineScene(RecipeDocument& document, QObject* parent)
    : QGraphicsScene(parent), m_document(document)
{
    setSceneRect(-kFarthest, -kFarthest, 2 * kFarthest, 2 * kFarthest);
    connect(&document, &RecipeDocument::nodesChanged, this, &PipelineScene::sync);
    connect(&document, &RecipeDocument::problemsChanged, this, [this] {
        for (const auto& [id, card] : m_cards)
            card->refresh();
    });
    sync();
}

PipelineScene::~PipelineScene()
{
    m_drag.reset();
    disconnect(); // cards that go with the scene still change the selection
}

void PipelineScene::sync()
{
    cancelDrag();
    m_syncing = true;
    std::set<std::string, std::less<>> wanted{recipe::kSource};
    for (const auto& node : m_document.recipe().nodes)
        wanted.insert(node.id);
    // Wires hold on to cards: those of a card that goes must go first.
    for (auto wire = m_wires.begin(); wire != m_wires.end();) {
        const bool stays = wanted.contains(wire->first.from) && wanted.contains(wire->first.to);
        wire = stays ? std::next(wire) : forget(m_wires, wire);
    }
    for (auto card = m_cards.begin(); card != m_cards.end();) {
        card = wanted.contains(card->first) ? std::next(card) : forget(m_cards, card);
    }
    for (const auto& id : wanted) {
        NodeCard*& card = m_cards[id];
        if (!card) {
            card = new NodeCard(m_document, id);
            addItem(card);
            card->setZValue(1);
            card->setRun(m_tracker.node(id));
            connect(card, &NodeCard::movedOnCanvas, this, [this, moved = card] {
                if (!m_syncing)
                    followWires(moved);
            });
        } else {
            card->refresh();
        }
        card->setPos(onCanvas(m_document.position(id)));
    }
    m_syncing = false;
    syncWires();
    Q_EMIT cardsMoved();
}

void PipelineScene::syncWires()
{
    std::set<Wire> wanted;
    for (const auto& node : m_document.recipe().nodes)
        for (const auto& [port, from] : node.inputs)
            if (m_cards.contains(from))
                wanted.insert({from, node.id, port});
    for (auto wire = m_wires.begin(); wire != m_wires.end();) {
        wire = wanted.contains(wire->first) ? std::next(wire) : forget(m_wires, wire);
    }
    for (const Wire& wire : wanted) {
        WireItem*& item = m_wires[wire];
        if (item) {
            item->follow();
            continue;
        }
        item = new WireItem(wire, *m_cards[wire.from], *m_cards[wire.to]);
        addItem(item);
    }
}

void PipelineScene::followWires(const NodeCard* card)
{
    for (const auto& [wire, item] : m_wires)
        if (wire.from == card->id() || wire.to == card->id())
            item->follow();
    Q_EMIT cardsMoved();
}

NodeCard* PipelineScene::card(const std::string& id) const
{
    const auto found = m_cards.find(id);
    return found == m_cards.end() ? nullptr : found->second;
}

std::vector<NodeCard*> PipelineScene::cards() const
{
    std::vector<NodeCard*> list;
    for (const auto& [id, card] : m_cards)
        list.push_back(card);
    std::stable_sort(list.begin(), list.end(), [](const NodeCard* a, const NodeCard* b) {
        return a->x() != b->x() ? a->x() < b->x() : a->y() < b->y();
    });
    return list;
}

NodeCard* PipelineScene::cardAt(QPointF point) const
{
    for (QGraphicsItem* item : items(point))
        if (auto* card = qgraphicsitem_cast<NodeCard*>(item))
            return card;
    return nullptr;
}

QRectF PipelineScene::cardsRect() const
{
    QRectF rect;
    for (const auto& [id, card] : m_cards)
        rect |= QRectF(card->pos(), QSizeF(kCardWidth, kCardHeight));
    return rect;
}

std::vector<std::string> PipelineScene::selectedNodes() const
{
    std::vector<std::string> ids;
    for (const auto& [id, card] : m_cards)
        if (card->isSelected())
            ids.push_back(id);
    return ids;
}

void PipelineScene::selectNodes(const std::vector<std::string>& ids)
{
    if (const auto before = selectedNodes(); before == ids && selectedItems().size() == int(ids.size()))
        return;
    { // told once, not for every card
        const QSignalBlocker quiet(this);
        clearSelection();
        for (const auto& id : ids)
            if (NodeCard* found = card(id))
                found->setSelected(true);
    }
    Q_EMIT selectionChanged();
}

bool PipelineScene::selectNext(bool forward)
{
    const auto order = cards();
    const auto at = std::find_if(order.begin(), order.end(),
                                 [](const NodeCard* card) { return card->isSelected(); });
    if (at == order.end()) {
        selectNodes({(forward ? order.front() : order.back())->id()});
        return true;
    }
    if (forward ? std::next(at) == order.end() : at == order.begin())
        return false;
    selectNodes({(*(forward ? std::next(at) : std::prev(at)))->id()});
    return true;
}

bool PipelineScene::selectToward(QPointF direction)
{
    const auto ids = selectedNodes();
    if (ids.empty())
        return selectNext(true);
    const QPointF from = m_cards[ids.back()]->pos();
    const NodeCard* best = nullptr;
    qreal least = 0;
    for (const auto& [id, other] : m_cards) {
        const QPointF away = other->pos() - from;
        const qreal ahead = QPointF::dotProduct(away, direction);
        const qreal aside = std::abs(away.x() * direction.y() - away.y() * direction.x());
        if (ahead < 1 || aside > 3 * ahead)
            continue;
        if (const qreal cost = ahead + 2 * aside; !best || cost < least) {
            best = other;
            least = cost;
        }
    }
    if (!best)
        return false;
    selectNodes({best->id()});
    return true;
}

const Wire* PipelineScene::wireAt(QPointF point) const
{
    for (QGraphicsItem* item : items(point))
        if (const auto* wire = qgraphicsitem_cast<WireItem*>(item))
            return &wire->wire();
    return nullptr;
}

NodeCard* PipelineScene::cardLeftOf(QPointF point) const
{
    NodeCard* best = nullptr;
    qreal least = 0;
    for (const auto& [id, other] : m_cards) {
        const QPointF away = point - other->mapToScene(other->output().place);
        if (away.x() < -kCardWidth / 2)
            continue;
        if (const qreal cost = std::hypot(away.x(), 2 * away.y()); !best || cost < least) {
            best = other;
            least = cost;
        }
    }
    return best;
}

QString PipelineScene::aim()
{
    const Wire& wire = m_ends[m_end];
    m_drag->aimAt({card(wire.to), wire.port});
    return tr("Wire from %1 to %2, %3. Tab: next, Enter: connect, Esc: leave")
        .arg(m_document.titleOf(wire.from), m_document.titleOf(wire.to),
             midSentence(NodeCard::portTitle(*card(wire.to)->input(wire.port))));
}

QString PipelineScene::beginKeyWire()
{
    cancelDrag();
    const auto ids = selectedNodes();
    if (ids.size() != 1)
        return {};
    NodeCard* from = m_cards[ids.front()];
    m_drag = std::make_unique<WireDrag>(*this, *from, from->output());
    for (const auto& end : m_drag->ends())
        m_ends.push_back({from->id(), end.card->id(), end.port});
    if (m_ends.empty()) {
        cancelDrag();
        Q_EMIT refused(tr("No port takes what %1 gives; add a stage first")
                           .arg(m_document.titleOf(ids.front())));
        return {};
    }
    // The nearest to the right first.
    const auto first = std::find_if(m_ends.begin(), m_ends.end(), [&](const Wire& wire) {
        return card(wire.to)->x() > from->x();
    });
    m_end = first == m_ends.end() ? 0 : size_t(first - m_ends.begin());
    return aim();
}

QString PipelineScene::aimNext(bool forward)
{
    if (!hasKeyWire())
        return {};
    m_end = (m_end + (forward ? 1 : m_ends.size() - 1)) % m_ends.size();
    return aim();
}

void PipelineScene::connectKeyWire()
{
    if (!hasKeyWire())
        return;
    m_ends.clear();
    const auto drag = std::move(m_drag); // see mouseReleaseEvent
    drag->dropAtTarget();
}

void PipelineScene::removeSelected()
{
    std::vector<std::string> nodes = selectedNodes();
    std::erase(nodes, recipe::kSource);
    std::vector<Wire> wires;
    for (const auto& [wire, item] : m_wires)
        if (item->isSelected())
            wires.push_back(wire);
    if (!nodes.empty() || !wires.empty())
        m_document.remove(nodes, wires);
}

void PipelineScene::moveSelected(QPointF by)
{
    Places places;
    for (const auto& id : selectedNodes()) {
        const QPointF place = m_cards[id]->pos() + by;
        places[id] = {place.x(), place.y()};
    }
    if (!places.empty())
        m_document.moveNodes(places);
}

void PipelineScene::commitMoves()
{
    Places places;
    for (const auto& [id, card] : m_cards)
        if (card->pos() != onCanvas(m_document.position(id)))
            places[id] = {card->x(), card->y()};
    if (places.empty())
        return;
    m_document.endMerge();
    m_document.moveNodes(places);
    m_document.endMerge();
}

void PipelineScene::setModelSummary(const QStringList& lines)
{
    card(recipe::kSource)->setSummary(lines);
}

void PipelineScene::onRunEvent(const runner::Event& event)
{
    if (std::holds_alternative<runner::RunStarted>(event))
        clearRunState();
    const auto touched = m_tracker.on(event);
    for (const auto& id : touched)
        if (NodeCard* found = card(id))
            found->setRun(m_tracker.node(id));
    if (!touched.empty())
        Q_EMIT runStatesChanged();
}

void PipelineScene::setPaused(bool paused)
{
    for (const auto& id : m_tracker.setPaused(paused))
        if (NodeCard* found = card(id))
            found->setRun(m_tracker.node(id));
}

void PipelineScene::clearRunState()
{
    m_tracker.clear();
    for (const auto& [id, card] : m_cards)
        card->setRun(nullptr);
    Q_EMIT runStatesChanged();
}

void PipelineScene::hideWire(const Wire& wire, bool hidden)
{
    if (const auto found = m_wires.find(wire); found != m_wires.end())
        found->second->setVisible(!hidden);
}

bool PipelineScene::beginWire(QPointF point)
{
    NodeCard* start = cardAt(point);
    const Port* port = start ? start->portAt(point) : nullptr;
    if (!port)
        return false;
    const recipe::Node* node = m_document.recipe().node(start->id());
    if (port->side == Port::Side::In && node)
        if (const auto wired = node->inputs.find(port->name);
            wired != node->inputs.end() && m_cards.contains(wired->second)) {
            m_drag = std::make_unique<WireDrag>(*this, Wire{wired->second, node->id, port->name});
            return true;
        }
    m_drag = std::make_unique<WireDrag>(*this, *start, *port);
    return true;
}

void PipelineScene::cancelDrag()
{
    m_drag.reset();
    m_ends.clear();
}

void PipelineScene::mousePressEvent(QGraphicsSceneMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && beginWire(event->scenePos())) {
        event->accept();
        return;
    }
    QGraphicsScene::mousePressEvent(event);
}

void PipelineScene::mouseMoveEvent(QGraphicsSceneMouseEvent* event)
{
    if (m_drag)
        m_drag->moveTo(event->scenePos());
    else
        QGraphicsScene::mouseMoveEvent(event);
}

void PipelineScene::mouseReleaseEvent(QGraphicsSceneMouseEvent* event)
{
    if (m_drag && event->button() == Qt::LeftButton) {
        // An edit makes sync() forget the drag: it must not be the one at work then.
        const auto drag = std::move(m_drag);
        if (const QString reason = drag->drop(event->scenePos()); !reason.isEmpty())
            Q_EMIT refused(reason);
        return;
    }
    QGraphicsScene::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        commitMoves();
}

} // namespace lathe::widgets
