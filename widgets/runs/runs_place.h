#pragma once

#include "widgets/session/session.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;
class QTableView;

namespace lathe::widgets {

class Banner;
class CurvesPanel;
class FailureCard;
class LogPanel;
class QueuePanel;
class RunSummary;
class StepModel;

// The run in progress, or the last one: its steps, curves and log, what failed, and what waits.
class RunsPlace : public QWidget {
    Q_OBJECT
public:
    explicit RunsPlace(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] Banner* banner() const { return m_banner; }
    [[nodiscard]] FailureCard* failure() const { return m_failure; }
    [[nodiscard]] RunSummary* summary() const { return m_summary; }
    [[nodiscard]] QueuePanel* queue() const { return m_queue; }
    [[nodiscard]] CurvesPanel* curves() const { return m_curves; }
    [[nodiscard]] LogPanel* log() const { return m_log; }

Q_SIGNALS:
    void runRequested();
    void compareRequested();
    void stepRequested(const std::string& node); // on the canvas
    void openQueuedRequested(quint64 id);        // on the canvas

private:
    QWidget* makeContent();
    QWidget* makeSteps(QWidget* parent);
    void followRunState();
    void refresh();
    void showOutcome(const runner::Outcome& outcome);

    Session& m_session;
    QTimer m_refresh; // gathers events: tables and charts are redrawn a few times a second
    Banner* m_banner;
    FailureCard* m_failure;
    QStackedWidget* m_pages;
    RunSummary* m_summary = nullptr;
    QueuePanel* m_queue;
    StepModel* m_steps = nullptr;
    QTableView* m_table = nullptr;
    CurvesPanel* m_curves = nullptr;
    LogPanel* m_log = nullptr;
};

} // namespace lathe::widgets
