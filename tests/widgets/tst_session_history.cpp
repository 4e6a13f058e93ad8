#include "core/history/history.h"
#include "core/recipe/recipe_file.h"
#include "widgets/common/banner.h"
#include "widgets/history/history_place.h"
#include "widgets/runs/run_summary.h"
#include "widgets/runs/runs_place.h"
#include "widgets/session/past_run.h"
#include "workbench.h"

#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <cstdio>

using namespace lathe;
using namespace lathe::widgets;
using namespace std::chrono_literals;

namespace {

bool holds(const VariantList& variants, const std::string& id)
{
    return std::any_of(variants.begin(), variants.end(),
                       [&](const runner::Variant& variant) { return variant.id == id; });
}

// A history as it was before its run began, in the place of what the run writes. Puts it back in the end.
class OlderHistory {
public:
    explicit OlderHistory(std::filesystem::path file) : m_file(std::move(file)) { move(m_file.string(), away()); }
    ~OlderHistory() { move(away(), m_file.string()); }

private:
    [[nodiscard]] std::string away() const { return m_file.string() + "-away"; }
    static void move(const std::string& from, const std::string& to)
    {
        for (const char* part : {"", "-wal", "-shm"})
            std::filesystem::rename(from + part, to + part);
    }
    std::filesystem::path m_file;
};

constexpr auto kVictim = "--run-and-wait";

void setUp()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("lathe-test-history");
}

bool isInSecondStep(const RunRecord* run)
{
    return run && run->steps.size() > 1 && run->steps[0].state == runner::StepState::Done &&
           run->steps[1].state == runner::StepState::Running && run->steps[1].fraction > 0;
}

// Another workbench, which runs its recipe, says when the second step is on, and waits to be killed.
int runAndWait(const QString& project)
{
    Workbench bench(project.toStdString(), {1s});
    Session& session = bench.session;
    QObject::connect(&session, &Session::dataChanged, &session, [&session] {
        if (session.data() && !session.isRunning())
            session.startRun();
    });
    bool isTold = false;
    QObject::connect(&session, &Session::runEvent, &session, [&] {
        if (isTold || !isInSecondStep(session.run()))
            return;
        isTold = true;
        std::puts(session.run()->runId.c_str());
        std::fflush(stdout);
    });
    return QApplication::exec();
}

// What is in the making there.
QStringList halfWritten(const std::filesystem::path& project)
{
    QStringList found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(project))
        if (entry.path().extension() == ".tmp")
            found += QString::fromStdString(entry.path().string());
    return found;
}

} // namespace

// What a session knows of its history while a run goes on, and after one was killed.
class TestSessionHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        setUp();
        QSettings().clear();
    }

    // The history may be read just before a variant is written, and answer just after it was told.
    void anOlderReadingTakesNothingAway()
    {
        const QTemporaryDir folder;
        Workbench bench(writeProject(folder.filePath("project").toStdString()), {500ms});
        Session& session = bench.session;
        bench.window->setAtClose(MainWindow::AtClose::StopAndClose);
        QTRY_VERIFY(session.data());
        session.startRun();
        QTRY_VERIFY_WITH_TIMEOUT(session.run() && !session.run()->variants.empty(), 20000);
        const std::string first = session.run()->variants.front().id;
        QVERIFY(holds(session.variants(), first));
        {
            const OlderHistory older(session.workspace().historyFile());
            QSignalSpy read(&session, &Session::historyChanged);
            session.refreshHistory();
            QTRY_VERIFY(!read.isEmpty());
            QVERIFY(holds(session.variants(), first));
        }
        session.cancelRun();
        QTRY_VERIFY_WITH_TIMEOUT(!session.isRunning(), 20000);
        QTRY_COMPARE(session.runs().size(), size_t(1));
        QVERIFY(holds(session.variants(), first));
    }

    // A full disk: the run failed, and its end could not be written. Its process is alive, and so might it be.
    void aRunWithoutAnEndIsNotGoingOnWhereNothingRuns()
    {
        const QTemporaryDir folder;
        const auto project = writeProject(folder.filePath("project").toStdString());
        {
            history::History history(project / "history.db");
            runner::RunStarted started;
            started.runId = "20261101-120000-0001";
            started.recipe.name = "Cut off";
            started.environment = nlohmann::json::object();
            history::Recorder(history).onEvent(started);
            QVERIFY(history.runs()[0].state == runner::RunState::Running);
        }
        const auto statesIn = [](const Workbench& bench) {
            const auto& runs = bench.window->historyPlace()->store().rows()->summary->runs;
            return bench.session.runs().size() == 1 && runs.size() == 1
                       ? std::vector{bench.session.runs()[0].state, runs[0].state}
                       : std::vector<runner::RunState>();
        };
        const Workbench bench(project);
        QTRY_VERIFY(!statesIn(bench).empty());
        QVERIFY(statesIn(bench) == std::vector(2, runner::RunState::Interrupted));
        const Workbench second(project); // cannot know what the one with the lock does
        QTRY_VERIFY(!statesIn(second).empty());
        QVERIFY(statesIn(second) == std::vector(2, runner::RunState::Running));
    }

    void aKilledRunIsInterruptedAndGoesOn()
    {
        const QTemporaryDir folder;
        const auto project = writeProject(folder.filePath("project").toStdString());
        QProcess victim;
        victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        victim.start(QCoreApplication::applicationFilePath(), {kVictim, QString::fromStdString(project.string())});
        QVERIFY(victim.waitForReadyRead(60000));
        const std::string killed = victim.readAllStandardOutput().trimmed().toStdString();
        victim.kill();
        QVERIFY(victim.waitForFinished());
        QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
        QVERIFY(!halfWritten(project).isEmpty());

        Workbench bench(project);
        Session& session = bench.session;
        QVERIFY(session.access().isWritable()); // the lock died with its holder
        QTRY_VERIFY(session.run());
        QTRY_COMPARE(halfWritten(project), QStringList());
        QCOMPARE(session.run()->runId, killed);
        QVERIFY(session.run()->state == runner::RunState::Interrupted);
        QVERIFY(session.run()->steps[0].state == runner::StepState::Done);
        QVERIFY(session.run()->steps[1].state == runner::StepState::Cancelled);
        QCOMPARE(session.runs().size(), size_t(1));
        QVERIFY(session.runs()[0].state == runner::RunState::Interrupted);
        QTRY_COMPARE(bench.window->historyPlace()->store().rows()->summary->runs.size(), size_t(1));
        QVERIFY(bench.window->historyPlace()->store().rows()->summary->runs[0].state ==
                runner::RunState::Interrupted);

        bench.window->goTo(MainWindow::Runs);
        RunsPlace& runs = *bench.window->runsPlace();
        QCOMPARE(runs.banner()->title(), QString("The run was interrupted"));
        QCOMPARE(runs.summary()->stateText(), QString("interrupted"));
        QPushButton* resume = runs.summary()->resumeButton();
        QCOMPARE(resume->text(), QString("Resume"));
        QTest::mouseClick(resume, Qt::LeftButton);
        QVERIFY(session.isRunning());
        QVERIFY(!runs.banner()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!session.isRunning(), 60000);
        QVERIFY(session.run()->runId != killed);
        QVERIFY2(session.run()->state == runner::RunState::Succeeded, session.run()->error.c_str());
        QVERIFY(session.run()->steps[0].state == runner::StepState::Reused);
        QVERIFY(session.run()->steps[1].state == runner::StepState::Done);
        QTRY_COMPARE(session.runs().size(), size_t(2));
        QVERIFY(session.runs()[1].state == runner::RunState::Interrupted); // it stays what it was
        QCOMPARE(halfWritten(project), QStringList());
    }

    // Recorded before the stage got a parameter that it has now.
    void aStepIsKnownWithFewerParameters()
    {
        const QTemporaryDir folder;
        const auto project = writeProject(folder.filePath("project").toStdString());
        const recipe::Recipe recipe = recipe::loadRecipe(Workspace::of(QString::fromStdString(project.string())).recipe);
        const FakeEngine engine;
        const recipe::StageCatalog& catalog = engine.stages();
        const recipe::Plan plan = recipe::expand(recipe, catalog);
        history::History history(project / "history.db");
        history::Recorder recorder(history);
        recorder.onEvent(runner::RunStarted{"20261101-120000-0001", recipe, plan, nlohmann::json::object()});
        runner::Variant variant;
        variant.runId = "20261101-120000-0001";
        variant.id = variant.original = variant.runId + "-1";
        variant.node = plan.steps[0].node;
        variant.stage = plan.steps[0].stage;
        variant.params = plan.steps[0].params;
        QVERIFY(variant.params.size() > 1);
        variant.params.erase(variant.params.begin());
        variant.details["seconds"] = 21.5;
        recorder.onEvent(runner::VariantMeasured{variant});
        recorder.onEvent(runner::RunEnded{});
        QCOMPARE(pastRun(history, history.runs()[0], catalog).steps[0].seconds, 21.5);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], kVictim) == 0) {
        setUp();
        return runAndWait(QString::fromLocal8Bit(argv[2]));
    }
    TestSessionHistory test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_session_history.moc"
