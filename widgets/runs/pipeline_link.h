#pragma once

#include "widgets/session/session.h"

#include <QTimer>

namespace lathe::widgets {

class CurvesPanel;
class LogPanel;
class PipelineView;
class SensitivityMap;
struct SensitivityGrid;

// Tells the pipeline what the session knows: the model and what is open for it to be examined against,
// the last run's results on the cards, log and curves below the canvas, and how sensitive this model
// was found to be.
class PipelineLink : public QObject {
    Q_OBJECT

public:
    PipelineLink(Session& session, PipelineView& view, QObject* parent = nullptr);

private:
    void tellSurroundings();
    void showPastRun();
    void showSensitivity();
    void showRun();

    Session& m_session;
    PipelineView& m_view;
    QTimer m_refresh; // gathers events
    LogPanel* m_log;
    CurvesPanel* m_curves;
    QWidget* m_panel;
    SensitivityMap* m_map;
    bool m_hasRun = false; // in this session: its cards are not overwritten by the history
    Newest<SensitivityGrid> m_sensitivityJob{this};
};

// The events that lead to a record: for views that know runs as events only.
[[nodiscard]] std::vector<runner::Event> eventsOf(const RunRecord& record);

} // namespace lathe::widgets
