#pragma once

#include "widgets/session/session.h"
#include "widgets/theme/theme_manager.h"

#include <QMainWindow>

#include <functional>

class QActionGroup;
class QButtonGroup;
class QLabel;
class QMenu;
class QStackedWidget;

namespace lathe::widgets {

class Autosave;
class Banner;
class CommandPalette;
class ComparePlace;
class DataPlace;
class ExportWindow;
class GuideWindow;
class HeaderBar;
class HistoryPlace;
class PipelineView;
class ReportPlace;
class RunNotifier;
class RunsPlace;
class SpeedWindow;
class StartPage;
class TryPlace;
struct Command;
struct Dropped;
struct Preferences;

// The workbench: seven places on a rail below one header, and a page to start from.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    enum Place { Data, Pipeline, Runs, Compare, Report, History, Try, PlaceCount };

    MainWindow(Session& session, ThemeManager& themes, QWidget* parent = nullptr);
    ~MainWindow() override;

    void goTo(Place place);
    // The page that one sees without a project.
    void showStart();
    [[nodiscard]] bool isAtStart() const;
    // Opens or uses what was dropped; says what is wrong with anything else.
    void use(const Dropped& dropped);
    // Tells something that went wrong in the banner above the places.
    void warn(const QString& title, const QString& text);
    void inform(const QString& title, const QString& text);
    // Opens a workspace's folder or a recipe file; false, and a banner, when it cannot.
    bool openPath(const QString& path);
    // Everything that the command palette offers now.
    [[nodiscard]] std::vector<Command> commands();
    [[nodiscard]] Place place() const;
    [[nodiscard]] static QString placeTitle(Place place);

    [[nodiscard]] HeaderBar* header() const { return m_header; }
    [[nodiscard]] RunsPlace* runsPlace() const { return m_runs; }
    [[nodiscard]] ComparePlace* comparePlace() const { return m_compare; }
    [[nodiscard]] ReportPlace* reportPlace() const { return m_report; }
    [[nodiscard]] HistoryPlace* historyPlace() const { return m_history; }
    [[nodiscard]] DataPlace* dataPlace() const { return m_data; }
    [[nodiscard]] TryPlace* tryPlace() const { return m_try; }
    [[nodiscard]] SpeedWindow* speedWindow() const { return m_speed; } // null before it is asked for
    [[nodiscard]] ExportWindow* exportWindow() const { return m_export; } // null before it is asked for
    [[nodiscard]] GuideWindow* guide() const { return m_guide; } // null before it is asked for
    [[nodiscard]] PipelineView* pipelineView() const { return m_pipeline; }
    [[nodiscard]] StartPage* startPage() const { return m_start; }
    [[nodiscard]] CommandPalette* palette() const { return m_palette; }
    [[nodiscard]] Autosave& autosave() const { return *m_autosave; }
    [[nodiscard]] Banner* banner() const { return m_banner; }
    [[nodiscard]] RunNotifier* notifier() const { return m_notifier; }

    // What a link of the program does, without its scheme; empty where it leads nowhere.
    [[nodiscard]] std::function<void()> linkAction(const QString& path);

    // What a window that is closed during a run does; asks when there is nothing set.
    enum class AtClose { Ask, StopAndClose, KeepRunning };
    void setAtClose(AtClose answer) { m_atClose = answer; } // for tests

public Q_SLOTS:
    void runOrCancel();
    void runOrQueue(); // the recipe as it is now
    // Opens the window that measures these models; none: what Compare shows, or the recipe's model.
    void measureSpeed(std::vector<std::filesystem::path> models = {});
    // Opens the window that takes a variant out for other programs; empty: what Compare shows, or the newest run's.
    void exportModel(const std::string& variant = {});
    // Goes to Report with what Compare shows; from Report itself, saves it.
    void makeReport();
    bool save();
    bool saveAs();
    void openRecipe();
    void openProject();
    void newRecipe();
    void newWorkspace();
    void openSample();
    void openSettings();
    void openPalette();
    void showShortcuts();
    void openGuide(const QString& page = {});
    void openGuideHere(); // the page about what has the focus
    void openLink(const QUrl& link); // "lathe:place/compare"; nothing where a link leads nowhere

Q_SIGNALS:
    // Threads or device: another engine is wanted.
    void engineSettingsChanged(const lathe::widgets::Preferences& preferences);

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    static constexpr auto kIsPlace = "place"; // data of the actions that go to one

    void makeRail(QWidget* rail);
    void makeMenus();
    void makeFileMenu();
    void makeViewMenu();
    void makeThemeMenu(QMenu* view);
    void makeDeviceMenu(QMenu* run);
    void makeHelpMenu();
    void connectGuide();
    static void disconnectGuide();
    void fillRecent();
    void connectStart();
    void changePreferences(const Preferences& preferences);
    void addActions(std::vector<Command>& commands, const QMenu& menu) const;
    void rememberPlace() const;
    void restoreSplitters();
    void recover();
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
    bool saveTo(const QString& file);
    // False inside a workspace that is open read-only.
    [[nodiscard]] bool maySaveTo(const QString& file) const;
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
    TryPlace* m_try;
    StartPage* m_start;
    CommandPalette* m_palette;
    Autosave* m_autosave;
    QLabel* m_status;
    QLabel* m_machine;
    QAction* m_runAction = nullptr;
    QAction* m_pauseAction = nullptr;
    QAction* m_cancelAction = nullptr;
    QAction* m_againAction = nullptr;
    RunNotifier* m_notifier = nullptr;
    AtClose m_atClose = AtClose::Ask;
    QMenu* m_recent = nullptr;
    QActionGroup* m_themeActions = nullptr;
    QActionGroup* m_deviceActions = nullptr;
    SpeedWindow* m_speed = nullptr;
    ExportWindow* m_export = nullptr;
    GuideWindow* m_guide = nullptr;
};

} // namespace lathe::widgets
