#pragma once

#include "core/base/process_usage.h"
#include "widgets/common/kit.h"
#include "widgets/session/session.h"

#include <QTimer>

class QProgressBar;

namespace lathe::widgets {

// Which run is shown, how far it is, what it takes of the machine, and what can be done with it.
class RunSummary : public Card {
    Q_OBJECT
public:
    explicit RunSummary(Session& session, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] QPushButton* pauseButton() const { return m_pause; }
    [[nodiscard]] QPushButton* resumeButton() const { return m_again; }
    [[nodiscard]] QString stateText() const { return m_state->text(); }

Q_SIGNALS:
    void compareRequested();

private:
    void makeHead();
    void makeFigures();
    void refreshButtons(const RunRecord& run);
    void refreshMachine();

    Session& m_session;
    ProcessUsage m_usage;
    QTimer m_meter; // once a second while something runs
    ElidedLabel* m_name;
    QLabel* m_state;
    QPushButton* m_pause;
    QPushButton* m_cancel;
    QPushButton* m_again;
    QPushButton* m_compare;
    QProgressBar* m_progress;
    Figure* m_done = nullptr;
    Figure* m_cached = nullptr;
    Figure* m_variants = nullptr;
    Figure* m_elapsed = nullptr;
    Figure* m_remaining = nullptr;
    Figure* m_memory = nullptr;
    Figure* m_cpu = nullptr;
};

} // namespace lathe::widgets
