#include "widgets/compare/scatter_view.h"

#include "widgets/compare/hover_card.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

constexpr double kReach = 9;     // pixels around a dot that still mean it
constexpr double kLineReach = 5; // around a limit's line
constexpr double kZoomStep = 0.8;

} // namespace

ScatterView::ScatterView(QWidget* parent)
    : QWidget(parent), m_comparison(std::make_shared<const Comparison>())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(320, 200);
    setAccessibleName(tr("Variants over two metrics"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ScatterView::setComparison(std::shared_ptr<const Comparison> comparison,
                                const CompareState& state)
{
    setComparison(comparison, state, scatterSeries(*comparison, state));
}

void ScatterView::setComparison(std::shared_ptr<const Comparison> comparison,
                                const CompareState& state, const ScatterSeries& series)
{
    const bool isSame = state.x == m_state.x && state.y == m_state.y &&
                        state.isLogX == m_state.isLogX && state.isLogY == m_state.isLogY &&
                        state.run == m_state.run;
    m_comparison = std::move(comparison);
    m_state = state;
    m_series = series;
    setAccessibleDescription(tr("%1 against %2, dots: %3, on the front: %4")
                                 .arg(metricTitle(state.y), metricTitle(state.x))
                                 .arg(shownDots())
                                 .arg(frontPoints()));
    if (!isSame || !m_isZoomed)
        showAll();
    refresh();
}

void ScatterView::setLimits(const CompareState& state)
{
    m_state.limits = state.limits;
    refresh();
}

void ScatterView::setSelection(const std::vector<std::string>& variantIds)
{
    m_selected = variantIds;
    update();
}

void ScatterView::showAll()
{
    m_x = fittingX(m_series, m_state);
    m_y = fittingY(m_series, m_state);
    m_isZoomed = false;
    refresh();
}

void ScatterView::zoom(double factor, const QPointF& around)
{
    const QRectF area = frame().area;
    m_x = m_x.zoomed((around.x() - area.left()) / area.width(), factor);
    m_y = m_y.zoomed((area.bottom() - around.y()) / area.height(), factor);
    m_isZoomed = true;
    refresh();
}

void ScatterView::pan(const QPointF& pixels)
{
    const QRectF area = frame().area;
    m_x = m_x.panned(-pixels.x() / area.width());
    m_y = m_y.panned(pixels.y() / area.height());
    m_isZoomed = true;
    refresh();
}

void ScatterView::refresh()
{
    m_layer = QPixmap();
    update();
}

ScatterFrame ScatterView::frame() const
{
    const double left = std::max(34.0, yLabelsWidth(m_y, m_state.y) + 12);
    return {QRectF(left, 8, std::max(10.0, width() - left - 10), std::max(10.0, height() - 34.0)),
            m_x,
            m_y,
            m_comparison.get(),
            &m_series,
            &m_state,
            &Theme::of(this)};
}

const std::string& ScatterView::idOf(const ScatterSeries::Dot& dot) const
{
    return m_comparison->variants[dot.index].variant->id;
}

const ScatterSeries::Dot* ScatterView::dotOf(const std::string& variantId) const
{
    for (const auto& dot : m_series.dots)
        if (idOf(dot) == variantId)
            return &dot;
    return nullptr;
}

QPointF ScatterView::dotPosition(const std::string& variantId) const
{
    const auto* dot = dotOf(variantId);
    return dot ? frame().place(*dot) : QPointF();
}

QPointF ScatterView::limitPosition(const std::string& metric) const
{
    const ScatterFrame now = frame();
    for (const AxisLimit& line : axisLimits(m_state, m_series, m_x, m_y))
        if (line.limit.metric == metric)
            return line.isX ? QPointF(now.place(line.value, m_y.from).x(), now.area.center().y())
                            : QPointF(now.area.center().x(), now.place(m_x.from, line.value).y());
    return {};
}

const ScatterSeries::Dot* ScatterView::dotAt(const QPointF& position) const
{
    const ScatterFrame now = frame();
    const ScatterSeries::Dot* nearest = nullptr;
    double best = kReach;
    for (const auto& dot : m_series.dots) {
        const QPointF apart = now.place(dot) - position;
        const double distance = std::hypot(apart.x(), apart.y()) - dot.radius;
        if (distance <= best && now.isInside(dot)) {
            best = distance;
            nearest = &dot;
        }
    }
    return nearest;
}

std::optional<AxisLimit> ScatterView::limitAtPoint(const QPointF& position) const
{
    if (!frame().area.adjusted(-kLineReach, -kLineReach, kLineReach, kLineReach).contains(position))
        return std::nullopt;
    for (const AxisLimit& line : axisLimits(m_state, m_series, m_x, m_y)) {
        const QPointF apart = limitPosition(line.limit.metric) - position;
        if (std::abs(line.isX ? apart.x() : apart.y()) <= kLineReach)
            return line;
    }
    return std::nullopt;
}

void ScatterView::dragLimit(const QPointF& position)
{
    const QRectF area = frame().area;
    analysis::Constraint limit = m_dragged->limit;
    const double part = m_dragged->isX ? (position.x() - area.left()) / area.width()
                                       : (area.bottom() - position.y()) / area.height();
    limit.limit = (m_dragged->isX ? m_x : m_y).value(std::clamp(part, 0.0, 1.0));
    if (limit.scale == analysis::Constraint::Scale::OfOriginal) {
        constexpr double kStep = 1000; // a tenth of a percent
        limit.limit = std::round(limit.limit / *m_series.original * kStep) / kStep;
    }
    Q_EMIT limitDragged(limit);
}

void ScatterView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ScatterFrame now = frame();
    const auto paintAll = [&](QPainter& on) {
        paintAxes(on, now);
        on.setClipRect(now.area.adjusted(-1, -1, 1, 1));
        paintLimits(on, now, m_dragged ? m_dragged->limit.metric : std::string());
        paintFront(on, now);
        paintDots(on, now, m_sprites);
        on.setClipping(false);
        paintLegend(on, now);
    };
    if (painter.paintEngine()->type() == QPaintEngine::SVG) {
        paintAll(painter);
    } else {
        const qreal scale = painter.device()->devicePixelRatioF();
        if (m_layer.size() != (QSizeF(size()) * scale).toSize() ||
            m_layer.devicePixelRatio() != scale) {
            m_layer = QPixmap((QSizeF(size()) * scale).toSize());
            m_layer.setDevicePixelRatio(scale);
            m_layer.fill(Qt::transparent);
            QPainter on(&m_layer);
            on.setRenderHint(QPainter::Antialiasing);
            paintAll(on);
        }
        painter.drawPixmap(0, 0, m_layer);
    }
    for (const std::string& id : m_selected)
        if (const auto* dot = dotOf(id); dot && now.isInside(*dot))
            paintMarked(painter, now, *dot, true);
    if (m_series.dots.empty()) {
        painter.setFont(uiFont(12.5));
        painter.setPen(now.theme->mutedText);
        painter.drawText(now.area, Qt::AlignCenter,
                         tr("No variant shown has a figure for both axes"));
    }
    const auto* hovered = m_hovered.empty() || m_isPanning ? nullptr : dotOf(m_hovered);
    if (hovered) {
        const bool isSelected =
            std::find(m_selected.begin(), m_selected.end(), m_hovered) != m_selected.end();
        paintMarked(painter, now, *hovered, isSelected);
        paintHoverCard(painter, now.place(*hovered), rect(),
                       hoverLines(*m_comparison, hovered->index, m_state), *now.theme);
    }
}

void ScatterView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragged) {
        dragLimit(event->position());
        return;
    }
    if (event->buttons() & Qt::LeftButton) {
        if (!m_isPanning && (event->position() - m_pressed).manhattanLength() < 5)
            return;
        m_isPanning = true;
        setCursor(Qt::ClosedHandCursor);
        pan(event->position() - m_last);
        m_last = event->position();
        return;
    }
    const auto* dot = dotAt(event->position());
    const auto limit = dot ? std::nullopt : limitAtPoint(event->position());
    setCursor(dot     ? Qt::PointingHandCursor
              : limit ? limit->isX ? Qt::SplitHCursor : Qt::SplitVCursor
                      : Qt::ArrowCursor);
    const std::string hovered = dot ? idOf(*dot) : std::string();
    if (hovered != m_hovered) {
        m_hovered = hovered;
        update();
    }
}

void ScatterView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = m_last = event->position();
    m_isPanning = false;
    if (const auto* dot = dotAt(event->position())) {
        const bool isAdded = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
        const std::string id = idOf(*dot); // a copy: the answer may bring another comparison
        Q_EMIT variantClicked(id, isAdded);
    } else if (const auto limit = limitAtPoint(event->position())) {
        m_dragged = limit;
        refresh();
    }
}

void ScatterView::mouseReleaseEvent(QMouseEvent*)
{
    m_isPanning = false;
    if (m_dragged) {
        m_dragged.reset();
        refresh();
    }
    setCursor(Qt::ArrowCursor);
}

void ScatterView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const auto* dot = dotAt(event->position())) {
        const std::string id = idOf(*dot);
        Q_EMIT variantActivated(id);
    } else {
        showAll();
    }
}

void ScatterView::wheelEvent(QWheelEvent* event)
{
    zoom(std::pow(kZoomStep, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

// From dot to dot in the order of x.
void ScatterView::step(int by)
{
    std::vector<const ScatterSeries::Dot*> order;
    for (const auto& dot : m_series.dots)
        order.push_back(&dot);
    if (order.empty())
        return;
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return a->x < b->x; });
    const auto current = std::find_if(order.begin(), order.end(), [&](const auto* dot) {
        return !m_selected.empty() && idOf(*dot) == m_selected.front();
    });
    const auto last = std::ptrdiff_t(order.size()) - 1;
    const std::ptrdiff_t next =
        current == order.end() ? 0
                               : std::clamp<std::ptrdiff_t>(current - order.begin() + by, 0, last);
    const std::string id = idOf(*order[size_t(next)]);
    Q_EMIT variantClicked(id, false);
}

void ScatterView::keyPressEvent(QKeyEvent* event)
{
    constexpr double kPan = 40;
    const bool pans = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kZoomStep, frame().area.center());
        return;
    case Qt::Key_Minus:
        zoom(1 / kZoomStep, frame().area.center());
        return;
    case Qt::Key_0:
    case Qt::Key_Home:
        showAll();
        return;
    case Qt::Key_Left:
        pans ? pan({kPan, 0}) : step(-1);
        return;
    case Qt::Key_Right:
        pans ? pan({-kPan, 0}) : step(1);
        return;
    case Qt::Key_Up:
        pan({0, kPan});
        return;
    case Qt::Key_Down:
        pan({0, -kPan});
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ScatterView::leaveEvent(QEvent*)
{
    m_hovered.clear();
    update();
}

void ScatterView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_sprites.clear();
        refresh();
    }
}

QByteArray ScatterView::csv() const
{
    return scatterCsv(m_series, *m_comparison, m_state);
}

} // namespace lathe::widgets
