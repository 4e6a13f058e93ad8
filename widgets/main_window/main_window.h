#pragma once

#include "widgets/session/session.h"
#include "widgets/theme/theme_manager.h"

#include <QMainWindow>

class QButtonGroup;
class QLabel;
class QMenu;
class QStackedWidget;

namespace lathe::widgets {

class Banner;
class ComparePlace;
class DataPlace;
class HeaderBar;
class HistoryPlace;
class PipelineView;
class ReportPlace;
class RunNotifier;
class RunsPlace;
class SpeedWindow;

// The workbench: six places on a rail below one header.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    enum Place { Data, Pipeline, Runs, Compare, Report, History, PlaceCount };

    MainWindow(Session& session, ThemeManager& themes, QWidget* parent = nullptr);
    ~MainWindow() override;

    void goTo(Place place);
    [[nodiscard]] RunNotifier* notifier() const { return m_notifier; }
    // Tells something that went wrong in the banner above the places.
    void warn(const QString& title, const QString& text);
    [[nodiscard]] Place place() const;
    [[nodiscard]] static QString placeTitle(Place place);

    [[nodiscard]] HeaderBar* header() const { return m_header; }
    [[nodiscard]] RunsPlace* runsPlace() const { return m_runs; }
    [[nodiscard]] ComparePlace* comparePlace() const { return m_compare; }
    [[nodiscard]] ReportPlace* reportPlace() const { return m_report; }
    [[nodiscard]] HistoryPlace* historyPlace() const { return m_history; }
    [[nodiscard]] DataPlace* dataPlace() const { return m_data; }
    [[nodiscard]] SpeedWindow* speedWindow() const { return m_speed; } // null before it is asked for
    [[nodiscard]] PipelineView* pipelineView() const { return m_pipeline; }

    // What a window that is closed during a run does; asks when there is nothing set.
    enum class AtClose { Ask, StopAndClose, KeepRunning };
    void setAtClose(AtClose answer) { m_atClose = answer; } // for tests

public Q_SLOTS:
    void runOrCancel();
    void runOrQueue(); // the recipe as it is now
    // Opens the window that measures these models; none: what Compare shows, or the recipe's model.
    void measureSpeed(std::vector<std::filesystem::path> models = {});
    // Goes to Report with what Compare shows; from Report itself, saves it.
    void makeReport();
    bool save();
    bool saveAs();
    void openRecipe();
    void openProject();
    void newRecipe();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void makeRail(QWidget* rail);
    void makeMenus();
    void makeFileMenu();
    void makeViewMenu();
    void makeDeviceMenu(QMenu* run);
    void fillRecent();
    void connectSession();
    void connectRuns();
    void makeRunMenu();
    void refreshRunActions();
    void openQueued(quint64 id);
    [[nodiscard]] bool mayStop();
    void dressRail();
    void refreshStatus();
    void refreshTitle(); // which task bars show, too
    void refreshReportButton();
    // What a report would be about, as seen from the place that is shown.
    [[nodiscard]] std::vector<std::string> reportIds() const;
    void refreshModelSummary();
    void about();
    void openPath(const QString& path);
    bool saveTo(const QString& file);
    [[nodiscard]] bool mayDiscard();

    Session& m_session;
    ThemeManager& m_themes;
    HeaderBar* m_header;
    QButtonGroup* m_rail;
    QStackedWidget* m_places;
    Banner* m_banner;
    DataPlace* m_data;
    PipelineView* m_pipeline;
    RunsPlace* m_runs;
    ComparePlace* m_compare;
    ReportPlace* m_report;
    HistoryPlace* m_history;
    QLabel* m_status;
    QLabel* m_machine;
    QAction* m_runAction = nullptr;
    QAction* m_pauseAction = nullptr;
    QAction* m_cancelAction = nullptr;
    QAction* m_againAction = nullptr;
    RunNotifier* m_notifier = nullptr;
    AtClose m_atClose = AtClose::Ask;
    QMenu* m_recent = nullptr;
    SpeedWindow* m_speed = nullptr;
};

} // namespace lathe::widgets
