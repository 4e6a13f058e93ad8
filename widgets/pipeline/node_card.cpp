#include "widgets/pipeline/node_card.h"

#include "widgets/pipeline/auto_layout.h"
#include "widgets/pipeline/card_paint.h"
#include "widgets/pipeline/param_text.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QCursor>
#include <QGraphicsScene>
#include <QGraphicsSceneHoverEvent>
#include <QStyleOptionGraphicsItem>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {
namespace {

constexpr qreal kReach = 13;      // around a port
constexpr qreal kReadable = 0.4; // scale below which no text is drawn

// The parameters that tell this node from its neighbours: those that were changed, then the first
// of the others, as many as two lines hold.
QStringList parameterLines(const recipe::Node& node, const recipe::StageInfo& stage)
{
    const QFontMetricsF metrics(card::lineFont());
    QStringList pieces;
    for (const bool changed : {true, false})
        for (const auto& spec : stage.params) {
            const auto set = node.params.find(spec.key);
            if ((set != node.params.end()) != changed)
                continue;
            const auto values = changed ? set->second : std::vector{spec.fallback};
            pieces << shortText(values, spec);
        }
    QStringList lines;
    for (const QString& piece : pieces) {
        if (!lines.isEmpty()) {
            const QString longer = lines.back() + " · " + piece;
            if (metrics.horizontalAdvance(longer) <= card::kTextWidth) {
                lines.back() = longer;
                continue;
            }
        }
        if (lines.size() == 2)
            break;
        lines << piece;
    }
    return lines;
}

} // namespace

NodeCard::NodeCard(const RecipeDocument& document, std::string id)
    : m_document(document), m_id(std::move(id))
{
    setFlags(ItemIsSelectable | ItemIsMovable | ItemSendsGeometryChanges);
    setAcceptHoverEvents(true);
    refresh();
}

std::vector<recipe::PortSpec> NodeCard::shownInputs() const
{
    std::vector<recipe::PortSpec> shown;
    const auto* stage = m_document.stageOf(m_id);
    const auto* node = m_document.recipe().node(m_id);
    if (!stage || !node)
        return shown;
    bool teacher = false, free = false; // one is shown; one that is free is
    const bool wired = std::any_of(stage->inputs.begin(), stage->inputs.end(), [&](const auto& port) {
        return port.kind == recipe::PortKind::Teacher && node->inputs.contains(port.name);
    });
    for (const auto& port : stage->inputs) {
        const bool isWired = node->inputs.contains(port.name);
        if (port.kind == recipe::PortKind::Teacher && !isWired) {
            if (free || (wired && !m_offersTeacher) || (teacher && !wired))
                continue;
            free = true;
        }
        teacher = teacher || port.kind == recipe::PortKind::Teacher;
        shown.push_back(port);
    }
    return shown;
}

void NodeCard::placePorts()
{
    m_hotPort = nullptr;
    m_ports.clear();
    const auto shown = shownInputs();
    const auto teachers = qreal(shown.size()) - 1;
    constexpr qreal step = 18; // from one teacher to the next
    for (size_t i = 0; i < shown.size(); ++i) {
        const qreal fromLast = teachers - qreal(i);
        const qreal y = i == 0 ? (teachers > 1 ? kCardHeight - 34 - step * (teachers - 1) : kCardHeight / 2)
                               : kCardHeight - 16 - step * fromLast;
        m_ports.push_back({Port::Side::In, shown[i].name, shown[i].kind, {0, y}});
    }
    m_ports.push_back(
        {Port::Side::Out, {}, recipe::PortKind::Model, {kCardWidth, kCardHeight / 2}});
}

void NodeCard::offerTeacher(bool offer)
{
    if (m_offersTeacher == offer)
        return;
    m_offersTeacher = offer;
    const size_t before = m_ports.size();
    auto shown = shownInputs().size() + 1;
    if (shown == before)
        return;
    placePorts();
    update();
    Q_EMIT movedOnCanvas(); // wires follow their ports
}

void NodeCard::setDragging(bool dragging)
{
    m_dragging = dragging;
    setOpacity(dragging && m_lures.empty() ? 0.45 : 1);
}

QString NodeCard::portTitle(const Port& port)
{
    if (port.side == Port::Side::Out)
        return tr("Model out");
    QString title = said(port.name);
    while (!title.isEmpty() && title.back().isDigit() && title.size() > 1 &&
           !title[title.size() - 2].isSpace())
        title.insert(title.size() - 1, ' ');
    return title.replace(0, 1, title.left(1).toUpper());
}

void NodeCard::refresh()
{
    const recipe::Node* node = m_document.recipe().node(m_id);
    const auto* stage = m_document.stageOf(m_id);
    const QString title = m_document.titleOf(m_id);
    bool same = title == m_title && m_document.variantCount(m_id) == m_variants;
    m_title = title;
    if (m_ports.empty() ||
        (node && (!m_shown || m_shown->stage != node->stage || m_shown->inputs != node->inputs)))
        placePorts();
    if (node && (!m_shown || !(*m_shown == *node))) {
        same = false;
        m_lines = stage ? parameterLines(*node, *stage) : QStringList{tr("unknown stage")};
        m_shown = *node;
    }
    m_variants = m_document.variantCount(m_id);
    const auto before = std::exchange(m_problem, std::nullopt);
    for (const auto& problem : m_document.problems()) // errors come first
        if (problem.node == m_id) {
            m_problem = problem;
            break;
        }
    const auto text = [](const auto& problem) { return problem ? problem->text : std::string(); };
    if (same && text(before) == text(m_problem))
        return; // of 200 cards an edit changes one
    describe();
    update();
}

void NodeCard::describe()
{
    const auto* stage = m_document.stageOf(m_id);
    QString tip;
    if (m_hotPort) {
        const auto* spec = stage ? stage->input(m_hotPort->name) : nullptr;
        tip =
            spec ? said(spec->help)
                 : tr("The model, with what was measured of it: a sensitivity table travels on the "
                      "same wire, so that it can only reach the model it is about");
        tip = portTitle(*m_hotPort) + (tip.isEmpty() ? QString() : ": " + tip);
    } else if (m_run && !m_run->message.isEmpty()) {
        tip = m_run->message;
    } else if (m_problem) {
        tip = saidMessage(m_problem->text);
    } else if (stage) {
        tip = said(stage->summary);
    } else if (m_id == recipe::kSource) {
        tip = tr("The model that all variants come from");
    }
    setToolTip(tip.isEmpty() ? tip : "<qt>" + tip.toHtmlEscaped() + "</qt>");
}

void NodeCard::setSummary(const QStringList& lines)
{
    m_summary = lines;
    if (m_id == recipe::kSource)
        m_lines = lines;
    update();
}

void NodeCard::setRun(const NodeRun* run)
{
    m_run = run ? std::optional(*run) : std::nullopt;
    describe();
    update();
}

void NodeCard::setLure(const Port* port, Lure lure)
{
    if (port)
        m_lures[{port->side, port->name}] = lure;
    update();
}

void NodeCard::clearLures()
{
    m_lures.clear();
    update();
}

const Port* NodeCard::input(const std::string& name) const
{
    const auto found = std::find_if(m_ports.begin(), m_ports.end(), [&](const Port& port) {
        return port.side == Port::Side::In && port.name == name;
    });
    return found == m_ports.end() ? nullptr : &*found;
}

const Port* NodeCard::portAt(QPointF scenePoint) const
{
    const QPointF point = mapFromScene(scenePoint);
    const Port* nearest = nullptr;
    qreal best = kReach;
    for (const Port& port : m_ports) {
        const QPointF away = port.place - point;
        if (const qreal distance = std::hypot(away.x(), away.y()); distance <= best) {
            best = distance;
            nearest = &port;
        }
    }
    return nearest;
}

QColor NodeCard::familyColour() const
{
    const Theme& theme = Theme::of(nullptr);
    const auto* stage = m_document.stageOf(m_id);
    if (stage)
        return theme.family(stage->family);
    return m_id == recipe::kSource ? theme.source : theme.bad;
}

QString NodeCard::spokenName() const
{
    QStringList parts{m_title};
    if (const auto* stage = m_document.stageOf(m_id))
        parts << familyTitle(stage->family);
    parts << m_lines;
    if (m_variants > 1)
        parts << tr("%n variant(s)", nullptr, m_variants);
    if (const auto* node = m_document.recipe().node(m_id))
        for (const auto& [port, from] : node->inputs)
            parts << tr("%1 from %2").arg(said(port), m_document.titleOf(from));
    if (m_problem)
        parts << saidMessage(m_problem->text);
    if (m_run)
        parts << m_run->text();
    return parts.join(", ");
}

QRectF NodeCard::boundingRect() const
{
    const qreal above = card::kLabelGap + card::kLabelHeight + 2;
    return {-10, -above, kCardWidth + 20, kCardHeight + above + 24};
}

QPainterPath NodeCard::shape() const
{
    QPainterPath path;
    path.addRoundedRect(0, 0, kCardWidth, kCardHeight, card::kRadius, card::kRadius);
    for (const Port& port : m_ports)
        path.addEllipse(port.place, kReach - 3, kReach - 3);
    path.setFillRule(Qt::WindingFill);
    return path;
}

void NodeCard::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Theme& theme = Theme::of(nullptr);
    const bool small =
        QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()) < kReadable;
    painter->setRenderHint(QPainter::Antialiasing, !small);
    const bool failed = m_run && m_run->state == runner::StepState::Failed;
    const bool error = m_problem && m_problem->severity == recipe::Severity::Error;
    QColor border = m_hover ? theme.faintText : theme.border;
    if (failed || error)
        border = theme.bad;
    if (isSelected())
        border = theme.accent;
    if (small) { // text could not be read: shape, family and state are what is left
        QColor state = m_run ? stateColour(theme) : QColor();
        card::paintSmall(*painter, theme, familyColour(), border, isSelected(), state);
        return;
    }
    card::paintBody(*painter, theme, familyColour(), border, isSelected() ? 2 : 1);
    paintText(painter);
    if (m_run)
        paintRun(painter);
    paintPorts(painter);
}

void NodeCard::paintText(QPainter* painter) const
{
    const Theme& theme = Theme::of(nullptr);
    const qreal right = paintMarks(painter);
    painter->setFont(card::titleFont());
    painter->setPen(theme.text);
    const QFontMetricsF titles(card::titleFont());
    painter->drawText(QPointF(card::kTextLeft, 23),
                      titles.elidedText(m_title, Qt::ElideRight, right - 6 - card::kTextLeft));
    painter->setFont(card::lineFont());
    painter->setPen(theme.mutedText);
    const QFontMetricsF metrics(card::lineFont());
    QStringList shown = m_lines;
    if (m_run)
        if (QString measured = m_run->measured(); !measured.isEmpty()) {
            if (metrics.horizontalAdvance(measured) > card::kTextWidth)
                measured = m_run->measured(true);
            shown = QStringList{m_lines.value(0), measured};
        }
    for (int i = 0; i < shown.size(); ++i)
        painter->drawText(QPointF(card::kTextLeft, 42 + 16 * i),
                          metrics.elidedText(shown[i], Qt::ElideRight, card::kTextWidth));
}

qreal NodeCard::paintMarks(QPainter* painter) const
{
    const Theme& theme = Theme::of(nullptr);
    qreal right = kCardWidth - 8;
    if (m_problem) {
        const bool error = m_problem->severity == recipe::Severity::Error;
        right = card::paintMark(*painter, theme, error ? theme.bad : theme.warn, right);
    }
    if (m_variants > 1)
        right = card::paintBadge(*painter, theme, QStringLiteral("× %1").arg(m_variants), right);
    return right;
}

void NodeCard::paintRun(QPainter* painter) const
{
    const Theme& theme = Theme::of(nullptr);
    if (m_run->state == runner::StepState::Running)
        card::paintProgress(*painter, theme, m_run->fraction);
    card::paintState(*painter, theme, m_run->text(), stateColour(theme));
}

QColor NodeCard::stateColour(const Theme& theme) const
{
    switch (m_run->state) {
    case runner::StepState::Running:
        return theme.mutedText;
    case runner::StepState::Done:
        return theme.good;
    case runner::StepState::Failed:
        return theme.bad;
    default:
        return theme.faintText;
    }
}

void NodeCard::paintPorts(QPainter* painter) const
{
    const Theme& theme = Theme::of(nullptr);
    for (const Port& port : m_ports) {
        const auto lure = m_lures.find({port.side, port.name});
        const bool hot = m_hotPort && m_hotPort->name == port.name && m_hotPort->side == port.side;
        card::PortLook look;
        look.output = port.side == Port::Side::Out;
        look.teacher = port.kind == recipe::PortKind::Teacher;
        look.halo = hot || (lure != m_lures.end() && lure->second == Lure::Possible);
        look.target = lure != m_lures.end() && lure->second == Lure::Target;
        const bool dim = m_dragging && lure == m_lures.end();
        painter->setOpacity(dim ? 0.35 : 1);
        card::paintPort(*painter, theme, port.place, look);
        painter->setOpacity(1);
        if (hot || look.target)
            card::paintPortLabel(*painter, theme, portTitle(port), look.output);
    }
}

QVariant NodeCard::itemChange(GraphicsItemChange change, const QVariant& value)
{
    if (change == ItemPositionHasChanged)
        Q_EMIT movedOnCanvas();
    if (change == ItemPositionChange && scene() && scene()->mouseGrabberItem() == this) {
        const QPointF place = value.toPointF();
        constexpr double step = kGrid / 2;
        return QPointF(std::round(place.x() / step) * step, std::round(place.y() / step) * step);
    }
    if (change == ItemSelectedHasChanged)
        setZValue(isSelected() ? 2 : 1);
    return QGraphicsObject::itemChange(change, value);
}

void NodeCard::hoverEnterEvent(QGraphicsSceneHoverEvent* event)
{
    hoverMoveEvent(event);
}

void NodeCard::hoverMoveEvent(QGraphicsSceneHoverEvent* event)
{
    const Port* hot = portAt(event->scenePos());
    if (hot == m_hotPort && m_hover)
        return;
    m_hover = true;
    m_hotPort = hot;
    setCursor(m_hotPort ? Qt::CrossCursor : Qt::ArrowCursor);
    describe();
    update();
}

void NodeCard::hoverLeaveEvent(QGraphicsSceneHoverEvent*)
{
    m_hover = false;
    m_hotPort = nullptr;
    describe();
    update();
}

} // namespace lathe::widgets
