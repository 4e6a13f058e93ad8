#include "core/export/openvino.h"
#include "fake_runtime.h"
#include "workbench.h"

#include "core/export/zip_file.h"
#include "widgets/compare/compare_place.h"
#include "widgets/compare/variant_group.h"
#include "widgets/export/export_outcome.h"
#include "widgets/export/export_setup.h"
#include "widgets/export/export_window.h"
#include "widgets/export/format_card.h"
#include "widgets/export/proof_choice.h"
#include "widgets/report/report_place.h"
#include "widgets/report/variant_choice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMessageBox>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// The window on a copy of a project that has a run, with runtimes that can be told what to answer.
struct Bench {
    explicit Bench(const fs::path& template_, const FakeEngine::Knobs& knobs = {})
        : project(copyOf(template_)), workbench(project, knobs)
    {
    }
    fs::path copyOf(const fs::path& template_) const
    {
        const fs::path copy = folder.filePath("project").toStdString();
        fs::copy(template_, copy, fs::copy_options::recursive);
        return copy;
    }
    // Of the variants that are kept so the one with the fewest steps.
    [[nodiscard]] std::string variant(const std::string& storage) const
    {
        const runner::Variant* least = nullptr;
        for (const runner::Variant& known : workbench.session.variants())
            if (known.facts.storage == storage && known.original != known.id &&
                (!least || known.lineage.size() < least->lineage.size()))
                least = &known;
        return least ? least->id : std::string();
    }
    ExportWindow& open(const std::string& id)
    {
        workbench.window->exportModel(id);
        return *workbench.window->exportWindow();
    }
    [[nodiscard]] FormatCard* card(const std::string& key)
    {
        for (FormatCard* each : workbench.window->exportWindow()->setup()->cards())
            if (each->format().key == key)
                return each;
        return nullptr;
    }
    [[nodiscard]] fs::path history() const { return project / "history.db"; }
    // What lies in the folder that exports go into.
    [[nodiscard]] QStringList exportsFolder() const
    {
        QStringList names;
        std::error_code none;
        for (const auto& entry : fs::directory_iterator(project / "exports", none))
            names << QString::fromStdString(entry.path().filename().string());
        return names;
    }
    [[nodiscard]] const ComparedVariant* compared(const std::string& id) const
    {
        const auto comparison = workbench.window->comparePlace()->store().comparison();
        const auto index = comparison->indexOf(id);
        return index ? &comparison->variants[*index] : nullptr;
    }

    QTemporaryDir folder;
    FakeRuntimes runtimes;
    fs::path project;
    Workbench workbench;
};

#define OPEN(bench, id)                                                                                                \
    QTRY_VERIFY(!(bench).workbench.session.variants().empty() && (bench).workbench.session.data() &&                   \
                (bench).workbench.session.model());                                                                    \
    ExportWindow& window = (bench).open(id);                                                                           \
    ExportSetup& setup = *window.setup();                                                                              \
    QTRY_VERIFY(!setup.problem().startsWith("Looking"))

} // namespace

class TestExportWindow : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    fs::path m_project;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        QSettings().clear();
        m_project = writeProject(m_folder.filePath("template").toStdString());
        Workbench bench(m_project);
        QTRY_VERIFY(bench.session.data());
        bench.session.startRun();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 30000);
        QTRY_COMPARE(bench.session.runs().size(), size_t(1));
    }

    void offersTheModelsOfTheRun()
    {
        Bench bench(m_project);
        OPEN(bench, bench.variant("int8"));
        QCOMPARE(setup.subject()->variant, bench.variant("int8"));
        // Those of the run, and the recipe's model last, which has no head yet.
        QCOMPARE(setup.models()->count(), int(bench.workbench.session.variants().size()) + 1);
        for (const FormatCard* card : setup.cards()) {
            const std::string why = exports::whyNot(card->format(), setup.subject()->facts); // GGUF holds decoders only
            QCOMPARE(card->isEnabled(), why.empty());
            QCOMPARE(card->reason(), QString::fromStdString(why));
        }
        QVERIFY(bench.card("onnx")->isEnabled());
        QVERIFY(setup.problem().isEmpty());
        QVERIFY(window.mainButton()->isEnabled());

        setup.models()->setCurrentIndex(setup.models()->count() - 1);
        for (const FormatCard* card : setup.cards()) {
            QVERIFY(!card->isEnabled());
            QVERIFY(!card->reason().isEmpty());
        }
        QVERIFY2(bench.card("onnx")->reason().contains("no classification head"), qPrintable(bench.card("onnx")->reason()));
        QVERIFY(setup.problem().startsWith("No format can hold this model"));
        QVERIFY(!window.mainButton()->isEnabled());
        setup.models()->setCurrentIndex(0);
        QVERIFY(setup.cards().front()->isEnabled());
        QTRY_VERIFY(window.mainButton()->isEnabled());
    }

    // Also when the history is read anew, as after any run.
    void whatIsChosenStays()
    {
        Bench bench(m_project);
        OPEN(bench, bench.variant("int8"));
        const std::string chosen = setup.subject()->variant;
        QVERIFY(setup.models()->currentIndex() > 0);
        setup.folder()->selectAll();
        QTest::keyClicks(setup.folder(), "/somewhere/else");
        QSignalSpy read(&bench.workbench.session, &Session::historyChanged);
        bench.workbench.session.refreshHistory();
        QTRY_VERIFY(read.count() > 0);
        QCOMPARE(setup.subject()->variant, chosen);
        QCOMPARE(setup.folder()->text(), QString("/somewhere/else"));
    }

    void halvesAreOfferedWhereTheFormatTakesThem()
    {
        Bench bench(m_project);
        OPEN(bench, bench.variant("fp32"));
        bench.card("onnx")->click();
        QVERIFY(setup.halves()->isVisibleTo(&setup));
        bench.card("huggingface")->click();
        QVERIFY(!setup.halves()->isVisibleTo(&setup));
        window.offer(bench.variant("int8"));
        bench.card("onnx")->click();
        QVERIFY(!setup.halves()->isVisibleTo(&setup));
    }

    void nothingIsInstalledWithoutPermission()
    {
        Bench bench(m_project);
        OPEN(bench, bench.variant("int8"));
        bench.card("onnx")->click();
        QTRY_VERIFY(setup.problem().isEmpty());
        ProofChoice& proof = *setup.proof();
        QVERIFY(!proof.isProving()); // the runtime is not there
        for (const char* told : {"ONNX Runtime is not installed", "about 60 MB", "PyPI", "lathe/python/onnxruntime",
                                 "requirements-onnxruntime.txt"})
            QVERIFY2(proof.notice().contains(told), qPrintable(proof.notice()));
        proof.prove()->setChecked(true);
        QVERIFY(setup.problem().contains("allow the download"));
        QVERIFY(!window.mainButton()->isEnabled());
        window.start();
        QCOMPARE(window.page(), ExportWindow::Setup);
        proof.prove()->setChecked(false);
        QVERIFY(window.mainButton()->isEnabled());
        QVERIFY(!setup.job().order.verify && !setup.job().order.allowPython);
        proof.allow()->setChecked(true);
        QVERIFY(setup.job().order.verify && setup.job().order.allowPython);

        if (exports::hasOpenVino())
            return; // nothing is missing
        bench.card("openvino")->click(); // made by its runtime: not without it, proven or not; and no permission is carried on
        QTRY_VERIFY2(setup.problem().contains("OpenVINO"), qPrintable(setup.problem()));
        QVERIFY(!proof.isProving() && !proof.allow()->isChecked());
        QVERIFY(!window.mainButton()->isEnabled());
    }

    void aRuntimeThatIsThereProves()
    {
        Bench bench(m_project);
        bench.runtimes.install("onnxruntime");
        OPEN(bench, bench.variant("int8"));
        bench.card("onnx")->click();
        QTRY_VERIFY(setup.proof()->isProving());
        QVERIFY(setup.proof()->notice().isEmpty());
        QVERIFY(!setup.job().order.allowPython);
    }

    // A bundle is proven where it can be; the others are named, and installed when allowed.
    void oneOfSeveralRuntimesIsEnough()
    {
        Bench bench(m_project);
        bench.runtimes.install("onnxruntime");
        OPEN(bench, bench.variant("int8"));
        bench.card("bundle")->click();
        QTRY_VERIFY(setup.problem().isEmpty());
        QVERIFY(setup.proof()->isProving());
        QVERIFY(!setup.proof()->notice().contains("ONNX Runtime is not installed"));
        QCOMPARE(setup.proof()->notice().contains("OpenVINO is not installed"), !exports::hasOpenVino());
        for (const char* told : {"transformers is not installed"})
            QVERIFY2(setup.proof()->notice().contains(told), qPrintable(setup.proof()->notice()));
        QVERIFY(!setup.job().order.allowPython);
    }

    void theFolderIsCheckedWhileTyping()
    {
        Bench bench(m_project);
        OPEN(bench, bench.variant("int8"));
        bench.card("onnx")->click();
        QTRY_VERIFY(setup.problem().isEmpty());
        const QString suggested = setup.folder()->text();
        QVERIFY2(suggested.startsWith(QString::fromStdString((bench.project / "exports/fine-tune").string())) &&
                     suggested.endsWith("int8-onnx"),
                 qPrintable(suggested));
        const auto type = [&](const QString& text) {
            setup.folder()->selectAll();
            QTest::keyClicks(setup.folder(), text);
        };
        type(QString::fromStdString((bench.project / "data").string()));
        QTRY_VERIFY2(setup.problem().contains("not empty"), qPrintable(setup.problem()));
        QVERIFY(!window.mainButton()->isEnabled());
        type(QString::fromStdString((bench.project / "history.db" / "below").string()));
        QTRY_VERIFY2(setup.problem().contains("is a file"), qPrintable(setup.problem()));
        type("somewhere");
        QTRY_VERIFY2(setup.problem().contains("whole path"), qPrintable(setup.problem()));
        const QString own = QString::fromStdString((bench.project / "mine").string());
        type(own);
        QTRY_VERIFY(setup.problem().isEmpty());
        bench.card("huggingface")->click(); // what was typed stays
        QCOMPARE(setup.folder()->text(), own);

        fs::create_directories(fs::path(suggested.toStdString()) / "taken");
        bench.card("onnx")->click();
        setup.renew();
        QTRY_COMPARE(setup.folder()->text(), suggested + "-2");
    }

    // The check mark and the ending of the name say the same; what comes out is one file.
    void aZipFile()
    {
        if (!exports::canZip())
            QSKIP("built without libarchive");
        Bench bench(m_project);
        OPEN(bench, bench.variant("int8"));
        bench.card("onnx")->click();
        QTRY_VERIFY(setup.problem().isEmpty());
        const QString folder = setup.folder()->text();
        QVERIFY(!setup.zip()->isChecked());
        setup.zip()->setChecked(true);
        QCOMPARE(setup.folder()->text(), folder + ".zip");
        setup.zip()->setChecked(false);
        QCOMPARE(setup.folder()->text(), folder);
        setup.folder()->selectAll();
        QTest::keyClicks(setup.folder(), folder + ".zip");
        QVERIFY(setup.zip()->isChecked());
        setup.renew();
        QTRY_VERIFY(setup.problem().isEmpty());
        QCOMPARE(setup.folder()->text(), folder + ".zip"); // the next is packed, too
        setup.proof()->prove()->setChecked(false);
        window.start();
        QTRY_COMPARE(window.page(), ExportWindow::Outcome);
        const fs::path made = (folder + ".zip").toStdString();
        QVERIFY2(fs::is_regular_file(made) && !fs::exists(folder.toStdString()), qPrintable(window.outcome()->text()));
        QVERIFY2(window.outcome()->text().contains(folder + ".zip"), qPrintable(window.outcome()->text()));
        setup.renew();
        QTRY_COMPARE(setup.folder()->text(), folder + "-2.zip");
    }

    void exportsProvesAndRecords()
    {
        Bench bench(m_project);
        bench.runtimes.install("onnxruntime");
        OPEN(bench, bench.variant("int8"));
        const std::string id = setup.subject()->variant;
        bench.runtimes.answerAs(bench.history(), id);
        bench.card("onnx")->click();
        QTRY_VERIFY(setup.proof()->isProving());
        const fs::path folder = setup.folder()->text().toStdString();
        QSignalSpy worked(&window, &ExportWindow::workChanged);
        QTest::mouseClick(window.mainButton(), Qt::LeftButton);
        QCOMPARE(window.page(), ExportWindow::Work);
        QTRY_COMPARE(window.page(), ExportWindow::Outcome);
        QCOMPARE(worked.count(), 2);
        ExportOutcome& outcome = *window.outcome();
        QVERIFY2(outcome.isGood(), qPrintable(outcome.title() + outcome.text()));
        QVERIFY(fs::exists(folder / "model.onnx") && fs::exists(folder / "README.md") && fs::exists(folder / "SHA256SUMS"));
        const QString table = outcome.lines().join('\n');
        for (const char* told : {"Lathe | Fake Runtime 9.9", "agrees", "Same decisions |  | 120 of 120 (100.00 %)", "3.50 ms", "500"})
            QVERIFY2(table.contains(told), qPrintable(table));

        const std::string proven = id + ".onnx.onnxruntime";
        QTRY_VERIFY(bench.compared(proven));
        const ComparedVariant& shown = *bench.compared(proven);
        QVERIFY(shown.isPeer && !shown.isFailed && !shown.isOnFront);
        QCOMPARE(runtimeOf(*shown.variant), QString("Fake Runtime 9.9"));
        QCOMPARE(analysis::valueOf(shown.variant->metrics, "latencyP50Ms"), std::optional(3.5));
        CompareStore& compare = bench.workbench.window->comparePlace()->store();
        QVERIFY(compare.advice().best());
        QVERIFY(compare.comparison()->variants[*compare.advice().best()].variant->id != proven);
        Q_EMIT window.compareRequested(proven);
        QCOMPARE(bench.workbench.window->place(), MainWindow::Compare);
        QCOMPARE(compare.current()->variant->id, proven);
        // It is no model of Lathe's: it is not exported again, nor measured.
        QVERIFY(bench.workbench.window->comparePlace()->speedModels().empty());
        bench.open({});
        QVERIFY(setup.subject()->variant != proven);
        QVERIFY(setup.models()->findText("Fake Runtime 9.9", Qt::MatchContains) < 0);
    }

    void whatAnswersOtherwiseIsMarkedFailed()
    {
        Bench bench(m_project);
        bench.runtimes.install("onnxruntime");
        OPEN(bench, bench.variant("int8"));
        const std::string id = setup.subject()->variant, proven = id + ".onnx.onnxruntime";
        bench.runtimes.answerAs(bench.history(), id, 20); // logits are 4 at most
        bench.card("onnx")->click();
        QTRY_VERIFY(setup.proof()->isProving());
        window.start();
        QTRY_COMPARE(window.page(), ExportWindow::Outcome);
        ExportOutcome& outcome = *window.outcome();
        QVERIFY(!outcome.isGood());
        QVERIFY2(outcome.title().startsWith("Failed"), qPrintable(outcome.title()));
        QVERIFY2(outcome.text().contains("logits differ by up to 20"), qPrintable(outcome.text()));
        QVERIFY(outcome.lines().join('\n').contains("failed: differs"));

        Session& session = bench.workbench.session;
        const runner::Variant* kept = nullptr;
        const auto find = [&] {
            for (const runner::Variant& variant : session.variants())
                if (variant.id == proven)
                    kept = &variant;
            return kept != nullptr;
        };
        QTRY_VERIFY(find());
        QVERIFY(isFailed(*kept));
        ComparePlace& place = *bench.workbench.window->comparePlace();
        place.showRun(kept->runId);
        QVERIFY(!bench.compared(proven)); // hidden, as all that failed
        QTRY_VERIFY(place.store().comparison()->failed == 1);
        Q_EMIT window.compareRequested(proven);
        QVERIFY(bench.compared(proven));
        const ComparedVariant& shown = *bench.compared(proven);
        QVERIFY(shown.isPeer && shown.isFailed && !shown.isOnFront);
        QCOMPARE(place.store().current()->variant->id, proven);
        QVERIFY(place.store().advice().best());
        QVERIFY(place.store().comparison()->variants[*place.store().advice().best()].variant->id != proven);

        // In no report.
        bench.workbench.window->makeReport();
        const auto chosen = bench.workbench.window->reportPlace()->choice()->chosen();
        QVERIFY(chosen.size() > 1);
        QVERIFY(std::find(chosen.begin(), chosen.end(), proven) == chosen.end());
    }

    void withoutAProofItSaysSo()
    {
        Bench bench(m_project);
        OPEN(bench, bench.variant("fp32"));
        bench.card("onnx")->click();
        setup.halves()->setChecked(true);
        QTRY_VERIFY(setup.problem().isEmpty());
        const fs::path folder = setup.folder()->text().toStdString();
        const size_t before = bench.workbench.session.variants().size();
        window.start();
        QTRY_COMPARE(window.page(), ExportWindow::Outcome);
        QVERIFY(!window.outcome()->isGood());
        QVERIFY2(window.outcome()->title().contains("not proven"), qPrintable(window.outcome()->title() + window.outcome()->text()));
        QVERIFY(readFile(folder / "model.onnx").starts_with("halves"));
        QVERIFY(history::History(bench.history(), history::History::Mode::ReadOnly).variants().size() == before);
    }

    void cancelLeavesNothing_data()
    {
        QTest::addColumn<bool>("whileProving");
        QTest::newRow("while it is written") << false;
        QTest::newRow("while it is proven") << true;
    }
    void cancelLeavesNothing()
    {
        QFETCH(const bool, whileProving);
        FakeEngine::Knobs knobs;
        knobs.exportTime = whileProving ? 300ms : 20000ms; // progress is thinned
        Bench bench(m_project, knobs);
        bench.runtimes.install("onnxruntime");
        bench.runtimes.takeSeconds(30);
        OPEN(bench, bench.variant("int8"));
        bench.runtimes.answerAs(bench.history(), setup.subject()->variant);
        bench.card("onnx")->click();
        QTRY_VERIFY(setup.proof()->isProving());
        window.start();
        QTRY_VERIFY(window.progress().contains(whileProving ? "answers 120 texts" : "Writing ONNX"));
        QTest::mouseClick(window.mainButton(), Qt::LeftButton);
        QTRY_COMPARE(window.page(), ExportWindow::Outcome);
        QCOMPARE(window.outcome()->title(), QString("Cancelled"));
        QCOMPARE(bench.exportsFolder(), QStringList());
        bench.open({});
        QTRY_VERIFY(window.mainButton()->isEnabled()); // and once more
    }

    void closingStops()
    {
        FakeEngine::Knobs knobs;
        knobs.exportTime = 20000ms;
        Bench bench(m_project, knobs);
        OPEN(bench, bench.variant("int8"));
        QTRY_VERIFY(setup.problem().isEmpty());
        window.start();
        QTRY_VERIFY(window.progress().contains("Writing"));
        window.close();
        QTRY_VERIFY(!window.isWorking());
        QCOMPARE(bench.exportsFolder(), QStringList());
    }

    // As during a run; and the program ends with nothing half-written.
    void closingTheMainWindowAsks_data()
    {
        QTest::addColumn<bool>("whileProving");
        QTest::newRow("while it is written") << false;
        QTest::newRow("while it is proven") << true;
    }
    void closingTheMainWindowAsks()
    {
        QFETCH(const bool, whileProving);
        FakeEngine::Knobs knobs;
        knobs.exportTime = whileProving ? 300ms : 20000ms;
        auto bench = std::make_unique<Bench>(m_project, knobs);
        bench->runtimes.install("onnxruntime");
        bench->runtimes.takeSeconds(30);
        OPEN(*bench, bench->variant("int8"));
        bench->runtimes.answerAs(bench->history(), setup.subject()->variant);
        bench->card("onnx")->click();
        QTRY_VERIFY(setup.proof()->isProving());
        MainWindow& main = *bench->workbench.window;
        window.start();
        QTRY_VERIFY(window.progress().contains(whileProving ? "answers 120 texts" : "Writing ONNX"));
        QString said, buttons;
        const auto answer = [&](const char* with) {
            QTimer::singleShot(0, this, [&, with] {
                auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                QVERIFY(question);
                said = question->text() + " " + question->informativeText();
                QAbstractButton* chosen = nullptr;
                for (QAbstractButton* button : question->buttons()) {
                    buttons += button->text() + "|";
                    if (button->text() == with)
                        chosen = button;
                }
                QVERIFY2(chosen, qPrintable(buttons));
                chosen->click();
            });
        };
        answer("Keep exporting");
        QVERIFY(!main.close());
        QVERIFY2(said.contains("Closing the window stops the export"), qPrintable(said));
        QVERIFY(main.isVisible() && window.isWorking());
        answer("Stop and close");
        QVERIFY(main.close());
        QVERIFY(!window.isVisible());
        QTRY_VERIFY(!window.isWorking());
        QCOMPARE(bench->exportsFolder(), QStringList());
        QVERIFY(main.close()); // nothing is asked any more
    }

    // As when the program quits: the engine's thread is waited for, and the runtime's process with it.
    void quittingLeavesNothing()
    {
        const QTemporaryDir place;
        const fs::path project = fs::path(place.path().toStdString()) / "project";
        fs::copy(m_project, project, fs::copy_options::recursive);
        FakeRuntimes runtimes;
        runtimes.install("onnxruntime");
        runtimes.takeSeconds(30);
        size_t variants = 0;
        QElapsedTimer clock;
        {
            FakeEngine::Knobs knobs;
            knobs.exportTime = 300ms; // progress is thinned
            Workbench bench(project, knobs);
            QTRY_VERIFY(!bench.session.variants().empty() && bench.session.data());
            variants = bench.session.variants().size();
            runtimes.answerAs(project / "history.db", bench.session.variants().front().id);
            bench.window->exportModel(bench.session.variants().front().id);
            ExportWindow& window = *bench.window->exportWindow();
            QTRY_VERIFY(window.setup()->problem().isEmpty() && window.setup()->proof()->isProving());
            window.start();
            QTRY_VERIFY(window.progress().contains("answers 120 texts"));
            bench.window->setAtClose(MainWindow::AtClose::StopAndClose);
            clock.start();
            QVERIFY(bench.window->close());
        }
        QVERIFY2(clock.elapsed() < 10000, qPrintable(QString::number(clock.elapsed()))); // not for the 30 s that it takes
        QVERIFY(!fs::exists(project / "exports") || fs::is_empty(project / "exports"));
        QCOMPARE(history::History(project / "history.db", history::History::Mode::ReadOnly).variants().size(), variants);
    }

    void failureIsSaidInWords()
    {
        Bench bench(m_project);
        bench.runtimes.install("onnxruntime");
        OPEN(bench, bench.variant("int8"));
        qputenv("FAKE_LOGITS", "/nowhere");
        bench.card("onnx")->click();
        QTRY_VERIFY(setup.proof()->isProving());
        window.start();
        QTRY_COMPARE(window.page(), ExportWindow::Outcome);
        QCOMPARE(window.outcome()->title(), QString("Nothing was exported"));
        QVERIFY2(window.outcome()->text().contains("/nowhere"), qPrintable(window.outcome()->text()));
        QCOMPARE(bench.exportsFolder(), QStringList());
    }

    void runAndExportKeepApart()
    {
        FakeEngine::Knobs knobs;
        knobs.exportTime = 400ms;
        knobs.stepTime = 400ms;
        Bench bench(m_project, knobs);
        OPEN(bench, bench.variant("int8"));
        QTRY_VERIFY(setup.problem().isEmpty());
        Session& session = bench.workbench.session;
        auto recipe = session.document().recipe();
        session.document().setSeed(recipe.seed + 1); // nothing of it is in the cache
        session.startRun();
        QVERIFY(session.isRunning());
        QVERIFY(window.problem().startsWith("A run is on"));
        QVERIFY(!window.mainButton()->isEnabled());
        session.cancelRun();
        QTRY_VERIFY(!session.isRunning());
        QTRY_VERIFY(window.mainButton()->isEnabled());
    }
};

QTEST_MAIN(TestExportWindow)
#include "tst_export_window.moc"
