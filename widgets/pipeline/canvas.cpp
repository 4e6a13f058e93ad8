#include "widgets/pipeline/canvas.h"

#include "widgets/pipeline/auto_layout.h"
#include "widgets/pipeline/canvas_accessible.h"
#include "widgets/pipeline/minimap.h"
#include "widgets/pipeline/pipeline_scene.h"
#include "widgets/pipeline/zoom_bar.h"
#include "widgets/theme/theme_manager.h"

#include <QAccessible>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QPinchGesture>
#include <QPushButton>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {
namespace {

constexpr double kSmallest = 0.25;
constexpr double kLargest = 2.5;
constexpr int kMargin = 12; // between the minimap and the edges
constexpr double kClosestDots = 16; // pixels from dot to dot, at least: thousands of them are slow

} // namespace

Canvas::Canvas(PipelineScene& scene, QWidget* parent)
    : QGraphicsView(&scene, parent), m_scene(scene), m_minimap(new Minimap(*this, scene)),
      m_zoomBar(new ZoomBar(*this)), m_start(new QPushButton(tr("Start from a template…"), this))
{
    installCanvasAccessibility();
    setRole(m_start, "primary");
    connect(m_start, &QPushButton::clicked, this, &Canvas::templatesRequested);
    connect(&scene.document(), &RecipeDocument::nodesChanged, this, &Canvas::placeOverlays);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setDragMode(RubberBandDrag);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(AnchorViewCenter);
    setAcceptDrops(true);
    setMinimumSize(320, 240);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Pipeline canvas"));
    setCacheMode(CacheNone);
    viewport()->grabGesture(Qt::PinchGesture);
    connect(&scene, &PipelineScene::selectionChanged, this, &Canvas::announce);
    connect(&scene, &PipelineScene::refused, this, [this](const QString& reason) {
        QToolTip::showText(QCursor::pos() + QPoint(12, 8), reason, this);
    });
}

QRectF Canvas::visibleRect() const
{
    return mapToScene(viewport()->rect()).boundingRect();
}

void Canvas::fit()
{
    QRectF target = m_scene.cardsRect().adjusted(-24, -48, 24, 60);
    const double across = viewport()->width() / target.width();
    const double down = viewport()->height() / target.height();
    const double scale = std::clamp(std::min(across, down), kSmallest, 1.0);
    setTransform(QTransform::fromScale(scale, scale));
    centerOn(target.center());
    m_fitted = true;
    Q_EMIT viewChanged();
}

void Canvas::zoomAbout(QPointF scenePoint, QPoint viewPoint, double factor)
{
    const double now = transform().m11();
    const double then = std::clamp(now * factor, kSmallest, kLargest);
    if (std::abs(then - now) < 1e-6)
        return;
    m_fitted = false;
    setTransform(QTransform::fromScale(then, then));
    const QPoint off = mapFromScene(scenePoint) - viewPoint;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + off.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + off.y());
    Q_EMIT viewChanged();
}

void Canvas::zoomBy(double factor)
{
    const QPoint middle = viewport()->rect().center();
    zoomAbout(mapToScene(middle), middle, factor);
}

void Canvas::zoomTo(double scale)
{
    zoomBy(scale / zoom());
}

bool Canvas::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            const QPoint at = gesture->position().toPoint();
            zoomAbout(mapToScene(at), at, 1 + gesture->value());
            return true;
        }
    }
    if (event->type() == QEvent::Gesture) {
        auto* gestures = static_cast<QGestureEvent*>(event);
        if (auto* pinch = static_cast<QPinchGesture*>(gestures->gesture(Qt::PinchGesture))) {
            const QPoint at = viewport()->mapFromGlobal(pinch->centerPoint().toPoint());
            zoomAbout(mapToScene(at), at, pinch->scaleFactor());
            gestures->accept(pinch);
            return true;
        }
    }
    return QGraphicsView::viewportEvent(event);
}

void Canvas::centreOnCard(const std::string& id)
{
    const NodeCard* card = m_scene.card(id);
    if (card && !visibleRect().contains(card->sceneBoundingRect()))
        ensureVisible(card->sceneBoundingRect(), 60, 60);
}

QPointF Canvas::pastePlace() const
{
    const QPoint mouse = viewport()->mapFromGlobal(QCursor::pos());
    const QRect inside = viewport()->rect();
    const QPointF place =
        mapToScene(inside.contains(mouse) && underMouse() ? mouse : inside.center());
    return {std::round(place.x() / kGrid) * kGrid, std::round(place.y() / kGrid) * kGrid};
}

void Canvas::drawBackground(QPainter* painter, const QRectF& rect)
{
    const Theme& theme = Theme::of(this);
    painter->fillRect(rect, theme.canvas);
    const double scale = transform().m11();
    double step = kGrid;
    while (step * scale < kClosestDots)
        step *= 2;
    const double x0 = std::floor(rect.left() / step) * step;
    const double y0 = std::floor(rect.top() / step) * step;
    QVector<QRectF> dots; // round points would be stroked one by one
    const double dot = 2 / scale;
    for (double x = x0; x <= rect.right(); x += step)
        for (double y = y0; y <= rect.bottom(); y += step)
            dots << QRectF(x - dot / 2, y - dot / 2, dot, dot);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.grid);
    painter->drawRects(dots);
}

void Canvas::drawForeground(QPainter* painter, const QRectF&)
{
    const Theme& theme = Theme::of(this);
    painter->save();
    painter->resetTransform();
    if (m_scene.document().recipe().nodes.empty()) {
        const QRectF area =
            QRectF(viewport()->rect()).adjusted(0, viewport()->height() * 0.62, 0, 0);
        painter->setFont(uiFont(15, QFont::DemiBold));
        painter->setPen(theme.text);
        painter->drawText(area, Qt::AlignHCenter | Qt::AlignTop, tr("Start with a stage"));
        painter->setFont(uiFont(13));
        painter->setPen(theme.mutedText);
        painter->drawText(area.adjusted(0, 28, 0, 0), Qt::AlignHCenter | Qt::AlignTop,
                          tr("Drag one from the left onto the canvas, or double-click it. Or let a template do it:"));
    }
    if (hasFocus() && m_keyFocus && m_scene.selectedItems().isEmpty()) {
        painter->setPen(QPen(theme.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

void Canvas::wheelEvent(QWheelEvent* event)
{
    // A touchpad scrolls in pixels: it pans, and zooms with Ctrl. A wheel zooms.
    if (!event->pixelDelta().isNull() && !(event->modifiers() & Qt::ControlModifier)) {
        m_fitted = false;
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - event->pixelDelta().x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - event->pixelDelta().y());
        event->accept();
        return;
    }
    const double notches = event->angleDelta().y() / 120.0;
    const QPoint at = event->position().toPoint();
    zoomAbout(mapToScene(at), at, std::pow(1.15, notches));
    event->accept();
}

void Canvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton || (m_space && event->button() == Qt::LeftButton)) {
        m_panning = true;
        m_panFrom = event->pos();
        viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    QGraphicsView::mousePressEvent(event);
}

void Canvas::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_panning) {
        QGraphicsView::mouseMoveEvent(event);
        return;
    }
    const QPoint by = event->pos() - m_panFrom;
    m_panFrom = event->pos();
    m_fitted = false;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
}

void Canvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_panning) {
        QGraphicsView::mouseReleaseEvent(event);
        return;
    }
    m_panning = false;
    if (m_space)
        viewport()->setCursor(Qt::OpenHandCursor);
    else
        viewport()->unsetCursor();
}

// Keys while a wire is led by them. False: there is none, or it is not such a key.
bool Canvas::keyToWire(QKeyEvent* event)
{
    if (!m_scene.hasKeyWire())
        return false;
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down:
        say(m_scene.aimNext(true));
        return true;
    case Qt::Key_Left:
    case Qt::Key_Up:
        say(m_scene.aimNext(false));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_scene.connectKeyWire();
        QToolTip::hideText();
        announce();
        return true;
    case Qt::Key_Escape:
        m_scene.cancelDrag();
        QToolTip::hideText();
        announce();
        return true;
    default:
        return false;
    }
}

void Canvas::keyPressEvent(QKeyEvent* event)
{
    if (keyToWire(event))
        return;
    QPointF way;
    switch (event->key()) {
    case Qt::Key_Left:
        way = {-1, 0};
        break;
    case Qt::Key_Right:
        way = {1, 0};
        break;
    case Qt::Key_Up:
        way = {0, -1};
        break;
    case Qt::Key_Down:
        way = {0, 1};
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT formRequested();
        return;
    case Qt::Key_W:
        say(m_scene.beginKeyWire());
        return;
    case Qt::Key_Space:
        if (!event->isAutoRepeat()) {
            m_space = true;
            viewport()->setCursor(Qt::OpenHandCursor);
        }
        return;
    case Qt::Key_Escape:
        m_scene.cancelDrag();
        m_scene.clearSelection();
        return;
    default:
        QGraphicsView::keyPressEvent(event);
        return;
    }
    const double step = event->modifiers() & Qt::ShiftModifier ? kGrid / 2 : kGrid;
    if (event->modifiers() & Qt::ControlModifier)
        m_scene.moveSelected(way * step);
    else if (m_scene.selectToward(way))
        centreOnCard(m_scene.selectedNodes().front());
}

void Canvas::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_space = false;
        if (!m_panning)
            viewport()->unsetCursor();
        return;
    }
    QGraphicsView::keyReleaseEvent(event);
}

void Canvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Mouse)
        if (NodeCard* card = m_scene.cardAt(mapToScene(event->pos())); card && !card->isSelected())
            m_scene.selectNodes({card->id()});
    Q_EMIT menuRequested(event->globalPos());
    event->accept();
}

void Canvas::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasFormat(kStageMime))
        event->acceptProposedAction();
}

void Canvas::dragMoveEvent(QDragMoveEvent* event)
{
    if (event->mimeData()->hasFormat(kStageMime))
        event->acceptProposedAction();
}

void Canvas::dropEvent(QDropEvent* event)
{
    if (!event->mimeData()->hasFormat(kStageMime))
        return;
    Q_EMIT stageDropped(event->mimeData()->data(kStageMime).toStdString(),
                        mapToScene(event->position().toPoint()));
    event->acceptProposedAction();
}

void Canvas::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    placeOverlays();
    if (m_fitted)
        fit();
    Q_EMIT viewChanged();
}

void Canvas::placeOverlays()
{
    m_minimap->move(width() - m_minimap->width() - kMargin,
                    height() - m_minimap->height() - kMargin);
    m_zoomBar->adjustSize();
    m_zoomBar->move(kMargin, height() - m_zoomBar->height() - kMargin);
    m_start->setVisible(m_scene.document().recipe().nodes.empty());
    m_start->adjustSize();
    m_start->move((width() - m_start->width()) / 2, int(height() * 0.62) + 62);
}

void Canvas::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    Q_EMIT viewChanged();
}

void Canvas::changeEvent(QEvent* event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        resetCachedContent();
        m_scene.update();
    }
}

void Canvas::focusInEvent(QFocusEvent* event)
{
    QGraphicsView::focusInEvent(event);
    m_keyFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    viewport()->update();
}

void Canvas::focusOutEvent(QFocusEvent* event)
{
    m_space = false;
    QGraphicsView::focusOutEvent(event);
    viewport()->update();
}

bool Canvas::focusNextPrevChild(bool next)
{
    if (m_scene.hasKeyWire()) {
        say(m_scene.aimNext(next));
        return true;
    }
    if (!m_scene.selectNext(next))
        return QGraphicsView::focusNextPrevChild(next);
    centreOnCard(m_scene.selectedNodes().front());
    return true;
}

void Canvas::announce()
{
    QStringList names;
    for (const auto& id : m_scene.selectedNodes())
        names << m_scene.card(id)->spokenName();
    setAccessibleDescription(names.join("; "));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    if (const auto ids = m_scene.selectedNodes(); ids.size() == 1 && hasFocus()) {
        QAccessibleEvent focus(m_scene.card(ids.front()), QAccessible::Focus);
        QAccessible::updateAccessibility(&focus);
    }
    if (m_keyFocus) // the frame around the canvas comes and goes
        viewport()->update();
}

// Shown beside the middle of the canvas, and read aloud.
void Canvas::say(const QString& text)
{
    if (text.isEmpty())
        return;
    setAccessibleDescription(text);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    QToolTip::showText(viewport()->mapToGlobal(QPoint(kMargin, kMargin)), text, this);
}

} // namespace lathe::widgets
