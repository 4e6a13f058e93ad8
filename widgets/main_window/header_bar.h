#pragma once

#include "widgets/session/session.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace lathe::widgets {

class ElidedButton;

// Product, workspace and recipe, what is open, and the one button that runs or cancels.
class HeaderBar : public QFrame {
    Q_OBJECT
public:
    explicit HeaderBar(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QPushButton* runButton() const { return m_run; }
    [[nodiscard]] QPushButton* queueButton() const { return m_queue; }
    [[nodiscard]] QPushButton* pauseButton() const { return m_pause; }
    [[nodiscard]] QPushButton* reportButton() const { return m_report; }

    // Offers a report of so many models where Run stands, unless a run goes on; 0: none.
    void setReportable(int models);

Q_SIGNALS:
    void runClicked();
    void queueClicked();
    void reportClicked();
    void dataRequested(); // a pill was clicked
    void searchClicked();

private:
    void refresh();
    void refreshProgress();

    Session& m_session;
    QLabel* m_name;
    ElidedButton* m_model;
    ElidedButton* m_data;
    QPushButton* m_search;
    QPushButton* m_report;
    QPushButton* m_queue; // during a run
    QPushButton* m_pause;
    QPushButton* m_run;
    int m_reportable = 0;
};

} // namespace lathe::widgets
