#include "widgets/runs/curve_chart.h"

#include "widgets/common/format.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QtCharts/QLegend>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

constexpr size_t kMarkedPoints = 12; // a line of few points, or of one, shows them
constexpr int kFaint = 70;
constexpr size_t kDrawnPoints = 500;

void setRange(QValueAxis* axis, AxisRange range)
{
    axis->setRange(range.low, range.high);
    const double step = niceStep(range.high - range.low);
    axis->setTickInterval(step);
    axis->setLabelFormat(
        QString("%.%1f").arg(step >= 1 ? 0 : int(std::ceil(-std::log10(step) - 1e-9))));
}

QList<QPointF> pointsOf(const RunRecord::Curve& curve)
{
    QList<QPointF> points;
    points.reserve(qsizetype(curve.size()));
    for (const auto& [x, y] : curve)
        points.append({x, y});
    return points;
}

} // namespace

QColor curveColour(size_t index)
{
    const char* light[] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"};
    const char* dark[] = {"#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442", "#d55e00"};
    return (Theme::of(nullptr).isDark ? dark : light)[index % std::size(light)];
}

std::vector<DrawnCurve> drawn(const std::map<std::string, RunRecord::Curve>& curves,
                              double strength, const std::set<std::string>& hidden)
{
    std::vector<DrawnCurve> result;
    size_t index = 0;
    for (const auto& [name, curve] : curves) {
        const QColor colour = curveColour(index++);
        if (hidden.contains(name))
            continue;
        const bool smooths = isLoss(name) && strength > 0 && curve.size() > 2;
        result.push_back(
            {QString::fromStdString(name), thinned(curve, kDrawnPoints),
             smooths ? thinned(smoothed(curve, strength), kDrawnPoints) : RunRecord::Curve(),
             colour, isLoss(name)});
    }
    return result;
}

CurveChart::CurveChart(QWidget* parent)
    : QChartView(new QChart, parent), m_x(new QValueAxis(this)), m_losses(new QValueAxis(this)),
      m_scores(new QValueAxis(this))
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    chart()->setMargins({0, 0, 0, 0});
    chart()->setBackgroundVisible(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->hide();
    chart()->setLocale(screenLocale());
    chart()->setLocalizeNumbers(true);
    m_x->setTitleText(tr("epoch"));
    m_losses->setTitleText(tr("loss"));
    m_scores->setTitleText(tr("validation score"));
    for (auto [axis, side] : {std::pair{m_x, Qt::AlignBottom}, std::pair{m_losses, Qt::AlignLeft},
                              std::pair{m_scores, Qt::AlignRight}}) {
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
        chart()->addAxis(axis, side);
    }
    setAccessibleName(tr("Curves"));
    dress();
}

void CurveChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void CurveChart::showLegend()
{
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->legend()->show();
}

QLineSeries* CurveChart::addLine(QValueAxis* y)
{
    auto* line = new QLineSeries;
    chart()->addSeries(line);
    line->attachAxis(m_x);
    line->attachAxis(y);
    return line;
}

void CurveChart::setCurves(const std::vector<DrawnCurve>& curves)
{
    const bool fits = std::equal(
        curves.begin(), curves.end(), m_lines.begin(), m_lines.end(),
        [](const DrawnCurve& curve, const Line& line) { return curve.isLoss == line.isLoss; });
    if (!fits) {
        chart()->removeAllSeries();
        m_lines.clear();
        for (const DrawnCurve& curve : curves) {
            QValueAxis* y = curve.isLoss ? m_losses : m_scores;
            QLineSeries* measured = addLine(y);
            m_lines.push_back({measured, addLine(y), curve.isLoss});
            for (QLegendMarker* marker : chart()->legend()->markers(m_lines.back().smooth))
                marker->setVisible(false); // one name is enough
        }
    }
    std::vector<const RunRecord::Curve*> losses, scores;
    double firstX = 0, lastX = 0;
    for (size_t i = 0; i < curves.size(); ++i) {
        const DrawnCurve& curve = curves[i];
        const bool isSmoothed = !curve.smooth.empty();
        QColor faint = curve.colour;
        faint.setAlpha(kFaint);
        m_lines[i].measured->setPen(isSmoothed ? QPen(faint, 1) : QPen(curve.colour, 2));
        m_lines[i].smooth->setPen(QPen(curve.colour, 2));
        m_lines[i].measured->setName(curve.name);
        m_lines[i].measured->setPointsVisible(!isSmoothed &&
                                              curve.measured.size() <= kMarkedPoints);
        m_lines[i].measured->replace(pointsOf(curve.measured));
        m_lines[i].smooth->replace(pointsOf(curve.smooth));
        (curve.isLoss ? losses : scores).push_back(&curve.measured);
        if (!curve.measured.empty()) {
            firstX = std::min(firstX, curve.measured.front().first);
            lastX = std::max(lastX, curve.measured.back().first);
        }
    }
    const bool probes = !curves.empty() && std::all_of(curves.begin(), curves.end(), [](const DrawnCurve& curve) {
        return curve.name == "probe"; // one score for each depth
    });
    m_x->setTitleText(probes ? tr("layers") : tr("epoch"));
    setRange(m_x, {firstX, lastX > firstX ? lastX : firstX + 1});
    setRange(m_losses, rangeOf(losses));
    setRange(m_scores, rangeOf(scores));
    m_losses->setVisible(!losses.empty());
    m_scores->setVisible(!scores.empty());
}

void CurveChart::dress()
{
    const Theme& theme = Theme::of(this);
    chart()->legend()->setLabelColor(theme.mutedText);
    chart()->legend()->setFont(uiFont(11));
    for (QAbstractAxis* axis : chart()->axes()) {
        axis->setLabelsColor(theme.faintText);
        axis->setLabelsFont(uiFont(11));
        axis->setTitleFont(uiFont(11));
        axis->setTitleBrush(theme.faintText);
        axis->setGridLinePen(QPen(theme.border, 0.8));
        axis->setLinePen(QPen(theme.border, 0.8));
    }
    m_scores->setGridLineVisible(false); // one grid is enough
    setBackgroundBrush(theme.card);
}

} // namespace lathe::widgets
