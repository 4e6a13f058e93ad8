#include "core/base/process_usage.h"
#include "core/recipe/recipe_file.h"
#include "qt_warnings.h"
#include "real_workbench.h"
#include "tests/sanitized.h"
#include "user.h"
#include "watchdog.h"
#include "widgets/compare/compare_place.h"
#include "widgets/compare/scatter_view.h"
#include "widgets/compare/variant_model.h"
#include "widgets/data/data_spec_dialog.h"
#include "widgets/history/history_model.h"
#include "widgets/history/history_place.h"
#include "widgets/history/history_table.h"
#include "widgets/history/run_details.h"
#include "widgets/history/search_field.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/report/page_view.h"
#include "widgets/report/report_place.h"
#include "widgets/runs/runs_place.h"
#include "widgets/try/answer_card.h"
#include "widgets/try/try_place.h"

#include <QElapsedTimer>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QTreeView>

using namespace lathe;
using namespace lathe::widgets;

namespace {

constexpr double kLongestTurnMs = kSanitized ? 2000 : 50; // of work
constexpr double kBlockedTimes = 4;                       // as much with sleep; see the watchdog
constexpr int kAnswerMs = kSanitized ? 5000 : 500; // to pause and cancel
constexpr int kSoonMs = kSanitized ? 300000 : 60000;
constexpr int kRunMs = kSanitized ? 1200000 : 240000;

} // namespace

// The whole way with the real engine, by mouse and keys: compose, run, pause, cancel, resume, compare, look back, try,
// report, save.
class TestEndToEnd : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<QtWarnings> m_warnings;
    double m_longestMs = 0; // that one event may keep the window
    std::unique_ptr<RealWorkbench> m_opened;

    [[nodiscard]] std::filesystem::path project() const { return m_folder.path().toStdString(); }
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(name); }
    [[nodiscard]] Session& session() const { return m_opened->session; }
    [[nodiscard]] MainWindow& window() const { return m_opened->window; }
    [[nodiscard]] static Watchdog& watchdog() { return *static_cast<Watchdog*>(qApp); }

private Q_SLOTS:
    void initTestCase()
    {
        m_warnings = std::make_unique<QtWarnings>();
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QSettings().clear();
        writeTopics(project() / "sections.train.tsv", 60);
        writeTopics(project() / "sections.test.tsv", 24);
        m_longestMs = kLongestTurnMs * Watchdog::slowness();
        m_opened = std::make_unique<RealWorkbench>(m_folder.path());
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }
    void init() { watchdog().reset(); }
    // What each part of the way did to the window.
    void cleanup()
    {
        const Watchdog::Turn& busiest = watchdog().busiest();
        const Watchdog::Turn& longest = watchdog().longest();
        qInfo("busy for %.1f of %.0f ms: %s; blocked for %.1f ms: %s", busiest.busyMs, m_longestMs,
              qPrintable(busiest.what), longest.blockedMs, qPrintable(longest.what));
        QVERIFY(busiest.busyMs < m_longestMs);
        QVERIFY(longest.blockedMs < kBlockedTimes * m_longestMs);
        QCOMPARE(m_warnings->taken(), QStringList());
    }
    void cleanupTestCase()
    {
        m_opened.reset();
        QCOMPARE(m_warnings->taken(), QStringList());
    }

    void modelAndDataAreDropped()
    {
        user::drop(window(), {QString(LATHE_TEST_DATA) + "/models/bert-multiclass"});
        QTRY_VERIFY_WITH_TIMEOUT(session().model(), kSoonMs);
        QCOMPARE(session().model()->layers.size(), size_t(3));
        user::answerNext<DataSpecDialog>([](DataSpecDialog& dialog) {
            return dialog.accepting()->isEnabled() && (user::click(dialog.accepting()), true);
        });
        user::drop(window(), {path("sections.train.tsv"), path("sections.test.tsv")});
        QTRY_VERIFY_WITH_TIMEOUT(session().data(), kSoonMs);
        QCOMPARE(session().data()->data->labels.names.size(), size_t(3));
        QCOMPARE(session().data()->data->test.size(), size_t(24));
    }

    // fine-tune -> prune -> int8; the last wire is led by the mouse.
    void stagesArePutTogether()
    {
        window().goTo(MainWindow::Pipeline);
        PipelineView& view = *window().pipelineView();
        QTRY_VERIFY_WITH_TIMEOUT(view.canvas()->isVisible(), kSoonMs);
        user::clickCard(view, recipe::kSource);
        user::setField(view, "maxLength", "32");
        user::setField(view, "texts", "6");
        user::setField(view, "secondsPerVariant", "0.1");
        const std::string tune = user::addStage(view, "finetune");
        user::setField(view, "epochs", "10");
        user::setField(view, "batchSize", "4");
        user::setField(view, "learningRate", "0.005");
        const std::string prune = user::addStage(view, "prune.structured");
        user::setField(view, "sparsity", "0.3");
        user::setField(view, "calibrationRows", "30");
        user::setField(view, "epochs", "10");
        user::setField(view, "batchSize", "4");
        user::clickCard(view, tune);
        const std::string small = user::addStage(view, "quantize.int8");
        const auto inputOf = [&](const std::string& node) {
            return session().document().recipe().node(node)->inputs.at("model");
        };
        QCOMPARE(inputOf(prune), tune);
        QCOMPARE(inputOf(small), tune);
        QTRY_VERIFY_WITH_TIMEOUT(view.scene()->card(small), kSoonMs);
        view.canvas()->fit();
        user::drag(*view.canvas()->viewport(), user::portPoint(view, prune),
                   user::portPoint(view, small, "model"));
        QCOMPARE(inputOf(small), prune);
        QCOMPARE(session().document().variantCount(), 3);
        QCOMPARE(window().header()->runButton()->text(), QString("Run 3 variants"));
    }

    void runIsPausedAndCancelled()
    {
        HeaderBar& header = *window().header();
        user::click(header.runButton());
        const auto isPruning = [&] {
            const RunRecord* run = session().run();
            return run && run->steps.size() == 3 && run->steps[0].state == runner::StepState::Done &&
                   run->steps[1].state == runner::StepState::Running && run->steps[1].fraction > 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isPruning(), kRunMs);

        // Paused, it stands still within half a second and frees the processor.
        user::click(header.pauseButton());
        QTest::qWait(kAnswerMs);
        const double fraction = session().run()->steps[1].fraction;
        ProcessUsage usage;
        (void)usage.cores();
        QTest::qWait(500);
        QVERIFY(usage.cores().value_or(1) < 0.2);
        QCOMPARE(session().run()->steps[1].fraction, fraction);
        user::click(header.pauseButton());
        QTRY_VERIFY_WITH_TIMEOUT(session().run()->steps[1].fraction > fraction, kRunMs);

        QElapsedTimer answer;
        answer.start();
        user::click(header.runButton());
        QCOMPARE(header.runButton()->text(), QString("Cancelling…"));
        QTRY_VERIFY_WITH_TIMEOUT(!session().isRunning(), kRunMs);
        const qint64 answered = answer.elapsed();
        qInfo("cancel answered after %lld ms", answered);
        QVERIFY(session().run()->state == runner::RunState::Cancelled);
        QVERIFY(answered < kAnswerMs);
        QVERIFY(session().run()->steps[1].state == runner::StepState::Cancelled);
        QCOMPARE(session().run()->variants.size(), size_t(1));
    }

    // The second run goes on from the finished step, while every place is looked at.
    void resumedRunReusesFinishedSteps()
    {
        const std::string cancelled = session().run()->runId;
        user::click(window().header()->runButton());
        QTRY_VERIFY_WITH_TIMEOUT(session().run()->runId != cancelled, kRunMs);
        for (int place = 0; session().isRunning(); place = (place + 1) % MainWindow::PlaceCount) {
            window().goTo(MainWindow::Place(place));
            QTest::qWait(100);
        }
        const RunRecord& run = *session().run();
        QVERIFY2(run.state == runner::RunState::Succeeded, run.error.c_str());
        QVERIFY(run.steps[0].state == runner::StepState::Reused);
        QVERIFY(run.steps[2].state == runner::StepState::Done);
        const auto size = [&](size_t i) { return run.variants[i].metrics.at("sizeBytes"); };
        for (const runner::Variant& variant : run.variants) // one that collapsed is not compared
            QCOMPARE(variant.warning, std::string());
        QVERIFY(size(1) < size(0));
        QVERIFY(size(2) < size(1));
        QVERIFY(run.variants[0].metrics.at("accuracy") > 0.6); // chance: 0.33
    }

    void variantsAreCompared()
    {
        window().goTo(MainWindow::Compare);
        ComparePlace& compare = *window().comparePlace();
        QTRY_COMPARE_WITH_TIMEOUT(compare.variantModel()->rowCount(), 3, kSoonMs);
        QTRY_COMPARE_WITH_TIMEOUT(compare.scatter()->shownDots(), 3, kSoonMs);
        QTest::qWait(100);
        // Details under the pointer, selection shared with the table.
        ScatterView& scatter = *compare.scatter();
        const QPoint dot = scatter.dotPosition(compare.variantModel()->at(1).variant->id).toPoint();
        const QImage before = scatter.grab().toImage();
        QTest::mouseMove(&scatter, dot);
        QTRY_COMPARE_WITH_TIMEOUT(scatter.cursor().shape(), Qt::PointingHandCursor, kSoonMs);
        QVERIFY(scatter.grab().toImage() != before);
    }

    void historyShowsBothRuns()
    {
        window().goTo(MainWindow::History);
        HistoryPlace& history = *window().historyPlace();
        QTRY_COMPARE_WITH_TIMEOUT(history.model()->rowCount(), 2, kSoonMs);
        QTest::keyClicks(history.search()->edit(), "no such run");
        QTRY_VERIFY_WITH_TIMEOUT(history.saysNothingMatches(), kSoonMs);
        QTest::keyClick(history.search()->edit(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(history.search()->edit(), Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(history.model()->rowCount(), 2, kSoonMs);
        QTreeView& view = *history.table()->view();
        const QModelIndex newest = history.model()->index(0, 0);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(newest).center());
        user::clickTab(*history.details()->findChild<QTabWidget*>(), RunDetails::Log);
        const auto& log = *history.details()->page(RunDetails::Log);
        QTRY_VERIFY_WITH_TIMEOUT(log.toPlainText().contains("Fine-tune"), kSoonMs);
    }

    void textsAreAnswered()
    {
        window().goTo(MainWindow::Try);
        TryPlace& place = *window().tryPlace();
        QTRY_VERIFY_WITH_TIMEOUT(place.editor()->isVisible(), kSoonMs);
        QTest::keyClicks(place.editor(), "the network and network");
        const TryStore& store = *place.store();
        QTRY_VERIFY_WITH_TIMEOUT(place.cards().size() > 1 && !store.answers().empty() && !store.isWaiting(), kSoonMs);
        for (const TryStore::Answer& answer : store.answers())
            QVERIFY2(answer.state == TryStore::State::Ready, qPrintable(answer.trouble.text));
        for (size_t i = 0; i < store.answers().size(); ++i)
            QVERIFY(!place.cards()[i]->decision().isEmpty());
    }

    void reportIsMadeAndSaved()
    {
        window().goTo(MainWindow::Compare);
        HeaderBar& header = *window().header();
        QTRY_VERIFY_WITH_TIMEOUT(header.reportButton()->isVisible(), kSoonMs);
        user::click(header.reportButton());
        QCOMPARE(window().place(), MainWindow::Report);
        ReportPlace& report = *window().reportPlace();
        QTRY_VERIFY_WITH_TIMEOUT(report.document(), kSoonMs);
        QTRY_VERIFY_WITH_TIMEOUT(report.preview()->pageCount() > 3, kSoonMs);
        user::nameFile<QFileDialog>(path("report.pdf"));
        user::click(header.reportButton());
        QFile pdf(path("report.pdf"));
        QTRY_VERIFY_WITH_TIMEOUT(pdf.exists(), kSoonMs);
        QVERIFY(pdf.open(QIODevice::ReadOnly) && pdf.read(5) == "%PDF-");
    }

    void recipeIsSaved()
    {
        window().goTo(MainWindow::Pipeline);
        user::focus(window());
        user::nameFile<QFileDialog>(path("made.json"));
        QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!session().document().isModified(), kSoonMs);
        QCOMPARE(recipe::loadRecipe(project() / "made.json").nodes.size(), size_t(3));
    }

    // A window that opens later shows the last run from the history.
    void lastRunIsShownFromTheHistory()
    {
        m_opened.reset();
        m_opened = std::make_unique<RealWorkbench>(m_folder.path());
        window().goTo(MainWindow::Runs);
        QTRY_VERIFY_WITH_TIMEOUT(session().run(), kSoonMs);
        const RunRecord& run = *session().run();
        QVERIFY(!session().isRunning());
        QVERIFY(run.state == runner::RunState::Succeeded);
        QCOMPARE(run.steps.size(), size_t(3));
        QVERIFY(run.steps[2].state == runner::StepState::Done);
        QVERIFY(run.curves.at(1).at("loss").size() > 1);
        const auto& log = *window().runsPlace()->findChild<QPlainTextEdit*>();
        QTRY_VERIFY_WITH_TIMEOUT(log.toPlainText().contains("Fine-tune"), kSoonMs);
    }
};

int main(int argc, char** argv)
{
    Watchdog application(argc, argv);
    TestEndToEnd test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_end_to_end.moc"
