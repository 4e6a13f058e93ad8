#include "widgets/runs/curve_chart.h"

#include "widgets/common/format.h"
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
constexpr size_t kDrawnPoints = 400;
constexpr size_t kMarkedPoints = 12; // a line of few points, or of one, shows them
} // namespace

RunRecord::Curve thinned(const RunRecord::Curve& curve, size_t most)
{
    if (curve.size() <= most || most < 2)
        return curve;
    RunRecord::Curve result;
    for (size_t i = 0; i < most; ++i)
        result.push_back(curve[i * (curve.size() - 1) / (most - 1)]);
    return result;
}

CurveChart::CurveChart(QWidget* parent) : QChartView(new QChart, parent)
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    chart()->setMargins({0, 0, 0, 0});
    chart()->setBackgroundVisible(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->setAlignment(Qt::AlignTop);
    setAccessibleName(tr("Curves"));
    dress();
}

void CurveChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void CurveChart::setCurves(const std::map<std::string, RunRecord::Curve>& curves)
{
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis); // hands it over
        delete axis;
    }
    const QColor colours[] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9"};
    auto* x = new QValueAxis;
    auto* losses = new QValueAxis;
    auto* scores = new QValueAxis;
    double lastX = 1, highestLoss = 0, lowestScore = 1;
    std::vector<std::pair<QLineSeries*, QValueAxis*>> drawn;
    for (const auto& [name, curve] : curves) {
        auto* line = new QLineSeries;
        line->setName(QString::fromStdString(name));
        line->setPen(QPen(colours[drawn.size() % std::size(colours)], 2));
        const bool isLoss = name.find("oss") != std::string::npos;
        line->setPointsVisible(curve.size() <= kMarkedPoints);
        for (const auto& [at, value] : thinned(curve, kDrawnPoints)) {
            if (!std::isfinite(value))
                continue; // a loss that ran away
            line->append(at, value);
            lastX = std::max(lastX, at);
            if (isLoss)
                highestLoss = std::max(highestLoss, value);
            else
                lowestScore = std::min(lowestScore, value);
        }
        drawn.emplace_back(line, isLoss ? losses : scores);
    }
    x->setRange(0, lastX);
    x->setTitleText(tr("epoch"));
    losses->setRange(0, highestLoss > 0 ? highestLoss * 1.05 : 1);
    losses->setTitleText(tr("loss"));
    scores->setRange(std::floor(std::max(0.0, lowestScore - 0.02) * 10) / 10, 1);
    scores->setTitleText(tr("validation score"));
    for (QValueAxis* axis : {x, losses, scores}) {
        const double step = niceStep(axis->max() - axis->min());
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
        axis->setTickInterval(step);
        axis->setLabelFormat(
            QString("%.%1f").arg(step >= 1 ? 0 : int(std::ceil(-std::log10(step) - 1e-9))));
    }
    chart()->addAxis(x, Qt::AlignBottom);
    const auto uses = [&](QValueAxis* axis) {
        return std::any_of(drawn.begin(), drawn.end(),
                           [&](const auto& pair) { return pair.second == axis; });
    };
    for (auto [axis, side] :
         {std::pair{losses, Qt::AlignLeft}, std::pair{scores, Qt::AlignRight}}) {
        if (uses(axis))
            chart()->addAxis(axis, side);
        else
            delete axis;
    }
    for (const auto& [line, axis] : drawn) {
        chart()->addSeries(line);
        line->attachAxis(x);
        line->attachAxis(axis);
    }
    dress();
}

void CurveChart::dress()
{
    const Theme& theme = Theme::of(this);
    chart()->legend()->setLabelColor(theme.mutedText);
    chart()->legend()->setFont(uiFont(11));
    for (QLegendMarker* marker : chart()->legend()->markers())
        marker->setPen(Qt::NoPen);
    for (QAbstractAxis* axis : chart()->axes()) {
        axis->setLabelsColor(theme.faintText);
        axis->setLabelsFont(uiFont(11));
        axis->setTitleFont(uiFont(11));
        axis->setTitleBrush(theme.faintText);
        axis->setGridLinePen(QPen(theme.border, 0.8));
        axis->setLinePen(QPen(theme.border, 0.8));
    }
    setBackgroundBrush(theme.card);
}

} // namespace lathe::widgets
