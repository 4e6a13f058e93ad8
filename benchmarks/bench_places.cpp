// How long the window stands still with many variants: bench_places FOLDER, a workspace as
// bench_history writes it (bench_history 20000 FOLDER). Offscreen, at 1440 x 900. Opens the main
// window on it and does in every place what people do; prints the longest that the event loop was
// away during each, and the most that it computed without a break: less where others had its core.

#include "tests/widgets/fake_engine.h"
#include "widgets/commands/command_palette.h"
#include "widgets/compare/compare_place.h"
#include "widgets/compare/limits_panel.h"
#include "widgets/compare/scatter_view.h"
#include "widgets/history/history_place.h"
#include "widgets/main_window/main_window.h"
#include "widgets/report/report_place.h"

#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QSlider>
#include <QStandardPaths>

#include <QTimer>

#include <cstdio>
#include <ctime>

using namespace lathe;
using namespace lathe::widgets;

namespace {

constexpr int kQuietMs = 400; // nothing more comes after

void settle(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
}

double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

// As in tests/widgets/watchdog.h, and the processor's time beside the clock's.
class Stalls {
public:
    Stalls()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout([this] { tick(); });
        m_clock.start();
        m_cpu = threadMs();
        m_timer.start(kTickMs);
    }
    void tick()
    {
        wall = std::max(wall, double(m_clock.nsecsElapsed()) / 1e6 - kTickMs);
        cpu = std::max(cpu, threadMs() - m_cpu);
        m_clock.restart();
        m_cpu = threadMs();
    }
    double wall = 0, cpu = 0;

private:
    static constexpr int kTickMs = 2;
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_cpu = 0;
};

template <class Work, class Done>
void measure(const char* what, Work&& work, Done&& isDone)
{
    settle(10);
    Stalls stalls;
    QElapsedTimer timer;
    timer.start();
    work();
    while (!isDone() && timer.elapsed() < 60000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    const double done = double(timer.nsecsElapsed()) / 1e6;
    settle(kQuietMs);
    stalls.tick();
    std::printf("%-40s %s after %7.1f ms  longest stall %6.1f ms, computing %6.1f ms\n", what,
                isDone() ? "done" : "NOT DONE", done, stalls.wall, stalls.cpu);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::printf("bench_places FOLDER\n");
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName("lathe-bench");
    QSettings().clear();
    ThemeManager themes(application);
    EngineThread engine([] { return std::make_unique<FakeEngine>(); });
    Workspace nothing, full;
    full.folder = argv[1];
    nothing.folder = full.folder / "none";
    Session session(engine, nothing);
    MainWindow window(session, themes);
    window.resize(1440, 900);
    window.show();
    settle(kQuietMs);
    const auto immediately = [] { return true; };
    HistoryStore& history = window.historyPlace()->store();
    CompareStore& compare = window.comparePlace()->store();
    window.goTo(MainWindow::History);
    measure("open the workspace, History shown", [&] { session.openWorkspace(full); },
            [&] { return !history.isLoading() && !session.variants().empty(); });
    const std::string run = session.variants().front().runId;
    measure("go to Compare, the newest run", [&] { window.goTo(MainWindow::Compare); }, immediately);
    measure("Compare: all runs", [&] { window.comparePlace()->showRun({}); },
            [&] { return compare.shown().run.empty(); });
    measure("Compare: another variant",
            [&] { compare.select({compare.comparison()->variants[7].variant->id}); }, immediately);
    measure("Compare: hide a group",
            [&] {
                CompareState state = compare.state();
                state.hidden = {VariantGroup::Pruned};
                compare.setState(state);
            },
            [&] { return !compare.shown().hidden.empty(); });
    measure("Compare: drag a limit, 20 steps",
            [&] {
                QSlider* slider = window.comparePlace()->limits()->slider("sizeBytes");
                for (int i = 0; i < 20; ++i) {
                    slider->setValue(100 + 10 * i);
                    settle(16);
                }
            },
            immediately);
    measure("Compare: the other axis",
            [&] {
                CompareState state = compare.state();
                state.x = "sizeBytes";
                compare.setState(state);
            },
            [&] { return compare.shown().x == "sizeBytes"; });
    measure("go to Report, all of the newest run", [&] { window.goTo(MainWindow::Report); },
            immediately);
    measure("go to Try", [&] { window.goTo(MainWindow::Try); }, immediately);
    measure("go to Pipeline", [&] { window.goTo(MainWindow::Pipeline); }, immediately);
    measure("command palette opens", [&] { window.openPalette(); }, immediately);
    measure("command palette: a word",
            [&] { window.palette()->findChild<QLineEdit*>()->setText("step 7"); }, immediately);
    window.palette()->hide();
    measure("speed window opens", [&] { window.measureSpeed(); }, immediately);
    measure("history is read again", [&] { session.refreshHistory(); }, immediately);
    return 0;
}
