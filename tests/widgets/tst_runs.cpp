#include "fake_engine.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/main_window/main_window.h"
#include "widgets/pipeline/pipeline_scene.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/runs/failure_card.h"
#include "widgets/runs/queue_model.h"
#include "widgets/runs/queue_panel.h"
#include "widgets/runs/run_summary.h"
#include "widgets/runs/runs_place.h"
#include "widgets/session/queue_file.h"
#include "widgets/session/run_notifier.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace lathe;
using namespace lathe::widgets;
using namespace std::chrono_literals;

namespace {

struct Workbench {
    explicit Workbench(const FakeEngine::Knobs& knobs, const QTemporaryDir* shared = nullptr)
        : project((shared ? *shared : folder).filePath("project").toStdString()), themes(*qApp),
          engine([knobs] { return std::make_unique<FakeEngine>(knobs); })
    {
        if (!std::filesystem::exists(project / "recipes"))
            writeProject(project);
        session = std::make_unique<Session>(
            engine, Workspace::of(QString::fromStdString(project.string())));
        window = std::make_unique<MainWindow>(*session, themes);
        window->setAtClose(MainWindow::AtClose::StopAndClose);
        window->show();
    }
    void startAndWaitForAStep() const
    {
        session->startRun();
        QTRY_VERIFY_WITH_TIMEOUT(session->run() &&
                                     session->run()->state == runner::RunState::Running &&
                                     !session->run()->steps.empty() &&
                                     session->run()->steps[0].state == runner::StepState::Running,
                                 10000);
    }
    void waitForTheEnd() const { QTRY_VERIFY_WITH_TIMEOUT(!session->isRunning(), 30000); }
    [[nodiscard]] RunsPlace& runs() const { return *window->runsPlace(); }

    QTemporaryDir folder;
    std::filesystem::path project;
    ThemeManager themes;
    EngineThread engine;
    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;
};

class FakeSink final : public NotificationSink {
public:
    explicit FakeSink(std::vector<QString>& told) : m_told(told) {}
    bool tell(const QString& title, const QString& text) override
    {
        m_told.push_back(title + ": " + text);
        return true;
    }

private:
    std::vector<QString>& m_told;
};

recipe::Recipe named(const recipe::Recipe& recipe, const std::string& name)
{
    recipe::Recipe other = recipe;
    other.name = name;
    return other;
}

std::vector<std::string> names(const RunQueue& queue)
{
    std::vector<std::string> names;
    for (const QueuedRun& run : queue.waiting())
        names.push_back(run.recipe.name);
    return names;
}

} // namespace

class TestRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test-runs");
        QSettings().clear();
    }

    void queueKeepsOrder()
    {
        RunQueue queue;
        QueueModel model(queue);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const quint64 a = queue.add(named({}, "a"), 2);
        (void)queue.add(named({}, "b"), 3);
        const quint64 c = queue.add(named({}, "c"), 4);
        queue.move(c, -2);
        QCOMPARE(names(queue), (std::vector<std::string>{"c", "a", "b"}));
        queue.move(c, 99);
        queue.move(a, -1); // already first
        QCOMPARE(names(queue), (std::vector<std::string>{"a", "b", "c"}));
        QCOMPARE(model.index(2, QueueModel::Name).data().toString(), QString("c"));
        QCOMPARE(model.index(2, QueueModel::Variants).data().toInt(), 4);
        QCOMPARE(model.index(2, QueueModel::Time).data().toString(), QString("not known"));
        queue.remove(a);
        QCOMPARE(queue.takeFirst()->recipe.name, std::string("b"));
        QCOMPARE(model.rowCount(), 1);
    }

    // A run during a run waits, as the recipe was then, and starts by itself.
    void aRunIsQueuedAsItIsNow()
    {
        Workbench bench({200ms, {}});
        QTRY_VERIFY(bench.session->data());
        bench.startAndWaitForAStep();
        bench.session->document().setName("as it was");
        QTest::mouseClick(bench.window->header()->queueButton(), Qt::LeftButton);
        bench.session->document().setName("as it is");
        QCOMPARE(names(bench.session->queue()), std::vector<std::string>{"as it was"});
        bench.window->goTo(MainWindow::Runs);
        QVERIFY(bench.runs().queue()->isVisible());
        QVERIFY(!bench.runs().queue()->startButton()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(bench.session->queue().waiting().empty(), 30000);
        QTRY_COMPARE_WITH_TIMEOUT(bench.session->run()->recipe.name, std::string("as it was"),
                                  10000);
        QTRY_COMPARE_WITH_TIMEOUT(bench.session->runs().size(), size_t(2), 30000);
        bench.waitForTheEnd();
        bench.session->document().undoStack()->setClean();
    }

    // What waits outlives the window, and is held until its user lets it go; so it is after a
    // cancel.
    void theQueueSurvives()
    {
        const QTemporaryDir folder;
        {
            Workbench bench({20s, {}}, &folder);
            QTRY_VERIFY(bench.session->data());
            bench.startAndWaitForAStep();
            bench.session->startRun();
            QVERIFY(bench.window->close());
        }
        QCOMPARE(loadQueue(std::filesystem::path(folder.filePath("project").toStdString()) /
                           "queue.json")
                     .size(),
                 size_t(1));
        Workbench bench({0ms, {}}, &folder);
        QTRY_COMPARE(bench.session->queue().waiting().size(), size_t(1));
        QVERIFY(bench.session->queue().isHeld());
        QCOMPARE(bench.session->queue().waiting()[0].variants,
                 bench.session->document().variantCount());
        bench.window->goTo(MainWindow::Runs);
        QTest::mouseClick(bench.runs().queue()->startButton(), Qt::LeftButton);
        QVERIFY(bench.session->isRunning());
        bench.waitForTheEnd();
        QVERIFY(bench.session->run()->state == runner::RunState::Succeeded);
        QTRY_VERIFY(!std::filesystem::exists(bench.project / "queue.json"));
    }

    void anUnreadableQueueIsLeftAlone()
    {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "queue.json";
        writeFile(file, R"({"formatVersion": 99, "runs": []})");
        RunQueue queue;
        QSignalSpy failed(&queue, &RunQueue::failed);
        queue.open(file, FakeEngine().stages());
        QVERIFY(failed.wait());
        (void)queue.add({}, 1);
        QCOMPARE(readJson(file).at("formatVersion").get<int>(), 99);
    }

    void pausesAndGoesOn()
    {
        Workbench bench({2s, {}});
        QTRY_VERIFY(bench.session->data());
        bench.window->goTo(MainWindow::Runs);
        bench.startAndWaitForAStep();
        QTest::mouseClick(bench.runs().summary()->pauseButton(), Qt::LeftButton);
        QVERIFY(bench.session->isPaused());
        QCOMPARE(bench.runs().summary()->stateText(), QString("paused"));
        QCOMPARE(bench.window->header()->pauseButton()->text(), QString("Resume"));
        QVERIFY(bench.window->windowTitle().startsWith("Paused"));
        const NodeRun* card = bench.window->pipelineView()->scene()->nodeRun("tune");
        QVERIFY(card);
        QCOMPARE(card->text(), QString("paused"));
        QTest::qWait(300); // the batch at work ends
        const double fraction = bench.session->run()->fraction;
        const double seconds = bench.session->runSeconds();
        QTest::qWait(400); // longer than four batches take
        QCOMPARE(bench.session->run()->fraction, fraction);
        QCOMPARE(bench.session->runSeconds(), seconds);
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        QTest::keyClick(bench.window.get(), Qt::Key_F8);
        QVERIFY(!bench.session->isPaused());
        QTRY_VERIFY_WITH_TIMEOUT(bench.session->run()->fraction > fraction, 5000);
        // A paused run can be cancelled, and is no longer paused then.
        bench.session->setPaused(true);
        bench.session->cancelRun();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session->isRunning(), 1000);
        QVERIFY(!bench.session->isPaused());
    }

    void cancelsAndResumesAtEachStage_data()
    {
        QTest::addColumn<QString>("stage");
        for (const char* stage :
             {"finetune", "prune.structured", "distill.logits", "quantize.int8"})
            QTest::newRow(stage) << stage;
    }

    void cancelsAndResumesAtEachStage()
    {
        QFETCH(QString, stage);
        Workbench bench({100ms, {}});
        QTRY_VERIFY(bench.session->data());
        int doneBefore = 0;
        connect(bench.session.get(), &Session::runEvent, this, [&](const runner::Event& event) {
            const auto* step = std::get_if<runner::StepChanged>(&event);
            if (!step)
                return;
            doneBefore += step->state == runner::StepState::Done;
            if (step->state == runner::StepState::Running &&
                bench.session->run()->plan.steps[size_t(step->step)].stage == stage.toStdString())
                bench.session->cancelRun();
        });
        bench.session->startRun();
        bench.session->startRun(); // waits
        bench.waitForTheEnd();
        QVERIFY(bench.session->run()->state == runner::RunState::Cancelled);
        QVERIFY(bench.session->queue().isHeld()); // a cancel stops what waits, too
        bench.session->queue().remove(bench.session->queue().waiting()[0].id);
        disconnect(bench.session.get(), nullptr, this, nullptr);
        QCOMPARE(bench.runs().summary()->resumeButton()->text(), QString("Resume"));
        bench.runs().summary()->resumeButton()->click();
        bench.waitForTheEnd();
        const RunRecord& run = *bench.session->run();
        QVERIFY(run.state == runner::RunState::Succeeded);
        QCOMPARE(int(std::count_if(run.steps.begin(), run.steps.end(),
                                   [](const RunRecord::Step& step) {
                                       return step.state == runner::StepState::Reused;
                                   })),
                 doneBefore);
        QCOMPARE(bench.runs().summary()->resumeButton()->text(), QString("Run again"));
    }

    void aFailureIsExplained()
    {
        Workbench bench({0ms, "quantize.int8"});
        QTRY_VERIFY(bench.session->data());
        bench.session->startRun();
        bench.waitForTheEnd();
        QTRY_COMPARE(bench.window->place(), MainWindow::Runs);
        FailureCard& card = *bench.runs().failure();
        QVERIFY(card.isVisible());
        QVERIFY2(card.title().contains("Int8"), qPrintable(card.title()));
        QVERIFY2(card.text().startsWith("layer 3: the gradient is not finite"),
                 qPrintable(card.text()));
        QVERIFY(card.text().endsWith("What to try: Lower the learning rate."));
        const auto button = [&](const QString& text) {
            for (QPushButton* found : card.findChildren<QPushButton*>())
                if (found->text() == text)
                    return found;
            return static_cast<QPushButton*>(nullptr);
        };
        button("Copy diagnostics")->click();
        const QString copied = QGuiApplication::clipboard()->text();
        for (const char* part : {"gradient is not finite", "Lower the learning rate",
                                 "quantize.int8", "\"threads\"", "\"formatVersion\": 1"})
            QVERIFY2(copied.contains(part), part);
        QVERIFY(!copied.contains("library for data files")); // a text of the data
        button("Open step on the canvas")->click();
        QCOMPARE(bench.window->place(), MainWindow::Pipeline);
        QCOMPARE(bench.window->pipelineView()->selectedNodes(), std::vector<std::string>{"int8"});
        button("Retry")->click();
        QVERIFY(bench.session->isRunning());
        QVERIFY(!card.isVisibleTo(&bench.runs()));
        bench.waitForTheEnd();
    }

    // What failed is told again by the history.
    void aPastFailureIsExplained()
    {
        const QTemporaryDir folder;
        {
            Workbench bench({0ms, "prune.structured"}, &folder);
            QTRY_VERIFY(bench.session->data());
            bench.session->startRun();
            bench.waitForTheEnd();
        }
        Workbench bench({0ms, {}}, &folder);
        QTRY_VERIFY(bench.session->run());
        const runner::Failure failure = bench.session->run()->whatFailed();
        QCOMPARE(failure.remedy, std::string("Lower the learning rate."));
        QCOMPARE(failure.node, std::string("prune"));
        QVERIFY(failure.kind == ErrorKind::Failure);
    }

    void tellsHowARunEnded_data()
    {
        QTest::addColumn<QString>("failing");
        QTest::addColumn<bool>("isOn");
        QTest::addColumn<QString>("told");
        QTest::newRow("finished") << "" << true << "Debian sections has finished: %1 variants in ";
        QTest::newRow("failed") << "finetune" << true << "Debian sections failed: Fine-tune";
        QTest::newRow("off") << "" << false << "";
    }

    void tellsHowARunEnded()
    {
        QFETCH(QString, failing);
        QFETCH(bool, isOn);
        QFETCH(QString, told);
        QSettings().setValue("notifications", isOn);
        Workbench bench({0ms, failing.toStdString()});
        std::vector<QString> heard;
        bench.window->notifier()->setSink(std::make_unique<FakeSink>(heard));
        QTRY_VERIFY(bench.session->data());
        bench.window->hide(); // not the active one
        QTRY_VERIFY(!bench.window->isActiveWindow());
        bench.session->startRun();
        bench.waitForTheEnd();
        QSettings().remove("notifications");
        QCOMPARE(heard.size(), size_t(told.isEmpty() ? 0 : 1));
        if (!told.isEmpty())
            QVERIFY2(heard[0].startsWith(told.replace(
                         "%1", QString::number(bench.session->document().variantCount()))),
                     qPrintable(heard[0]));
        if (failing.isEmpty() && isOn)
            QVERIFY2(heard[0].contains("Smallest: "), qPrintable(heard[0]));
    }

    void closingAsksDuringARun()
    {
        Workbench bench({20s, {}});
        QTRY_VERIFY(bench.session->data());
        bench.startAndWaitForAStep();
        bench.window->setAtClose(MainWindow::AtClose::Ask);
        QString buttons;
        QTimer::singleShot(0, this, [&] {
            auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(question);
            for (QAbstractButton* button : question->buttons())
                buttons += button->text() + "|";
            question->defaultButton()->click();
        });
        QVERIFY(!bench.window->close());
        QVERIFY(buttons.contains("Stop and close|"));
        QVERIFY(buttons.contains("Keep running|"));
        QVERIFY(bench.session->isRunning() && !bench.session->isCancelling());
        bench.window->setAtClose(MainWindow::AtClose::StopAndClose);
        QVERIFY(bench.window->close());
    }

    // The first run teaches what the second one takes; it stands beside Run and in the notes.
    void forecasts()
    {
        Workbench bench({200ms, {}});
        QTRY_VERIFY(bench.session->data());
        RunEstimator& estimator = bench.session->estimator();
        QTRY_VERIFY_WITH_TIMEOUT(estimator.forecast() && estimator.forecast()->knowsCache, 10000);
        QVERIFY(!estimator.forecast()->estimate.wholeSeconds());
        QVERIFY(!bench.window->header()->runButton()->text().contains("min"));
        bench.session->startRun();
        bench.waitForTheEnd();
        const int steps = bench.session->document().variantCount();
        QTRY_COMPARE_WITH_TIMEOUT(estimator.forecast()->estimate.cached, steps, 10000);
        // The other seed finds nothing in the cache, and the same work on this machine.
        bench.session->document().setSeed(99);
        QTRY_COMPARE_WITH_TIMEOUT(estimator.forecast()->estimate.cached, 0, 10000);
        const auto seconds = estimator.forecast()->estimate.wholeSeconds();
        QVERIFY(seconds.has_value());
        const double speed = bench.session->document().recipe().measure.secondsPerVariant * steps;
        const double told = seconds->likely - speed;
        double took = 0;
        for (const RunRecord::Step& step : bench.session->run()->steps)
            took += step.seconds;
        QVERIFY(told >= 0.2 * steps); // each step slept for 0.2 s
        QVERIFY2(told < 2 * took, qPrintable(QString("%1 %2").arg(told).arg(took)));
        QVERIFY(bench.window->header()->runButton()->text().startsWith(
            QString("Run %1 variants · ").arg(steps)));
        bench.session->document().undoStack()->setClean();
    }
};

QTEST_MAIN(TestRuns)
#include "tst_runs.moc"
