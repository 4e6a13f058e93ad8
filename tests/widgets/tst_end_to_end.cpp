#include "core/base/files.h"
#include "core/base/process_usage.h"
#include "core/engine/torch_engine.h"
#include "core/history/history.h"
#include "widgets/common/banner.h"
#include "widgets/compare/compare_place.h"
#include "widgets/compare/scatter_view.h"
#include "widgets/compare/variant_model.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/main_window/main_window.h"
#include "widgets/runs/runs_place.h"
#include "tests/sanitized.h"
#include "watchdog.h"

#include <fmt/format.h>

#include <QElapsedTimer>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;

namespace {

constexpr int kLongestBlockMs = kSanitized ? 2000 : 200;
constexpr int kRunMs = kSanitized ? 1200000 : 120000;

// Rows that the vocabulary of the fixture can tell apart.
std::string rows(int count)
{
    const char* topics[] = {"file", "network", "process"};
    std::string text = "text\tlabel\n";
    for (int i = 0; i < count; ++i) {
        const std::string topic = topics[i % 3];
        text += fmt::format("the {} and {} {}\t{}\n", topic, topic, i, topic);
    }
    return text;
}

} // namespace

// The whole way with the real engine: open, compose, run, cancel, resume, compare.
class TestEndToEnd : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    std::filesystem::path project() const { return m_folder.path().toStdString(); }

    // fine-tune -> prune -> int8 on the fixture's model, as a user would put it together.
    void compose(RecipeDocument& document) const
    {
        document.setModel(std::filesystem::path(LATHE_TEST_DATA) / "models" / "bert-multiclass");
        data::DataSpec data;
        data.train = project() / "train.tsv";
        data.test = project() / "test.tsv";
        data.labelColumn = "label";
        document.setDataSpec(data);
        document.setMaxLength(32);
        recipe::MeasureSpec measure;
        measure.texts = 6;
        measure.secondsPerVariant = 0.1;
        document.setMeasure(measure);
        const auto tune = document.addNode("finetune", {300, 100}, recipe::kSource);
        const auto prune = document.addNode("prune.structured", {600, 100}, tune);
        (void)document.addNode("quantize.int8", {900, 100}, prune);
        QVERIFY(document.setParam(tune, "epochs", {15.0}));
        QVERIFY(document.setParam(tune, "batchSize", {int64_t(4)}));
        QVERIFY(document.setParam(tune, "learningRate", {0.005}));
        QVERIFY(document.setParam(prune, "calibrationRows", {int64_t(30)}));
        QVERIFY(document.setParam(prune, "epochs", {40.0}));
        QVERIFY(document.setParam(prune, "batchSize", {int64_t(4)}));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        QSettings().clear();
        writeFile(project() / "train.tsv", rows(60));
        writeFile(project() / "test.tsv", rows(24));
    }

    void composeRunCancelResumeCompare()
    {
        ThemeManager themes(*qApp);
        EngineThread engine([] { return std::make_unique<engine::TorchEngine>(); });
        Session session(engine, Workspace::of(m_folder.path()));
        MainWindow window(session, themes);
        window.show();
        compose(session.document());
        QCOMPARE(session.document().variantCount(), 3);
        QTRY_VERIFY_WITH_TIMEOUT(session.model() && session.data(), 30000);
        QCOMPARE(session.model()->layers.size(), size_t(3));
        QCOMPARE(session.data()->data->labels.names.size(), size_t(3));
        QPushButton* button = window.header()->runButton();
        QCOMPARE(button->text(), QString("Run 3 variants"));

        // Cancelled in the middle of the second step.
        Watchdog watchdog;
        QTest::mouseClick(button, Qt::LeftButton);
        const auto isPruning = [&] {
            const RunRecord* run = session.run();
            return run && run->steps.size() == 3 &&
                   run->steps[0].state == runner::StepState::Done &&
                   run->steps[1].state == runner::StepState::Running && run->steps[1].fraction > 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isPruning(), kRunMs);
        // Paused, it stands still within half a second and frees the processor.
        session.setPaused(true);
        QTest::qWait(500 * kLongestBlockMs / 200);
        const double fraction = session.run()->steps[1].fraction;
        ProcessUsage usage;
        (void)usage.cores();
        QTest::qWait(500);
        const double cores = usage.cores().value_or(1);
        QVERIFY2(cores < 0.2, qPrintable(QString::number(cores)));
        QCOMPARE(session.run()->steps[1].fraction, fraction);
        session.setPaused(false);
        QTRY_VERIFY_WITH_TIMEOUT(session.run()->steps[1].fraction > fraction, kRunMs);
        QElapsedTimer answer;
        answer.start();
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(button->text(), QString("Cancelling…"));
        while (session.isRunning() && answer.elapsed() < kRunMs)
            QTest::qWait(5);
        const qint64 answered = answer.elapsed();
        QVERIFY2(session.run()->state == runner::RunState::Cancelled, session.run()->error.c_str());
        QVERIFY2(answered < 500 * kLongestBlockMs / 200, qPrintable(QString::number(answered)));
        QVERIFY(session.run()->steps[1].state == runner::StepState::Cancelled);
        QCOMPARE(session.run()->variants.size(), size_t(1));

        // The second run goes on from the finished step.
        const std::string cancelled = session.run()->runId;
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!session.isRunning(), kRunMs);
        const RunRecord& run = *session.run();
        QVERIFY2(run.state == runner::RunState::Succeeded, run.error.c_str());
        QVERIFY(run.runId != cancelled);
        QVERIFY(run.steps[0].state == runner::StepState::Reused);
        QVERIFY(run.steps[2].state == runner::StepState::Done);

        ComparePlace& compare = *window.comparePlace();
        QTRY_COMPARE(compare.variantModel()->rowCount(), 3);
        QTRY_COMPARE(compare.scatter()->shownDots(), 3);
        QTRY_COMPARE(session.runs().size(), size_t(2));
        const auto size = [&](size_t i) { return run.variants[i].metrics.at("sizeBytes"); };
        QVERIFY(size(1) < size(0));
        QVERIFY(size(2) < size(1));
        const double accuracy = run.variants[0].metrics.at("accuracy");
        QVERIFY2(accuracy > 0.6, qPrintable(QString::number(accuracy))); // chance: 0.33

        // Details under the pointer, selection shared with the table.
        window.goTo(MainWindow::Compare);
        QTest::qWait(100);
        ScatterView& scatter = *compare.scatter();
        const std::string id = compare.variantModel()->at(1).variant->id;
        const QPoint dot = scatter.dotPosition(id).toPoint();
        const QImage before = scatter.grab().toImage();
        QTest::mouseMove(&scatter, dot);
        QTRY_COMPARE(scatter.cursor().shape(), Qt::PointingHandCursor);
        QVERIFY(scatter.grab().toImage() != before);
        const qint64 longest = watchdog.longest();
        qInfo("cancel answered after %lld ms; the event loop was never away for more than %lld ms",
              answered, longest);
        QVERIFY2(longest < kLongestBlockMs, qPrintable(QString::number(longest)));
        session.document().undoStack()->setClean();
    }

    // A window that opens later shows the last run from the history.
    void lastRunIsShownFromTheHistory()
    {
        ThemeManager themes(*qApp);
        EngineThread engine([] { return std::make_unique<engine::TorchEngine>(); });
        Session session(engine, Workspace::of(m_folder.path()));
        MainWindow window(session, themes);
        window.show();
        window.goTo(MainWindow::Runs);
        QTRY_VERIFY_WITH_TIMEOUT(session.run(), 10000);
        const RunRecord& run = *session.run();
        QVERIFY(!session.isRunning());
        QVERIFY(run.state == runner::RunState::Succeeded);
        QCOMPARE(run.steps.size(), size_t(3));
        QVERIFY(run.steps[2].state == runner::StepState::Done);
        QVERIFY(run.curves.at(1).at("loss").size() > 1);
        QTRY_VERIFY(
            window.runsPlace()->findChild<QPlainTextEdit*>()->toPlainText().contains("Fine-tune"));
    }

    // Bad input is explained in the window, and nothing is run.
    void wrongColumnIsRefused()
    {
        ThemeManager themes(*qApp);
        EngineThread engine([] { return std::make_unique<engine::TorchEngine>(); });
        Session session(engine, Workspace::of(m_folder.path()));
        MainWindow window(session, themes);
        window.show();
        compose(session.document());
        data::DataSpec data = session.document().recipe().data;
        data.labelColumn = "category";
        session.document().setDataSpec(data);
        QTest::mouseClick(window.header()->runButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!session.isRunning(), 30000);
        const Banner& banner = *window.runsPlace()->banner();
        QCOMPARE(window.place(), MainWindow::Runs);
        QCOMPARE(banner.title(), QString("The run did not start"));
        QVERIFY2(banner.text().contains("category") && banner.text().contains("train.tsv"),
                 qPrintable(banner.text()));
        session.document().undoStack()->setClean();
    }
};

QTEST_MAIN(TestEndToEnd)
#include "tst_end_to_end.moc"
