#pragma once

#include "widgets/common/kit.h"
#include "widgets/session/session.h"

#include <set>

class QComboBox;
class QSlider;
class QToolButton;

namespace lathe::widgets {

class CurveChart;

// The curves of one step of a run: which step, which series, how smooth. Follows the step at work
// until another one is chosen.
class CurvesPanel : public Card {
    Q_OBJECT
public:
    explicit CurvesPanel(const Session& session, QWidget* parent = nullptr);
    void standInTab(); // the tab is the frame and says what it is

    void refresh();          // the run has gone on
    void showStep(int step); // stays there
    [[nodiscard]] std::vector<std::string> shownSeries() const;
    [[nodiscard]] const CurveChart* chart() const { return m_chart; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeHead();
    void chooseSeries();
    void draw();
    [[nodiscard]] const std::map<std::string, RunRecord::Curve>* curves() const;

    const Session& m_session;
    std::string m_runId;
    QLabel* m_title;
    QComboBox* m_step;
    QWidget* m_chips;
    QWidget* m_smoothing;
    QSlider* m_smooth;
    QLabel* m_empty;
    CurveChart* m_chart;
    std::map<std::string, QToolButton*> m_series;
    std::set<std::string> m_hidden; // by name, so that a choice stays from step to step
    bool m_followsStep = true;
};

} // namespace lathe::widgets
