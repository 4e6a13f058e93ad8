#pragma once

#include "widgets/session/run_record.h"

#include <QtCharts/QChartView>

namespace lathe::widgets {

// The curves of one step: each series in its own colour, losses and scores on two axes.
class CurveChart : public QChartView {
    Q_OBJECT
public:
    explicit CurveChart(QWidget* parent = nullptr);
    void setCurves(const std::map<std::string, RunRecord::Curve>& curves);

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();
};

// At most `most` points of a curve, evenly chosen, its ends included.
[[nodiscard]] RunRecord::Curve thinned(const RunRecord::Curve& curve, size_t most);

} // namespace lathe::widgets
