#pragma once

#include "widgets/session/run_record.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace lathe::widgets {

class CurveChart;

// The curves of a run below the canvas: those of the step that trains, until another is chosen.
class StripCurves : public QWidget {
    Q_OBJECT

public:
    explicit StripCurves(QWidget* parent = nullptr);
    void follow(const RunRecord& run);

private:
    void draw();

    std::string m_runId;
    std::map<int, std::map<std::string, RunRecord::Curve>> m_curves;
    QComboBox* m_step;
    QLabel* m_empty;
    CurveChart* m_chart;
    bool m_follows = true;
};

} // namespace lathe::widgets
