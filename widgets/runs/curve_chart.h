#pragma once

#include "widgets/runs/curve_series.h"

#include <QtCharts/QChartView>

#include <set>

class QLineSeries;
class QValueAxis;

namespace lathe::widgets {

// A curve to draw: a smoothed one over the faint line of what was measured.
struct DrawnCurve {
    QString name;
    RunRecord::Curve measured; // thinned
    RunRecord::Curve smooth;   // thinned; empty: only what was measured
    QColor colour;
    bool isLoss = false;
};

// Okabe-Ito colours in the order of the names; losses smoothed by `strength` (see smoothed()).
[[nodiscard]] std::vector<DrawnCurve> drawn(const std::map<std::string, RunRecord::Curve>& curves,
                                            double strength,
                                            const std::set<std::string>& hidden = {});
[[nodiscard]] QColor curveColour(size_t index);

// Curves over epochs, losses and scores on an axis each. Lines are kept and moved, so that it can
// be told many times a second.
class CurveChart : public QChartView {
    Q_OBJECT
public:
    explicit CurveChart(QWidget* parent = nullptr);
    void showLegend();
    void setCurves(const std::vector<DrawnCurve>& curves);

protected:
    void changeEvent(QEvent* event) override;

private:
    QLineSeries* addLine(QValueAxis* y);
    void dress();

    struct Line {
        QLineSeries* measured;
        QLineSeries* smooth;
        bool isLoss;
    };
    std::vector<Line> m_lines;
    QValueAxis* m_x;
    QValueAxis* m_losses;
    QValueAxis* m_scores;
};

} // namespace lathe::widgets
