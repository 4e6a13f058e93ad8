#include "fake_engine.h"
#include "widgets/history/column_chooser.h"
#include "widgets/history/facet_panel.h"
#include "widgets/history/history_actions.h"
#include "widgets/history/history_model.h"
#include "widgets/history/history_place.h"
#include "widgets/history/history_table.h"
#include "widgets/history/run_details.h"
#include "widgets/history/search_field.h"
#include "widgets/history/undo_bar.h"
#include "widgets/theme/theme_manager.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeView>

using namespace lathe;
using namespace lathe::widgets;
using history::History;

namespace {

void record(History& history, const std::string& run, const std::string& name, int variants)
{
    history::Recorder recorder(history);
    runner::RunStarted started;
    started.runId = run;
    started.recipe.name = name;
    started.recipe.model = "/models/base";
    started.recipe.nodes = {{"int8", "quantize.int8", {}, {{"model", "source"}}}};
    started.environment = {{"cpu", "Zen 5"}, {"threads", 2}};
    recorder.onEvent(started);
    recorder.onEvent(runner::LogLine{runner::LogLine::Level::Warning, "one text was cut"});
    for (int i = 0; i < variants; ++i) {
        runner::Variant v;
        v.runId = run;
        v.id = run + "-" + std::to_string(i);
        v.original = run + "-0";
        v.parent = i ? run + "-0" : "";
        v.stage = i ? "quantize.int8" : "";
        v.lineage = i ? "Int8 of " + name : "";
        v.label = name;
        v.facts.storage = i ? "int8" : "fp32";
        v.model = "/models/" + v.id;
        v.metrics = {{"accuracy", 0.9 - 0.01 * i}, {"sizeBytes", 90e6 / (i + 1)}};
        recorder.onEvent(runner::VariantMeasured{v});
    }
    recorder.onEvent(runner::RunEnded{runner::RunState::Succeeded, "", 60});
}

struct Bench {
    explicit Bench(bool isFilled = true)
    {
        workspace.folder = folder.path().toStdString();
        if (isFilled) {
            History history(workspace.historyFile());
            record(history, "a", "Sections", 2);
            record(history, "b", "Sentiment", 3);
        }
        session = std::make_unique<Session>(engine, workspace);
        place = std::make_unique<HistoryPlace>(*session);
        place->resize(1440, 860);
        place->show();
    }
    [[nodiscard]] HistoryStore& store() { return place->store(); }
    [[nodiscard]] History read() const
    {
        return History(workspace.historyFile(), History::Mode::ReadOnly);
    }

    QTemporaryDir folder;
    Workspace workspace;
    EngineThread engine{[] { return std::make_unique<FakeEngine>(); }};
    std::unique_ptr<Session> session;
    std::unique_ptr<HistoryPlace> place;
};

} // namespace

class TestHistoryPlace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        QSettings().clear();
    }

    void emptyHistoryOffersARun()
    {
        Bench bench(false);
        QTRY_COMPARE(bench.place->page(), HistoryPlace::Empty);
        QSignalSpy asked(bench.place.get(), &HistoryPlace::runRequested);
        for (auto* button : bench.place->findChildren<QPushButton*>())
            if (button->text() == "Run the recipe")
                button->click();
        QCOMPARE(asked.size(), 1);
    }

    void showsRunsNewestFirst()
    {
        Bench bench;
        const QAbstractItemModelTester tester(bench.place->model());
        const QAbstractItemModelTester facets(bench.place->facets()->model());
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        QCOMPARE(bench.place->page(), HistoryPlace::Content);
        QCOMPARE(bench.place->model()->index(0, 0).data().toString(), QString("Sentiment"));
        QTRY_COMPARE(bench.session->runs().size(), size_t(2));
    }

    void searchesAndFindsTheWayOut()
    {
        Bench bench;
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        QLineEdit* edit = bench.place->search()->edit();
        QTest::keyClicks(edit, "size<40MB");
        QTRY_COMPARE(bench.place->model()->rowCount(), 1); // b-2: 30 MB
        edit->setText("nothing like this");
        QTRY_VERIFY(bench.place->saysNothingMatches());
        for (auto* button : bench.place->findChildren<QPushButton*>())
            if (button->text() == "Clear search and filters")
                button->click();
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        QVERIFY(!bench.place->saysNothingMatches());
        QTRY_VERIFY(edit->text().isEmpty());
        edit->setText("colour>3");
        QTRY_VERIFY(bench.place->search()->problems()->isVisible());
    }

    // What stood in the field must not come back by the timer that waits for more keys.
    void aSearchSetElsewhereReplacesWhatIsTyped()
    {
        Bench bench;
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        const auto search = [&](const QString& text) {
            HistoryState state = bench.store().state();
            state.search = text;
            bench.store().setState(state);
        };
        QLineEdit* edit = bench.place->search()->edit();
        search("Sections");
        QCOMPARE(edit->text(), QString("Sections"));
        search({});
        QCOMPARE(edit->text(), QString());
        search("Sentiment");
        QTest::keyClicks(edit, "x"); // typed, then cleared before the timer has fired
        search({});
        QCOMPARE(edit->text(), QString());
        QSignalSpy changes(&bench.store(), &HistoryStore::stateChanged);
        QVERIFY(!changes.wait(300)); // longer than the field waits for more keys
        QCOMPARE(bench.store().state().search, QString());
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        QTest::keyClicks(edit, "Sec"); // another change of the state keeps what is being typed
        HistoryState flat = bench.store().state();
        flat.isFlat = true;
        bench.store().setState(flat);
        QCOMPARE(edit->text(), QString("Sec"));
        QTRY_COMPARE(bench.store().state().search, QString("Sec"));
        QTRY_COMPARE(bench.place->model()->rowCount(), 2); // the variants of "Sections"
    }

    void marksAreEditedAndWritten()
    {
        Bench bench;
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        bench.store().select({"a"});
        RunDetails* details = bench.place->details();
        details->tags()->setText("prod, old");
        details->note()->setPlainText("keep this one");
        details->commit();
        details->star()->click();
        const history::Mark expected{true, {"old", "prod"}, "keep this one"};
        QTRY_VERIFY(bench.read().mark("a") == expected);
        QVERIFY(bench.store().mark("a") == expected);
        QTRY_COMPARE(bench.store().found()->facets[size_t(Facet::Tags)].size(), size_t(2));
        bench.place->actions()->undo->trigger(); // the star
        QTRY_VERIFY(!bench.read().mark("a").isStarred);
        QCOMPARE(bench.read().mark("a").note, std::string("keep this one"));
        QVERIFY(!details->star()->isChecked());
    }

    void deletedRunsComeBack()
    {
        Bench bench;
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        bench.store().select({"b-1"});
        bench.place->actions()->remove->trigger();
        QTRY_COMPARE(bench.place->model()->rowCount(), 1);
        QVERIFY(bench.place->undoBar()->isVisible());
        QCOMPARE(bench.place->undoBar()->text(), QString("Run deleted."));
        QTRY_COMPARE(bench.session->runs().size(), size_t(1)); // everywhere
        QTRY_COMPARE(bench.store().rows()->summary->runs.size(), size_t(1));
        QTest::keyClick(bench.place->table()->view(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        QVERIFY(!bench.place->undoBar()->isVisible());
        QTRY_COMPARE(bench.read().variants("b").size(), size_t(3));
        QTRY_COMPARE(bench.session->runs().size(), size_t(2));
    }

    void deletedRunsAreGoneWhenOpenedAgain()
    {
        Bench bench;
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        bench.store().removeRuns({"a"});
        QTRY_COMPARE(bench.session->runs().size(), size_t(1));
        bench.place.reset();
        bench.session.reset();
        Session reopened(bench.engine, bench.workspace);
        HistoryPlace again(reopened);
        QTRY_COMPARE(again.model()->rowCount(), 1);
        QVERIFY_EXCEPTION_THROWN(History(bench.workspace.historyFile()).restoreRuns({"a"}), Error);
    }

    void detailsShowRecipeMachineAndLog()
    {
        Bench bench;
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        bench.store().select({"a-1"});
        RunDetails* details = bench.place->details();
        QVERIFY(details->page(RunDetails::Figures)->toPlainText().contains("0.890"));
        QVERIFY(details->page(RunDetails::Figures)->toPlainText().contains("2.0× less"));
        auto* tabs = details->findChild<QTabWidget*>();
        tabs->setCurrentIndex(RunDetails::Log);
        QTRY_VERIFY(details->page(RunDetails::Log)->toPlainText().contains("one text was cut"));
        QVERIFY(details->page(RunDetails::Log)->toPlainText().contains("Int8 of Sections: accuracy 0.890"));
        tabs->setCurrentIndex(RunDetails::Recipe);
        QVERIFY(details->page(RunDetails::Recipe)->toPlainText().contains("/models/base"));
        tabs->setCurrentIndex(RunDetails::Machine);
        QVERIFY(details->page(RunDetails::Machine)->toPlainText().contains("Zen 5"));
    }

    void actionsTellWhatIsSelected()
    {
        Bench bench;
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        QSignalSpy compare(bench.place.get(), &HistoryPlace::compareRequested);
        QSignalSpy report(bench.place.get(), &HistoryPlace::reportRequested);
        QSignalSpy speed(bench.place.get(), &HistoryPlace::speedRequested);
        HistoryActions& actions = *bench.place->actions();
        QVERIFY(!actions.openRecipe->isEnabled());
        bench.store().select({"a-1", "b-2"});
        QVERIFY(!actions.openRecipe->isEnabled()); // of two runs
        actions.compare->trigger();
        QCOMPARE(compare.at(0).at(0).value<std::string>(), std::string());
        QCOMPARE(compare.at(0).at(1).value<std::vector<std::string>>(),
                 (std::vector<std::string>{"a-1", "b-2"}));
        bench.store().select({"b"});
        actions.report->trigger();
        QCOMPARE(report.at(0).at(0).value<std::vector<std::string>>().size(), size_t(3));
        actions.speed->trigger();
        QCOMPARE(speed.at(0).at(0).value<std::vector<std::filesystem::path>>().size(), size_t(3));
        QVERIFY(actions.openRecipe->isEnabled() && actions.runAgain->isEnabled());
    }

    void readOnlyOnlyReads()
    {
        Bench bench;
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        bench.place->setReadOnly(true);
        bench.store().select({"a"});
        QVERIFY(!bench.place->actions()->remove->isEnabled());
        QVERIFY(!bench.place->actions()->star->isEnabled());
        QVERIFY(bench.place->details()->note()->isReadOnly());
        bench.store().removeRuns({"a"});
        bench.store().setStarred({"a"}, true);
        QVERIFY(bench.store().undoStack().count() == 0);
        QVERIFY(bench.place->actions()->openRecipe->isEnabled());
    }

    // What a first reading may write, upgrading and purging, is left to the window that may write.
    void readOnlyFromTheFirstReadingOn()
    {
        QTemporaryDir folder;
        Workspace workspace;
        workspace.folder = folder.path().toStdString();
        {
            History history(workspace.historyFile());
            record(history, "a", "Sections", 2);
            record(history, "b", "Sentiment", 3);
            history.removeRuns({"a"});
        }
        const auto other = runner::WriterLock::tryTake(workspace.historyFile(), "another");
        QVERIFY(other.lock);
        EngineThread engine([] { return std::make_unique<FakeEngine>(); });
        Session session(engine, workspace);
        HistoryPlace place(session);
        QTRY_COMPARE(place.model()->rowCount(), 1);
        QVERIFY(place.store().isReadOnly());
        place.store().select({"b"});
        place.store().removeRuns({"b"});
        place.store().setStarred({"b"}, true);
        QCOMPARE(place.store().undoStack().count(), 0);
        History history(workspace.historyFile());
        history.restoreRuns({"a"}); // is still there
        QCOMPARE(history.runs().size(), size_t(2));
    }

    void columnsAreDraggedAndWidened()
    {
        Bench bench;
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        HistoryState state = bench.store().state();
        state.columns = {"sizeBytes", "tags", "accuracy", "node"};
        state.onlyDifferences = true; // hides tags and node, which are alike
        bench.store().setState(state);
        QTRY_COMPARE(bench.place->model()->columnCount(), 3);
        QHeaderView* header = bench.place->table()->view()->header();
        header->moveSection(2, 1);
        header->resizeSection(0, 333);
        QTRY_COMPARE(bench.store().state().columns,
                     (std::vector<std::string>{"accuracy", "tags", "sizeBytes", "node"}));
        QCOMPARE(bench.store().state().widths,
                 (std::map<std::string, int>{{"name", 333}}));
        QCOMPARE(bench.place->model()->column(1).key, std::string("accuracy"));
        QCOMPARE(header->visualIndex(1), 1);
        QCOMPARE(header->sectionSize(0), 333);
    }

    void columnsAreRemembered()
    {
        Bench bench;
        QTRY_COMPARE(bench.place->model()->rowCount(), 2);
        HistoryState state = bench.store().state();
        state.columns = {"sizeBytes", "env.cpu"};
        state.isFlat = true;
        bench.store().setState(state);
        QTRY_COMPARE(bench.place->model()->rowCount(), 5);
        QCOMPARE(bench.place->model()->columnCount(), 3);
        bench.place.reset();
        HistoryPlace again(*bench.session);
        QTRY_COMPARE(again.model()->rowCount(), 5);
        QCOMPARE(again.model()->columnCount(), 3);
        QVERIFY(again.table()->csv().startsWith("run,variant,name,sizeBytes,env.cpu\r\n"));
    }
};

QTEST_MAIN(TestHistoryPlace)
#include "tst_history_place.moc"
