#include "widgets/compare/parallel_view.h"

#include "widgets/compare/lineage.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

constexpr double kTop = 46, kBottom = 40, kSide = 62, kReach = 6;

} // namespace

ParallelView::ParallelView(QWidget* parent)
    : QWidget(parent), m_comparison(std::make_shared<const Comparison>())
{
    setMouseTracking(true);
    setMinimumSize(320, 200);
    setAccessibleName(tr("Variants over several metrics"));
}

void ParallelView::setSeries(std::shared_ptr<const Comparison> comparison, ParallelSeries series)
{
    m_comparison = std::move(comparison);
    m_series = std::move(series);
    m_layer = QPixmap();
    update();
}

void ParallelView::setSelection(const std::vector<std::string>& variantIds)
{
    m_selected = variantIds;
    update();
}

QPointF ParallelView::place(size_t axis, double part) const
{
    const double step =
        m_series.axes.size() > 1 ? (width() - 2 * kSide) / double(m_series.axes.size() - 1) : 0;
    return {kSide + step * double(axis), height() - kBottom - part * (height() - kTop - kBottom)};
}

const ParallelSeries::Line* ParallelView::lineAt(const QPointF& position) const
{
    if (m_series.axes.size() < 2)
        return nullptr;
    const double step = place(1, 0).x() - place(0, 0).x();
    const auto last = double(m_series.axes.size() - 1);
    const double at = std::clamp((position.x() - kSide) / step, 0.0, last - 1e-9);
    const auto axis = size_t(at);
    const ParallelSeries::Line* nearest = nullptr;
    double best = kReach;
    for (const auto& line : m_series.lines) {
        const double part =
            line.parts[axis] + (at - double(axis)) * (line.parts[axis + 1] - line.parts[axis]);
        if (const double apart = std::abs(place(axis, part).y() - position.y()); apart <= best) {
            best = apart;
            nearest = &line;
        }
    }
    return nearest;
}

void ParallelView::paintAxes(QPainter& painter) const
{
    const Theme& theme = Theme::of(this);
    const double room = m_series.axes.size() > 1 ? place(1, 0).x() - place(0, 0).x() - 8 : 200;
    for (size_t i = 0; i < m_series.axes.size(); ++i) {
        const ParallelSeries::Axis& axis = m_series.axes[i];
        const bool isLower = axis.metric->better == analysis::Better::Lower;
        const double x = place(i, 0).x();
        painter.setPen(QPen(theme.grid, 1.2));
        painter.drawLine(place(i, 0), place(i, 1));
        painter.setFont(uiFont(11, QFont::DemiBold));
        painter.setPen(theme.mutedText);
        const double wide = std::min(room, 2 * kSide);
        const QString title = metricTitle(axis.metric->key);
        painter.drawText(QRectF(x - wide / 2, 4, wide, 18), Qt::AlignCenter,
                         painter.fontMetrics().elidedText(title, Qt::ElideRight, int(wide)));
        painter.setFont(uiFont(11));
        painter.setPen(theme.faintText);
        const auto end = [&](double y, double value) {
            painter.drawText(QRectF(x - wide / 2, y, wide, 16), Qt::AlignCenter,
                             metricText(axis.metric->key, value));
        };
        end(kTop - 20, isLower ? axis.scale.from : axis.scale.to);
        end(height() - kBottom + 4, isLower ? axis.scale.to : axis.scale.from);
        if (axis.limit && *axis.limit >= 0 && *axis.limit <= 1) {
            painter.setPen(QPen(theme.accent, 2));
            const QPointF at = place(i, *axis.limit);
            painter.drawLine(at - QPointF(9, 0), at + QPointF(9, 0));
        }
    }
    painter.setPen(theme.faintText);
    painter.setFont(uiFont(11));
    QString foot = tr("Best at the top");
    if (m_series.leftOut > 0)
        foot += tr(" · left out, because a figure is missing: %1").arg(m_series.leftOut);
    painter.drawText(QRectF(8, height() - 18, width() - 16, 16), Qt::AlignVCenter, foot);
}

void ParallelView::paintLine(QPainter& painter, const ParallelSeries::Line& line,
                             const QPen& pen) const
{
    QPolygonF path;
    for (size_t i = 0; i < line.parts.size(); ++i)
        path << place(i, line.parts[i]);
    painter.setPen(pen);
    painter.drawPolyline(path);
}

void ParallelView::paintAll(QPainter& painter) const
{
    constexpr size_t kMany = 1500; // lines so thin that smoothing only costs time
    const Theme& theme = Theme::of(this);
    paintAxes(painter);
    painter.setRenderHint(QPainter::Antialiasing, m_series.lines.size() < kMany);
    const float strength = m_series.lines.size() < 60 ? 1.0F : 0.5F;
    for (const ParallelSeries::Line& line : m_series.lines) {
        QColor colour = groupColour(m_comparison->variants[line.index].group, theme);
        colour.setAlphaF(line.meetsAll ? 0.9F * strength : 0.22F * strength);
        paintLine(painter, line, QPen(colour, line.meetsAll ? 1.6 : 1));
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void ParallelView::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (painter.paintEngine()->type() == QPaintEngine::SVG) {
        paintAll(painter);
    } else {
        const qreal scale = painter.device()->devicePixelRatioF();
        if (m_layer.size() != (QSizeF(size()) * scale).toSize()) {
            m_layer = QPixmap((QSizeF(size()) * scale).toSize());
            m_layer.setDevicePixelRatio(scale);
            m_layer.fill(Qt::transparent);
            QPainter on(&m_layer);
            on.setRenderHint(QPainter::Antialiasing);
            paintAll(on);
        }
        painter.drawPixmap(0, 0, m_layer);
    }
    for (const ParallelSeries::Line& line : m_series.lines) {
        const runner::Variant& variant = *m_comparison->variants[line.index].variant;
        const bool isSelected =
            std::find(m_selected.begin(), m_selected.end(), variant.id) != m_selected.end();
        if (isSelected)
            paintLine(painter, line, QPen(theme.accent, 3));
        if (variant.id != m_hovered)
            continue;
        paintLine(painter, line, QPen(theme.text, 2.4));
        painter.setFont(uiFont(12, QFont::DemiBold));
        painter.setPen(theme.text);
        painter.drawText(
            QRectF(8, 24, width() - 16, 18), Qt::AlignRight,
            fittedLineage(variantName(variant), QFontMetricsF(painter.font()), width() - 16));
    }
}

void ParallelView::mousePressEvent(QMouseEvent* event)
{
    if (const auto* line = lineAt(event->position())) {
        const std::string id = m_comparison->variants[line->index].variant->id;
        Q_EMIT variantClicked(id, event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier));
    }
}

void ParallelView::mouseMoveEvent(QMouseEvent* event)
{
    const auto* line = lineAt(event->position());
    m_hovered = line ? m_comparison->variants[line->index].variant->id : std::string();
    setCursor(line ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void ParallelView::leaveEvent(QEvent*)
{
    m_hovered.clear();
    update();
}

void ParallelView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_layer = QPixmap();
        update();
    }
}

} // namespace lathe::widgets
