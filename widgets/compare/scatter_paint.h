#pragma once

#include "widgets/compare/scatter_series.h"

#include <QHash>
#include <QPainter>
#include <QPixmap>

#include <set>

namespace lathe::widgets {

// What is painted, and where.
struct ScatterFrame {
    QRectF area; // inside the axes
    AxisScale x, y;
    const Comparison* comparison = nullptr;
    const ScatterSeries* series = nullptr;
    const CompareState* state = nullptr;
    const Theme* theme = nullptr;

    [[nodiscard]] QPointF place(double x, double y) const;
    [[nodiscard]] QPointF place(const ScatterSeries::Dot& dot) const { return place(dot.x, dot.y); }
    [[nodiscard]] bool isInside(const ScatterSeries::Dot& dot) const;
    [[nodiscard]] QColor colourOf(const ScatterSeries::Dot& dot) const;
};

// Small round pictures, made once for every colour and size: thousands of dots are then copied
// instead of being drawn.
class DotSprites {
public:
    void paint(QPainter& painter, const QPointF& centre, double radius, const QColor& colour,
               const QColor& rim);
    void clear() { m_sprites.clear(); }

private:
    QHash<quint64, QPixmap> m_sprites;
};

void paintAxes(QPainter& painter, const ScatterFrame& frame);
void paintFront(QPainter& painter, const ScatterFrame& frame);
// All dots, those on the front with their intervals, originals and other runtimes with their names.
void paintDots(QPainter& painter, const ScatterFrame& frame, DotSprites& sprites);
// On top of the dots: what is selected and what is pointed at.
void paintMarked(QPainter& painter, const ScatterFrame& frame, const ScatterSeries::Dot& dot,
                 bool isSelected);
// The lines of the limits on these axes, with what lies outside shaded. `dragged`: the metric whose
// line is held.
void paintLimits(QPainter& painter, const ScatterFrame& frame, const std::string& dragged);
// What the colours mean, where they tell a metric.
void paintLegend(QPainter& painter, const ScatterFrame& frame);

// How much room the labels of the y axis take.
[[nodiscard]] double yLabelsWidth(const AxisScale& scale, const std::string& metric);

} // namespace lathe::widgets
