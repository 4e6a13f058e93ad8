#pragma once

#include "widgets/common/kit.h"
#include "widgets/session/session.h"

#include <QTimer>

class QComboBox;
class QPlainTextEdit;
class QProgressBar;
class QStackedWidget;
class QTableView;

namespace lathe::widgets {

class Banner;
class CurveChart;
class StepModel;

// The run in progress, or the last one: its steps, curves and log.
class RunsPlace : public QWidget {
    Q_OBJECT
public:
    explicit RunsPlace(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] Banner* banner() const { return m_banner; }

Q_SIGNALS:
    void runRequested();
    void compareRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeContent();
    void onEvent(const runner::Event& event);
    void refresh();
    void refreshCurves();
    void follow(const RunRecord& run);
    void appendLog(const runner::LogLine& line);
    void showOutcome(const runner::Outcome& outcome);

    Session& m_session;
    QTimer m_refresh; // gathers events: tables and charts are redrawn a few times a second
    Banner* m_banner;
    QStackedWidget* m_pages;
    ElidedLabel* m_name;
    QLabel* m_state;
    QPushButton* m_cancel;
    QPushButton* m_compare;
    QProgressBar* m_progress;
    Figure* m_done;
    Figure* m_elapsed;
    Figure* m_remaining;
    Figure* m_variants;
    StepModel* m_steps;
    QTableView* m_table;
    QComboBox* m_curveStep;
    CurveChart* m_curves;
    QLabel* m_noCurves;
    QPlainTextEdit* m_log;
    std::string m_shownRun; // whose log and curves are shown
    size_t m_shownLines = 0;
    qint64 m_started = 0;
    bool m_followsStep = true; // curves show the step that runs
};

} // namespace lathe::widgets
