#pragma once

#include "widgets/export/export_job.h"
#include "widgets/session/engine_job.h"
#include "widgets/session/session.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace lathe::widgets {

class ExportOutcome;
class ExportSetup;
class NoteList;

// Takes a model out for other programs, as `lathe-cli export` does: what and where to, then the work, then what came of
// it. Closing it stops the work.
class ExportWindow : public QDialog {
    Q_OBJECT
public:
    enum Page { Setup, Work, Outcome };

    explicit ExportWindow(Session& session, QWidget* parent = nullptr);

    // Offers the models of this variant's run with this one chosen; empty: those of the newest run. Nothing while it works.
    void offer(std::string variant);
    void start();
    void stop();

    [[nodiscard]] bool isWorking() const { return page() == Work; }
    [[nodiscard]] Page page() const;
    [[nodiscard]] ExportSetup* setup() const { return m_setup; }
    [[nodiscard]] ExportOutcome* outcome() const { return m_outcome; }
    [[nodiscard]] QPushButton* mainButton() const { return m_main; }
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString progress() const;

Q_SIGNALS:
    void workChanged(); // started, ended
    void compareRequested(const std::string& variantId);

protected:
    void done(int result) override;

private:
    QWidget* makeWork();
    QWidget* makeFoot();
    void refresh();
    void goTo(Page page);
    void act();
    void showStep(const QString& text);
    void finish(const ExportResult& result);

    Session& m_session;
    QStackedWidget* m_pages;
    ExportSetup* m_setup;
    ExportOutcome* m_outcome;
    QLabel* m_workTitle;
    QLabel* m_workModel;
    QLabel* m_clock;
    QProgressBar* m_bar;
    NoteList* m_log;
    QLabel* m_problem;
    QPushButton* m_open;
    QPushButton* m_compare;
    QPushButton* m_again;
    QPushButton* m_main;
    ExportJob m_job;
    std::string m_variant; // that was offered last
    std::vector<std::string> m_recorded;
    bool m_isStopping = false;
    QElapsedTimer m_since; // the work began
    QTimer m_tick;
    EngineJob<ExportResult> m_work;
    EngineJob<bool> m_afterStop; // whether the export was finished all the same
};

} // namespace lathe::widgets
