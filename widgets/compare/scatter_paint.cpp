#include "widgets/compare/scatter_paint.h"

#include "core/export/record.h"
#include "widgets/compare/advice.h"
#include "widgets/compare/colour_scale.h"
#include "widgets/theme/icons.h"

#include <QCoreApplication>
#include <QPaintEngine>

#include <algorithm>
#include <cmath>
#include <vector>

namespace lathe::widgets {

namespace {

using Dot = ScatterSeries::Dot;

constexpr float kFaded = 0.42F;
constexpr int kNamedOriginals = 3; // more stars than that say themselves what they are
constexpr double kPixelsPerXTick = 90, kPixelsPerYTick = 56;

QString translated(const char* text)
{
    return QCoreApplication::translate("ScatterView", text);
}

int tickCount(double pixels, double each)
{
    return std::max(2, int(pixels / each));
}

void paintBars(QPainter& painter, const ScatterFrame& frame, const Dot& dot, const QColor& colour)
{
    painter.setPen(QPen(colour, 1.3));
    if (dot.yBar && (!frame.y.isLogarithmic || dot.yBar->low > 0))
        painter.drawLine(frame.place(dot.x, dot.yBar->low), frame.place(dot.x, dot.yBar->high));
    if (dot.xBar && (!frame.x.isLogarithmic || dot.xBar->low > 0))
        painter.drawLine(frame.place(dot.xBar->low, dot.y), frame.place(dot.xBar->high, dot.y));
}

// Beside the point, else on its other side, below or above; not at all where other names stand: pointing at it tells.
void paintName(QPainter& painter, const ScatterFrame& frame, const QPointF& at, const QString& name,
               const QColor& colour, double apart, std::vector<QRectF>& taken)
{
    painter.setPen(colour);
    const QString text = painter.fontMetrics().elidedText(name, Qt::ElideMiddle, 180);
    const double wide = painter.fontMetrics().horizontalAdvance(text) + 1;
    for (const QPointF& corner : {QPointF(apart, -8), QPointF(-apart - wide, -8), QPointF(-wide / 2, apart - 4), QPointF(-wide / 2, -apart - 13)}) {
        const QRectF place(at + corner, QSizeF(wide, 16));
        if (!frame.area.contains(place) ||
            std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(place); }))
            continue;
        taken.push_back(place);
        painter.drawText(place, Qt::AlignVCenter, text);
        return;
    }
}

void paintCross(QPainter& painter, const QPointF& at, const QColor& colour, double reach)
{
    painter.setPen(QPen(colour, 2));
    painter.drawLine(at - QPointF(reach, 0), at + QPointF(reach, 0));
    painter.drawLine(at - QPointF(0, reach), at + QPointF(0, reach));
}

void paintPeer(QPainter& painter, const ScatterFrame& frame, const Dot& dot, std::vector<QRectF>& taken)
{
    const runner::Variant& variant = *frame.comparison->variants[dot.index].variant;
    const bool hasFailed = exports::isFailedExport(variant);
    const QColor colour = hasFailed ? frame.theme->bad : frame.theme->mutedText;
    const QString name = hasFailed ? translated("%1: failed").arg(runtimeOf(variant)) : runtimeOf(variant);
    paintCross(painter, frame.place(dot), colour, 6);
    painter.setFont(uiFont(11));
    paintName(painter, frame, frame.place(dot), name, colour, 11, taken);
}

void paintOriginal(QPainter& painter, const ScatterFrame& frame, const Dot& dot, bool isNamed)
{
    const QPointF at = frame.place(dot);
    painter.drawPixmap(QRectF(at - QPointF(12, 12), QSizeF(24, 24)),
                       iconPixmap("star", frame.theme->star, 24, 4), QRectF(0, 0, 96, 96));
    if (!isNamed)
        return;
    painter.setFont(uiFont(11, QFont::DemiBold));
    painter.setPen(frame.theme->star);
    const runner::Variant& variant = *frame.comparison->variants[dot.index].variant;
    const QString text =
        translated("original %1").arg(QString::fromStdString(variant.facts.storage)).trimmed();
    const double wide = painter.fontMetrics().horizontalAdvance(text) + 4;
    const bool isHigh = at.y() - 30 < frame.area.top();
    QRectF place(at.x() - wide / 2, isHigh ? at.y() + 14 : at.y() - 30, wide, 16);
    place.moveLeft(std::clamp(place.left(), frame.area.left(),
                              std::max(frame.area.left(), frame.area.right() - wide)));
    painter.drawText(place, Qt::AlignCenter, text);
}

// At the end of an axis: a limit may be dragged in from here.
void paintGrip(QPainter& painter, const ScatterFrame& frame, const AxisLimit& line)
{
    constexpr double kLong = 34;
    const QPointF at =
        line.isX ? QPointF(frame.place(line.value, frame.y.from).x(), frame.area.center().y())
                 : QPointF(frame.area.center().x(), frame.place(frame.x.from, line.value).y());
    const QPointF reach = line.isX ? QPointF(0, kLong / 2) : QPointF(kLong / 2, 0);
    QColor colour = frame.theme->accent;
    colour.setAlphaF(0.6F);
    painter.setPen(QPen(colour, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(at - reach, at + reach);
}

} // namespace

QPointF ScatterFrame::place(double valueX, double valueY) const
{
    return {area.left() + x.part(valueX) * area.width(),
            area.bottom() - y.part(valueY) * area.height()};
}

bool ScatterFrame::isInside(const Dot& dot) const
{
    return area.adjusted(-1, -1, 1, 1).contains(place(dot));
}

QColor ScatterFrame::colourOf(const Dot& dot) const
{
    const ComparedVariant& compared = comparison->variants[dot.index];
    if (!series->isShaded)
        return groupColour(compared.group, *theme);
    constexpr double kShades = 63; // few enough for one sprite each
    return dot.shade ? scaleColour(std::round(*dot.shade * kShades) / kShades, *theme)
                     : theme->grid;
}

void DotSprites::paint(QPainter& painter, const QPointF& centre, double radius,
                       const QColor& colour, const QColor& rim)
{
    const auto draw = [&](QPainter& on, const QPointF& at, double size) {
        on.setPen(rim.alpha() > 0 ? QPen(rim, 1.5) : QPen(Qt::NoPen));
        on.setBrush(colour);
        on.drawEllipse(at, size, size);
    };
    if (painter.paintEngine()->type() == QPaintEngine::SVG) {
        draw(painter, centre, radius);
        return;
    }
    constexpr double kStep = 0.5; // radii are rounded to it, so that few sprites serve all
    const double size = std::round(radius / kStep) * kStep;
    const qreal scale = painter.device()->devicePixelRatioF();
    const quint64 key = quint64(colour.rgba()) | quint64(size / kStep) << 32 |
                        quint64(rim.alpha() > 0) << 40 | quint64(scale * 8) << 41;
    QPixmap& sprite = m_sprites[key];
    const double half = size + 2;
    if (sprite.isNull()) {
        sprite = QPixmap((QSizeF(2 * half, 2 * half) * scale).toSize());
        sprite.setDevicePixelRatio(scale);
        sprite.fill(Qt::transparent);
        QPainter on(&sprite);
        on.setRenderHint(QPainter::Antialiasing);
        draw(on, {half, half}, size);
    }
    painter.drawPixmap(centre - QPointF(half, half), sprite);
}

double yLabelsWidth(const AxisScale& scale, const std::string& metric)
{
    const analysis::MetricInfo* info = analysis::findMetric(metric);
    int widest = 0;
    if (info)
        for (const Tick& tick : ticksOf(scale, *info, 8))
            widest = std::max(widest, QFontMetrics(uiFont(11)).horizontalAdvance(tick.text));
    return widest;
}

void paintAxes(QPainter& painter, const ScatterFrame& frame)
{
    const analysis::MetricInfo* x = analysis::findMetric(frame.state->x);
    const analysis::MetricInfo* y = analysis::findMetric(frame.state->y);
    if (!x || !y)
        return;
    const QRectF& area = frame.area;
    painter.setFont(uiFont(11));
    const QPen grid(frame.theme->border, 0.8), words(frame.theme->faintText);
    for (const Tick& tick : ticksOf(frame.x, *x, tickCount(area.width(), kPixelsPerXTick))) {
        const double at = frame.place(tick.value, frame.y.from).x();
        painter.setPen(grid);
        painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
        painter.setPen(words);
        const double wide = painter.fontMetrics().horizontalAdvance(tick.text) + 2;
        const double left = std::min(at - wide / 2, area.right() - wide + 8);
        painter.drawText(QRectF(left, area.bottom() + 5, wide, 16), Qt::AlignCenter, tick.text);
    }
    for (const Tick& tick : ticksOf(frame.y, *y, tickCount(area.height(), kPixelsPerYTick))) {
        const double at = frame.place(frame.x.from, tick.value).y();
        painter.setPen(grid);
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
        painter.setPen(words);
        painter.drawText(QRectF(0, at - 8, area.left() - 7, 16), Qt::AlignVCenter | Qt::AlignRight,
                         tick.text);
    }
    painter.setPen(grid);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.drawLine(area.bottomLeft(), area.topLeft());
}

void paintFront(QPainter& painter, const ScatterFrame& frame)
{
    QPolygonF line;
    for (const size_t dot : frame.series->front)
        line << frame.place(frame.series->dots[dot]);
    QColor colour = frame.theme->text;
    colour.setAlphaF(0.55F);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
}

void paintDots(QPainter& painter, const ScatterFrame& frame, DotSprites& sprites)
{
    const auto originals =
        std::count_if(frame.series->dots.begin(), frame.series->dots.end(),
                      [](const Dot& dot) { return dot.look == Dot::Look::Original; });
    std::vector<QRectF> taken; // by crosses, by their names and by dots of the front
    for (const Dot& dot : frame.series->dots)
        if (dot.look != Dot::Look::Dominated && frame.isInside(dot))
            taken.push_back(QRectF(frame.place(dot) - QPointF(6, 6), QSizeF(12, 12)));
    for (const Dot& dot : frame.series->dots) {
        if (!frame.isInside(dot))
            continue;
        QColor colour = frame.colourOf(dot);
        switch (dot.look) {
        case Dot::Look::Dominated:
            colour.setAlphaF(kFaded);
            sprites.paint(painter, frame.place(dot), dot.radius, colour, Qt::transparent);
            break;
        case Dot::Look::Front:
            paintBars(painter, frame, dot, colour);
            sprites.paint(painter, frame.place(dot), dot.radius, colour, frame.theme->card);
            break;
        case Dot::Look::Peer:
            paintPeer(painter, frame, dot, taken);
            break;
        case Dot::Look::Original:
            paintOriginal(painter, frame, dot, originals <= kNamedOriginals);
            break;
        }
    }
}

void paintMarked(QPainter& painter, const ScatterFrame& frame, const Dot& dot, bool isSelected)
{
    const QPointF at = frame.place(dot);
    if (dot.look == Dot::Look::Dominated || dot.look == Dot::Look::Front) {
        const QColor colour = frame.colourOf(dot);
        paintBars(painter, frame, dot, colour);
        painter.setPen(QPen(frame.theme->card, 1.5));
        painter.setBrush(colour);
        painter.drawEllipse(at, dot.radius, dot.radius);
    }
    if (!isSelected)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(frame.theme->accent, 2));
    const double ring = dot.look == Dot::Look::Original ? 15 : dot.radius + 5;
    painter.drawEllipse(at, ring, ring);
}

void paintLimits(QPainter& painter, const ScatterFrame& frame, const std::string& dragged)
{
    const QRectF& area = frame.area;
    QColor outside = frame.theme->isDark ? QColor(255, 255, 255, 10) : QColor(28, 37, 48, 11);
    painter.setFont(uiFont(11, QFont::DemiBold));
    for (const AxisLimit& line : axisLimits(*frame.state, *frame.series, frame.x, frame.y)) {
        const analysis::Constraint& limit = line.limit;
        const bool isX = line.isX;
        const AxisScale& scale = isX ? frame.x : frame.y;
        if (!line.isSet) {
            paintGrip(painter, frame, line);
            continue;
        }
        const double part = scale.part(line.value);
        const bool isLeast = limit.bound == analysis::Constraint::Bound::AtLeast;
        const double clipped = std::clamp(part, 0.0, 1.0);
        QRectF shaded = area;
        if (isX)
            isLeast ? shaded.setRight(area.left() + clipped * area.width())
                    : shaded.setLeft(area.left() + clipped * area.width());
        else
            isLeast ? shaded.setTop(area.bottom() - clipped * area.height())
                    : shaded.setBottom(area.bottom() - clipped * area.height());
        painter.fillRect(shaded, outside);
        if (part < 0 || part > 1)
            continue;
        QPen pen(frame.theme->accent, dragged == limit.metric ? 2.6 : 1.6);
        pen.setDashPattern({4, 2.6});
        painter.setPen(pen);
        const QString text = limit.scale == analysis::Constraint::Scale::OfOriginal
                                 ? translated("%1 of the original")
                                       .arg(QString("%1 %").arg(limit.limit * 100, 0, 'g', 4))
                                 : metricText(limit.metric, limit.limit);
        const double wide = painter.fontMetrics().horizontalAdvance(text) + 4;
        if (isX) {
            const double at = area.left() + part * area.width();
            painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
            const bool fits = at + 8 + wide < area.right();
            painter.drawText(QRectF(fits ? at + 7 : at - 7 - wide, area.bottom() - 20, wide, 16),
                             Qt::AlignVCenter, text);
        } else {
            const double at = area.bottom() - part * area.height();
            painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
            const bool fits = at - 18 > area.top();
            painter.drawText(QRectF(area.right() - wide - 4, fits ? at - 18 : at + 2, wide, 16),
                             Qt::AlignVCenter | Qt::AlignRight, text);
        }
    }
}

void paintLegend(QPainter& painter, const ScatterFrame& frame)
{
    if (!frame.series->isShaded)
        return;
    constexpr int kSteps = 40;
    const QRectF bar(frame.area.left() + 8, frame.area.top() + 20, 120, 8);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < kSteps; ++i) {
        painter.setBrush(scaleColour((i + 0.5) / kSteps, *frame.theme));
        painter.drawRect(QRectF(bar.left() + i * bar.width() / kSteps, bar.top(),
                                bar.width() / kSteps + 0.6, bar.height()));
    }
    painter.setFont(uiFont(11));
    painter.setPen(frame.theme->mutedText);
    painter.drawText(QRectF(bar.left(), bar.top() - 18, 240, 16), Qt::AlignVCenter,
                     metricTitle(frame.state->colour));
    painter.setPen(frame.theme->faintText);
    const QRectF foot(bar.left(), bar.bottom() + 1, bar.width(), 15);
    painter.drawText(foot, Qt::AlignLeft, metricText(frame.state->colour, frame.series->shadeLow));
    painter.drawText(foot, Qt::AlignRight,
                     metricText(frame.state->colour, frame.series->shadeHigh));
}

} // namespace lathe::widgets
