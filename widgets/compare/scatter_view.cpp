#include "widgets/compare/scatter_view.h"

#include "widgets/common/format.h"
#include "widgets/compare/lineage.h"
#include "widgets/compare/variant_model.h"
#include "widgets/theme/icons.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QtCharts/QLegend>
#include <QtCharts/QLogValueAxis>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

constexpr double kReach = 9; // pixels around a dot that still mean it

struct Range {
    double from = 0, to = 1;
};

// `least`: the smallest range worth drawing, so that noise does not look like a difference.
template <class Of>
Range rangeOf(const std::vector<QPointF>& points, Of of, bool isLogarithmic, double least)
{
    if (points.empty())
        return {isLogarithmic ? 0.5 : 0, 1};
    double from = of(points.front()), to = from;
    for (const QPointF& point : points) {
        from = std::min(from, of(point));
        to = std::max(to, of(point));
    }
    if (isLogarithmic) {
        const double widen = std::sqrt(std::max(1.0, least / (to / from)));
        return {from / 1.25 / widen, to * 1.25 * widen};
    }
    const double missing = std::max(0.0, least - (to - from)) / 2;
    const double margin = std::max(to - from, least) * 0.09 + missing;
    return {from >= 0 ? std::max(0.0, from - margin) : from - margin, to + margin};
}

// Five points of accuracy, or a tenth of the largest value of any other metric.
double leastRange(const analysis::MetricInfo& metric, double largest)
{
    return metric.unit == "fraction" ? 0.05 : std::max(1e-9, largest * 0.1);
}

QString labelFormat(const AxisUnit& unit, double step)
{
    const int decimals = step >= 1 ? 0 : int(std::ceil(-std::log10(step) - 1e-9));
    return QString("%.%1f%2").arg(decimals).arg(unit.unit.isEmpty() ? QString() : " " + unit.unit);
}

} // namespace

ScatterView::ScatterView(QWidget* parent) : QChartView(new QChart, parent), m_front(new QLineSeries)
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setMinimumSize(320, 220);
    setAccessibleName(tr("Variants"));
    chart()->setMargins({0, 6, 6, 0});
    chart()->setBackgroundVisible(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->hide();
    chart()->addSeries(m_front);
}

void ScatterView::setComparison(const Comparison& comparison, const CompareOptions& options,
                                bool isLogarithmic)
{
    m_options = options;
    m_dots.clear();
    m_front->clear();
    const analysis::MetricInfo* x = analysis::findMetric(options.x);
    const analysis::MetricInfo* y = analysis::findMetric(options.y);
    if (!x || !y)
        return;
    const double xUnit = axisUnit(*x).divisor, yUnit = axisUnit(*y).divisor;
    double smallest = 1e300, largest = 0;
    for (const ComparedVariant& compared : comparison.variants) {
        if (!compared.x || !compared.y || (isLogarithmic && *compared.x <= 0))
            continue;
        m_dots.push_back({compared, {*compared.x / xUnit, *compared.y / yUnit}, 6});
        if (compared.size) {
            smallest = std::min(smallest, *compared.size);
            largest = std::max(largest, *compared.size);
        }
    }
    for (Dot& dot : m_dots)
        if (dot.compared.size && largest > smallest)
            dot.radius =
                4.5 + 6.5 * std::sqrt((*dot.compared.size - smallest) / (largest - smallest));
    std::stable_sort(m_dots.begin(), m_dots.end(), [](const Dot& a, const Dot& b) {
        const auto rank = [](const Dot& dot) {
            return dot.compared.isOriginal ? 2 : dot.compared.isOnFront ? 1 : 0;
        };
        return rank(a) < rank(b);
    });
    for (const size_t index : comparison.front) {
        const ComparedVariant& compared = comparison.variants[index];
        if (!isLogarithmic || *compared.x > 0)
            m_front->append(*compared.x / xUnit, *compared.y / yUnit);
    }
    makeAxes(isLogarithmic);
    dress();
    viewport()->update();
}

void ScatterView::makeAxes(bool isLogarithmic)
{
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis); // hands it over
        delete axis;
    }
    std::vector<QPointF> points;
    for (const Dot& dot : m_dots)
        points.push_back(dot.point);
    const analysis::MetricInfo& x = *analysis::findMetric(m_options.x);
    const analysis::MetricInfo& y = *analysis::findMetric(m_options.y);
    const AxisUnit xUnit = axisUnit(x), yUnit = axisUnit(y);
    double largestX = 0, largestY = 0;
    for (const QPointF& point : points) {
        largestX = std::max(largestX, std::abs(point.x()));
        largestY = std::max(largestY, std::abs(point.y()));
    }
    constexpr double kLeastRatio = 2;
    const Range xRange = rangeOf(
        points, [](const QPointF& p) { return p.x(); }, isLogarithmic,
        isLogarithmic ? kLeastRatio : leastRange(x, largestX));
    const Range yRange = rangeOf(
        points, [](const QPointF& p) { return p.y(); }, false, leastRange(y, largestY));
    const auto linear = [](const Range& range, const AxisUnit& unit) {
        auto* axis = new QValueAxis;
        const double step = niceStep(range.to - range.from);
        axis->setRange(range.from, range.to);
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
        axis->setTickInterval(step);
        axis->setLabelFormat(labelFormat(unit, step));
        return axis;
    };
    if (isLogarithmic) {
        auto* axis = new QLogValueAxis;
        axis->setBase(xRange.to / xRange.from > 200 ? 10 : 2);
        axis->setRange(xRange.from, xRange.to);
        axis->setLabelFormat(QString("%g %1").arg(xUnit.unit).trimmed());
        chart()->addAxis(axis, Qt::AlignBottom);
        m_front->attachAxis(axis);
    } else {
        QValueAxis* axis = linear(xRange, xUnit);
        chart()->addAxis(axis, Qt::AlignBottom);
        m_front->attachAxis(axis);
    }
    QValueAxis* axis = linear(yRange, yUnit);
    chart()->addAxis(axis, Qt::AlignLeft);
    m_front->attachAxis(axis);
}

void ScatterView::dress()
{
    const Theme& theme = Theme::of(this);
    for (QAbstractAxis* axis : chart()->axes()) {
        axis->setLabelsColor(theme.faintText);
        axis->setLabelsFont(uiFont(11));
        axis->setGridLinePen(QPen(theme.border, 0.8));
        axis->setLinePen(QPen(theme.border, 0.8));
        axis->setMinorGridLineVisible(false);
    }
    QColor line = theme.text;
    line.setAlphaF(0.55F);
    m_front->setPen(QPen(line, 1.5));
    setBackgroundBrush(theme.card);
}

void ScatterView::setSelected(const std::string& variantId)
{
    m_selected = variantId;
    viewport()->update();
}

QPointF ScatterView::place(const Dot& dot) const
{
    return chart()->mapToScene(chart()->mapToPosition(dot.point, m_front));
}

QPointF ScatterView::dotPosition(const std::string& variantId) const
{
    for (const Dot& dot : m_dots)
        if (dot.compared.variant.id == variantId)
            return mapFromScene(place(dot));
    return {};
}

const ScatterView::Dot* ScatterView::dotAt(const QPointF& position) const
{
    const QPointF scene = mapToScene(position.toPoint());
    const Dot* nearest = nullptr;
    double best = 1e300;
    for (const Dot& dot : m_dots) {
        const double distance = QLineF(scene, place(dot)).length() - dot.radius;
        if (distance < kReach && distance <= best) {
            best = distance;
            nearest = &dot;
        }
    }
    return nearest;
}

void ScatterView::drawDot(QPainter& painter, const Dot& dot) const
{
    const Theme& theme = Theme::of(this);
    const QPointF centre = place(dot);
    QColor colour = groupColour(dot.compared.group, theme);
    if (dot.compared.isOriginal) {
        painter.drawPixmap(centre - QPointF(12, 12), iconPixmap("star", theme.star, 24));
        painter.setFont(uiFont(11, QFont::DemiBold));
        painter.setPen(theme.star);
        const QString text =
            tr("original %1").arg(QString::fromStdString(dot.compared.variant.facts.storage));
        QRectF label(centre.x() - 80, centre.y() - 30, 160, 16);
        const QRectF area = chart()->mapRectToScene(chart()->plotArea());
        const int wide = painter.fontMetrics().horizontalAdvance(text);
        const double over = centre.x() + wide / 2.0 - area.right();
        painter.drawText(label.translated(over > 0 ? -over : 0, 0), Qt::AlignCenter, text);
    } else {
        const bool isQuiet = !dot.compared.isOnFront && dot.compared.variant.id != m_selected &&
                             dot.compared.variant.id != m_hovered;
        colour.setAlphaF(isQuiet ? 0.42F : 1.0F);
        painter.setPen(isQuiet ? QPen(Qt::NoPen) : QPen(theme.card, 1.5));
        painter.setBrush(colour);
        painter.drawEllipse(centre, dot.radius, dot.radius);
    }
    if (dot.compared.variant.id == m_selected) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, 2));
        const double ring = std::max(dot.radius + 5, dot.compared.isOriginal ? 15.0 : 0.0);
        painter.drawEllipse(centre, ring, ring);
    }
}

void ScatterView::drawCard(QPainter& painter, const Dot& dot) const
{
    const Theme& theme = Theme::of(this);
    const runner::Variant& variant = dot.compared.variant;
    const auto figure = [&](const std::string& key) {
        const analysis::MetricInfo* info = analysis::findMetric(key);
        return info ? QString("%1 %2").arg(
                          QString::fromUtf8(info->title.data(), qsizetype(info->title.size())),
                          metricText(variant, key))
                    : QString();
    };
    std::vector<std::tuple<QString, QColor, QFont>> lines{
        {variantName(variant), theme.text, uiFont(12.5, QFont::DemiBold)},
        {figure(m_options.y) + " · " + figure(m_options.x), theme.mutedText, uiFont(11.5)}};
    if (m_options.size != m_options.x && m_options.size != m_options.y)
        lines.emplace_back(figure(m_options.size), theme.mutedText, uiFont(11.5));
    const QString ratios = dot.compared.isOriginal
                               ? tr("The original that the others are compared with")
                               : ratioLine(dot.compared);
    if (!ratios.isEmpty())
        lines.emplace_back(ratios, theme.accent, uiFont(11.5, QFont::DemiBold));
    if (!variant.warning.empty())
        lines.emplace_back(QString::fromStdString(variant.warning), theme.warn, uiFont(11.5));
    int width = 0;
    for (const auto& [text, colour, font] : lines)
        width = std::max(width, std::min(420, QFontMetrics(font).horizontalAdvance(text)));
    QRectF card(0, 0, width + 26, 16 + 19.0 * double(lines.size()));
    const QPointF centre = place(dot);
    const QRectF room = sceneRect();
    card.moveTopLeft(centre + QPointF(18, 16));
    if (card.right() > room.right() - 6)
        card.moveRight(centre.x() - 18);
    if (card.bottom() > room.bottom() - 6)
        card.moveBottom(centre.y() - 16);
    card.moveLeft(std::max(room.left() + 4, card.left()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.shadow);
    painter.drawRoundedRect(card.translated(0, 3), 8, 8);
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(card, 8, 8);
    double y = card.top() + 8;
    for (const auto& [text, colour, font] : lines) {
        painter.setFont(font);
        painter.setPen(colour);
        const QRectF line(card.left() + 13, y, card.width() - 26, 19);
        painter.drawText(line, Qt::AlignVCenter,
                         fittedLineage(text, QFontMetricsF(font), line.width() + 1));
        y += 19;
    }
}

void ScatterView::drawForeground(QPainter* painter, const QRectF&)
{
    painter->setRenderHint(QPainter::Antialiasing);
    const Dot* hovered = nullptr;
    for (const Dot& dot : m_dots) {
        drawDot(*painter, dot);
        if (dot.compared.variant.id == m_hovered)
            hovered = &dot;
    }
    if (hovered)
        drawCard(*painter, *hovered);
}

void ScatterView::mouseMoveEvent(QMouseEvent* event)
{
    const Dot* dot = dotAt(event->position());
    const std::string hovered = dot ? dot->compared.variant.id : std::string();
    if (hovered != m_hovered) {
        m_hovered = hovered;
        viewport()->setCursor(dot ? Qt::PointingHandCursor : Qt::ArrowCursor);
        viewport()->update();
    }
}

void ScatterView::mousePressEvent(QMouseEvent* event)
{
    if (const Dot* dot = dotAt(event->position()))
        Q_EMIT variantClicked(dot->compared.variant.id);
}

void ScatterView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const Dot* dot = dotAt(event->position()))
        Q_EMIT variantActivated(dot->compared.variant.id);
}

void ScatterView::leaveEvent(QEvent*)
{
    m_hovered.clear();
    viewport()->update();
}

void ScatterView::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

} // namespace lathe::widgets
