#include "compare_fixture.h"
#include "widgets/common/kit.h"
#include "widgets/compare/class_model.h"
#include "widgets/compare/classes_view.h"
#include "widgets/compare/details_card.h"
#include "widgets/compare/flip_model.h"
#include "widgets/compare/flips_view.h"
#include "widgets/compare/latency_view.h"
#include "widgets/compare/limits_panel.h"
#include "widgets/compare/parallel_view.h"
#include "widgets/compare/scatter_view.h"
#include "widgets/compare/show_panel.h"
#include "widgets/compare/structure_view.h"
#include "widgets/compare/variant_model.h"
#include "widgets/compare/variant_table.h"
#include "widgets/compare/views_panel.h"

#include <QCheckBox>
#include <QListWidget>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QTest>
#include <QXmlStreamReader>

using namespace lathe;
using namespace lathe::widgets;

namespace {

using Project = ComparedProject;
using Ids = std::vector<std::string>;

// Until all variants were tested against their original.
#define WAIT_UNTIL_TESTED(bench, count)                                                            \
    QTRY_COMPARE((bench).place.store().comparison()->judgements.size(), size_t(count))

void drag(QWidget* widget, const QPoint& from, const QPoint& to)
{
    QTest::mousePress(widget, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                     {});
    QCoreApplication::sendEvent(widget, &move);
    QTest::mouseRelease(widget, Qt::LeftButton, {}, to);
}

int differentColours(const QImage& image)
{
    std::set<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3)
        for (int x = 0; x < image.width(); x += 3)
            colours.insert(image.pixel(x, y));
    return int(colours.size());
}

} // namespace

class TestCompare : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // More than are compared at once on the thread of the screen: what is asked for meanwhile
    // follows, nothing is lost, and what is shown belongs together at every moment.
    void manyAreComparedElsewhere()
    {
        const QTemporaryDir folder;
        Workspace workspace;
        workspace.folder = folder.path().toStdString();
        const int count = 1500;
        const auto id = [](int i) { return "r-" + std::to_string(i); };
        {
            history::History history(workspace.historyFile());
            history::Recorder recorder(history);
            runner::RunStarted started;
            started.runId = "r";
            recorder.onEvent(started);
            for (int i = 0; i < count; ++i) {
                runner::Variant variant;
                variant.id = id(i);
                variant.runId = "r";
                variant.original = id(0);
                variant.stage = i ? "quantize.int8" : "";
                variant.families = {i % 2 ? recipe::StageFamily::Prune
                                          : recipe::StageFamily::Quantize};
                variant.facts.labels = data::LabelSet{};
                variant.facts.layers.resize(2, {12, 32, i, 1000, 2000});
                variant.metrics = {{"accuracy", 0.9 - 1e-4 * i},
                                   {"sizeBytes", 90e6 - 1e4 * i},
                                   {"latencyP50Ms", 16.0 - 1e-3 * i}};
                recorder.onEvent(runner::VariantMeasured{variant});
            }
            recorder.onEvent(runner::RunEnded{runner::RunState::Succeeded, "", 1});
        }
        EngineThread engine([] { return std::make_unique<FakeEngine>(); });
        Session session(engine, workspace);
        ComparePlace place(session);
        CompareStore& store = place.store();
        QTRY_COMPARE(store.comparison()->variants.size(), size_t(count));
        QCOMPARE(session.variants().size(), size_t(count));
        // The recommended one was read whole, by its run.
        QTRY_VERIFY(store.current() && store.current()->variant->facts.layers.size() == 2);

        bool belongsTogether = true;
        const auto look = [&] {
            belongsTogether &= store.advice().found.standings.size() ==
                                   store.comparison()->variants.size() &&
                               (store.advice().found.standings.empty() ||
                                store.advice().found.standings.front().checks.size() ==
                                    store.shown().limits.size());
        };
        for (const auto signal : {&CompareStore::comparisonChanged, &CompareStore::limitsChanged,
                                  &CompareStore::verdictsChanged, &CompareStore::selectionChanged})
            connect(&store, signal, this, look);
        CompareState state = store.state();
        state.hidden = {VariantGroup::Pruned};
        store.setState(state);
        QCOMPARE(store.comparison()->variants.size(), size_t(count)); // not yet
        store.select({id(42)}); // of the comparison that is being made
        for (int step = 1; step <= 20; ++step)
            store.setLimit(limitAt("sizeBytes", 90e6 - 5e5 * step));
        QTRY_VERIFY(store.shown() == store.state());
        QCOMPARE(store.selection(), Ids{id(42)});
        QTRY_COMPARE(store.comparison()->variants.size(), size_t(count / 2));
        const Advice expected = adviceOf(*store.comparison(), store.state());
        QCOMPARE(store.advice().meeting, expected.meeting);
        QCOMPARE(store.advice().found.chosen, expected.found.chosen);
        // 80 MB and at least 99 % of 0.9: no variant is both.
        QCOMPARE(store.advice().meeting, size_t(0));
        QVERIFY(belongsTogether);
    }

    void selectionIsShared()
    {
        const Project project;
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.variantModel()->rowCount(), 4);
        ScatterView& scatter = *bench.place.scatter();
        QCOMPARE(scatter.shownDots(), 4);

        QTest::mouseClick(&scatter, Qt::LeftButton, {},
                          scatter.dotPosition(Project::id(3)).toPoint());
        QCOMPARE(bench.place.store().selection(), Ids{Project::id(3)});
        QTableView& table = *bench.place.table()->view();
        QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
        QVERIFY(
            table.selectionModel()->selectedRows().front().data().toString().contains("step 3"));
        QCOMPARE(bench.place.speedModels(),
                 (std::vector<std::filesystem::path>{"artifacts/0", "artifacts/3"}));

        QTest::mouseClick(&scatter, Qt::LeftButton, Qt::ControlModifier,
                          scatter.dotPosition(Project::id(1)).toPoint());
        QCOMPARE(bench.place.store().selection(), (Ids{Project::id(3), Project::id(1)}));
        QCOMPARE(bench.place.store().reference()->id, Project::id(1));
        QCOMPARE(table.selectionModel()->selectedRows().size(), 2);
        bench.place.charts()->showView(ChartCard::Structure);
        QVERIFY(bench.place.charts()->structure()->diff()->names[0].contains("step 1"));

        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, // the best: step 1
                          table.visualRect(table.model()->index(0, 0)).center());
        QCOMPARE(bench.place.store().selection(), Ids{Project::id(1)});
        QVERIFY(bench.place.charts()->structure()->diff()->names[0].contains("step 0"));
        QTest::keyClick(&scatter, Qt::Key_Right); // the next slower one is the original
        QCOMPARE(bench.place.store().selection(), Ids{Project::id(0)});
    }

    void draggingALimitChangesTheRecommendation()
    {
        const Project project;
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.variantModel()->rowCount(), 4);
        CompareStore& store = bench.place.store();
        // 0.975 * 0.99 = 0.965: nobody but the original keeps that.
        QCOMPARE(bench.place.limits()->count()->text(), QString("0 of 3 variants meet it"));
        QCOMPARE(bench.place.details()->heading()->text(), QString("Nearest to your limits"));
        WAIT_UNTIL_TESTED(bench, 3); // intervals move the axes

        ScatterView& scatter = *bench.place.scatter();
        const QPoint line = scatter.limitPosition("accuracy").toPoint();
        QVERIFY(!line.isNull());
        // Down to between step 2 (0.90) and step 3 (0.85).
        const double down =
            (scatter.dotPosition(Project::id(2)).y() + scatter.dotPosition(Project::id(3)).y()) / 2;
        drag(&scatter, line, {line.x(), int(down)});
        QCOMPARE(bench.place.limits()->count()->text(), QString("2 of 3 variants meet it"));
        QCOMPARE(store.selection(), Ids{Project::id(2)}); // follows until someone chooses
        QCOMPARE(bench.place.details()->heading()->text(),
                 QString("Recommended within your limits"));
        QVERIFY2(bench.place.details()->reason().contains("loses"),
                 qPrintable(bench.place.details()->reason()));

        // A limit on latency comes in from the end of the axis.
        const QPoint grip = scatter.limitPosition("latencyP50Ms").toPoint();
        const int left = int(scatter.dotPosition(Project::id(1)).x()) + 20;
        drag(&scatter, grip, {left, grip.y()});
        QVERIFY(limitOf(store.state(), "latencyP50Ms"));
        QCOMPARE(bench.place.limits()->count()->text(), QString("2 of 3 variants meet both"));
        drag(&scatter, scatter.limitPosition("latencyP50Ms").toPoint(),
             {int(scatter.dotPosition(Project::id(1)).x()) - 20, grip.y()});
        QCOMPARE(bench.place.limits()->count()->text(), QString("1 of 3 variants meet both"));
        store.removeLimit("latencyP50Ms");

        QSlider& slider = *bench.place.limits()->slider("accuracy");
        QVERIFY(slider.value() > 0);
        slider.setValue(0);
        QVERIFY(!limitOf(store.state(), "accuracy"));
        QCOMPARE(store.selection(), Ids{Project::id(3)});
        QSlider& size = *bench.place.limits()->slider("sizeBytes");
        size.setValue(LimitRange::kSteps);
        QCOMPARE(bench.place.limits()->count()->text(), QString("0 of 3 variants meet it"));
    }

    void hiddenGroupsAreGoneEverywhere()
    {
        const Project project(5);
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.variantModel()->rowCount(), 5);
        QVERIFY(!bench.place.filters()->failedBox()->isChecked());
        bench.place.filters()->box(VariantGroup::Pruned)->setChecked(false); // steps 1 and 3
        QCOMPARE(bench.place.variantModel()->rowCount(), 3);
        QCOMPARE(bench.place.scatter()->shownDots(), 3);
        bench.place.charts()->showView(ChartCard::Parallel);
        QCOMPARE(bench.place.charts()->parallel()->series().lines.size(), size_t(3));
        bench.place.filters()->box(VariantGroup::Pruned)->setChecked(true);
        QCOMPARE(bench.place.charts()->parallel()->series().lines.size(), size_t(5));
    }

    void collapsedOnesAreCountedWhereTheyAreHidden()
    {
        const Project project(3);
        {
            history::History history(project.root / "history.db");
            runner::Variant collapsed = history.variant(Project::id(1));
            collapsed.warning = "97 % of the rows are decided as 'libs'";
            history::Recorder(history).onEvent(runner::VariantMeasured{collapsed});
        }
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.variantModel()->rowCount(), 2);
        QCOMPARE(bench.place.filters()->failedBox()->text(), QString("Failed, collapsed: 1"));
        const auto titles = [&] {
            QStringList texts;
            for (const auto* label : bench.place.findChildren<QLabel*>())
                if (label->text().startsWith("Variants: "))
                    texts += label->text();
            return texts;
        };
        QCOMPARE(titles(),
                 QStringList{"Variants: 2 · not shown: 1 (failed or collapsed: 1) · on the front: 2"});
        QTest::mouseClick(bench.place.filters()->failedBox(), Qt::LeftButton, {}, {8, 8});
        QCOMPARE(bench.place.variantModel()->rowCount(), 3);
        QCOMPARE(titles(), QStringList{"Variants: 3 · on the front: 2"});
    }

    // An export that is proven again: figures, significance, changed texts and verdict are those of the new proof.
    void aNewProofReplacesTheOldOne()
    {
        const Project project(3);
        const std::string id = Project::id(1) + ".onnx.onnxruntime";
        // Its answers are those of this variant.
        const auto record = [&](int answers, const std::string& disagreement = {}) {
            runner::Variant proven = Project::variant(answers, false, {});
            proven.id = id;
            proven.parent = Project::id(1);
            proven.lineage = proven.label = "ONNX Runtime 1.32.0";
            proven.details["runtime"] = proven.label;
            proven.details["export"] = {{"format", "onnx"}, {"agreement", 1 - answers / 40.0}, {"rows", 40}, {"largestDifference", 0.25}};
            if (!disagreement.empty()) {
                proven.details["export"]["disagreement"] = disagreement;
                proven.warning = "ONNX Runtime 1.32.0 answers otherwise than Lathe: " + disagreement;
            }
            history::History history(project.root / "history.db");
            history::Recorder(history).onEvent(runner::VariantMeasured{proven});
        };
        record(1);
        ComparedBench bench(project);
        CompareStore& store = bench.place.store();
        const auto judgement = [&]() -> const Judgement* {
            const auto index = store.comparison()->indexOf(id);
            return index ? store.comparison()->judgement(*index) : nullptr;
        };
        const auto says = [&](const QString& text) {
            const auto labels = bench.place.details()->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel* label) { return !label->isHidden() && label->text().contains(text); });
        };
        QTRY_VERIFY(judgement());
        QCOMPARE(judgement()->p, 1.0); // 2 rows newly wrong, 1 newly right
        bench.place.select(id);
        bench.place.charts()->showView(ChartCard::Flips);
        const FlipsView& flips = *bench.place.charts()->flips();
        QTRY_COMPARE(flips.model()->rowCount(), 3);
        QTRY_VERIFY(says("39 of 40 decisions as in Lathe"));

        record(8);
        bench.session.refreshHistory();
        QTRY_VERIFY(judgement() && judgement()->p < 1);
        // 16 and 1: McNemar's exact p is 2 (1 + 17) / 2^17, of three tests.
        QVERIFY(std::abs(judgement()->p - 3 * 36 / 131072.0) < 1e-6);
        QCOMPARE(store.comparison()->variants.size(), size_t(4));
        QCOMPARE(store.current()->variant->id, id);
        QCOMPARE(analysis::valueOf(store.current()->variant->metrics, "accuracy"), std::optional(0.6));
        QTRY_COMPARE(flips.model()->rowCount(), 17);
        QTRY_VERIFY(says("32 of 40 decisions as in Lathe"));
        bench.place.select(Project::id(1));
        QTRY_VERIFY(says("Proven in ONNX Runtime 1.32.0: 32 of 40 decisions as here"));

        record(8, "8 of 40 decisions differ");
        bench.session.refreshHistory();
        QTRY_COMPARE(store.comparison()->failed, size_t(1));
        QVERIFY(!store.comparison()->indexOf(id));
        QTRY_VERIFY(says("Failed in ONNX Runtime 1.32.0"));
        bench.place.showVariant(id);
        const auto shown = store.comparison()->indexOf(id);
        QVERIFY(shown);
        const ComparedVariant& failed = store.comparison()->variants[*shown];
        QVERIFY(failed.isFailed && failed.isPeer && !failed.isOnFront);
        QVERIFY(!store.comparison()->candidates[*shown].isChoice);
        const VariantModel& table = *bench.place.variantModel();
        QCOMPARE(table.index(int(*shown), 0).data().toString(), QString("Failed: ONNX Runtime 1.32.0"));

        record(1);
        bench.session.refreshHistory();
        QTRY_COMPARE(store.comparison()->failed, size_t(0));
        QTRY_VERIFY(judgement());
        QTRY_COMPARE(judgement()->p, 1.0);

        // Also beside the model itself, which is what was looked at when it was exported.
        bench.place.select(Project::id(1));
        QTRY_VERIFY(says("39 of 40 decisions as here"));
        record(8);
        bench.session.refreshHistory();
        QTRY_VERIFY(says("32 of 40 decisions as here"));
    }

    // What collapsed is of no use in any runtime, but its export is no failed one when it agrees.
    void theExportOfACollapsedModelIsNoFailedExport()
    {
        const Project project(3);
        {
            runner::Variant proven = Project::variant(2, false, {});
            proven.id = "x";
            proven.lineage = proven.label = "ONNX Runtime 1.32.0";
            proven.details["runtime"] = proven.label;
            proven.details["export"] = {{"format", "onnx"}, {"agreement", 1.0}};
            proven.warning = "97 % of the rows are decided as 'libs'";
            history::History history(project.root / "history.db");
            history::Recorder(history).onEvent(runner::VariantMeasured{proven});
        }
        ComparedBench bench(project);
        CompareStore& store = bench.place.store();
        QTRY_COMPARE(store.comparison()->failed, size_t(1));
        bench.place.showVariant("x");
        const auto shown = store.comparison()->indexOf("x");
        QVERIFY(shown && store.comparison()->variants[*shown].isFailed);
        QCOMPARE(bench.place.variantModel()->index(int(*shown), 0).data().toString(), QString("ONNX Runtime 1.32.0"));
    }

    void viewsAreSavedAndShownAgain()
    {
        const Project project;
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.variantModel()->rowCount(), 4);
        CompareState state = bench.place.store().state();
        state.x = "sizeBytes";
        state.isLogY = true;
        setLimit(state, limitAt("latencyP50Ms", 9));
        bench.place.store().setState(state);
        bench.place.views()->saveAs("Edge device");
        bench.place.store().setState(firstState("accuracy"));
        QCOMPARE(bench.place.store().state().x, std::string("latencyP50Ms"));
        QListWidget& list = *bench.place.views()->list();
        QCOMPARE(list.count(), 1);
        Q_EMIT list.itemClicked(list.item(0));
        QCOMPARE(bench.place.store().state().x, std::string("sizeBytes"));
        QCOMPARE(limitOf(bench.place.store().state(), "latencyP50Ms")->limit, 9.0);
        list.item(0)->setText("Phone");
        QTRY_COMPARE(SavedViews::read(project.root / "views.json").all().front().name,
                     std::string("Phone"));
        ComparedBench again(project);
        QCOMPARE(again.place.views()->list()->item(0)->text(), QString("Phone"));
        again.place.views()->list()->setCurrentRow(0);
        QTest::keyClick(again.place.views()->list(), Qt::Key_Delete);
        QCOMPARE(SavedViews::read(project.root / "views.json").all().size(), size_t(1)); // only looks on
        list.setCurrentRow(0);
        QTest::keyClick(&list, Qt::Key_Delete);
        QVERIFY(SavedViews::read(project.root / "views.json").all().empty());
    }

    void verdictsAreSaidInWords()
    {
        const Project project;
        ComparedBench bench(project);
        WAIT_UNTIL_TESTED(bench, 3);
        const Comparison& comparison = *bench.place.store().comparison();
        const Judgement& near = comparison.judgements.at(Project::id(1));
        // Two rows newly wrong and one newly right of 40: McNemar's exact p is 1.
        QCOMPARE(near.p, 1.0);
        QVERIFY(judgementText(near).startsWith(
            "not distinguishable from the original after correction"));
        bench.place.select(Project::id(1));
        const auto labels = bench.place.details()->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text().startsWith("Not distinguishable from the original");
        }));
        // Figures that the run did not know follow from the answers.
        const int brier = bench.place.variantModel()->columnOf("brier");
        QVERIFY(bench.place.variantModel()->isKnown(brier));
    }

    void flipsShowTheirTextsUntilTheFilesChange()
    {
        const Project project;
        {
            ComparedBench bench(project);
            QTRY_COMPARE(bench.place.variantModel()->rowCount(), 4);
            bench.place.select(Project::id(2));
            bench.place.charts()->showView(ChartCard::Flips);
            FlipsView& flips = *bench.place.charts()->flips();
            QTRY_COMPARE(flips.model()->rowCount(), 5); // 4 newly wrong, 1 newly right
            QTRY_VERIFY(flips.note().isEmpty());
            QCOMPARE(flips.model()->index(0, FlipModel::Text).data().toString(),
                     QString("text 0 of test"));
            QCOMPARE(flips.model()->index(0, FlipModel::Before).data().toString(),
                     QString("devel"));
            QCOMPARE(flips.model()->index(0, FlipModel::Now).data().toString(), QString("games"));
            flips.filter()->setWords("39");
            QCOMPARE(flips.filter()->rowCount(), 1);
            QVERIFY(bench.place.charts()->source().csv().contains("text 39 of test"));
            bench.place.charts()->showView(ChartCard::Classes);
            ClassModel& classes = *bench.place.charts()->classes()->model();
            QCOMPARE(classes.rowCount(), Project::kClasses);
            QCOMPARE(classes.index(0, ClassModel::Support).data().toInt(), 14); // rows 0, 3 ... 39
        }
        project.writeData("changed");
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.variantModel()->rowCount(), 4);
        bench.place.select(Project::id(2));
        bench.place.charts()->showView(ChartCard::Flips);
        FlipsView& flips = *bench.place.charts()->flips();
        QTRY_COMPARE(flips.model()->rowCount(), 5);
        QTRY_VERIFY2(flips.note().contains("changed since this run"), qPrintable(flips.note()));
        QCOMPARE(flips.model()->index(0, FlipModel::Text).data().toString(), QString("row 1"));
    }

    void everyViewExportsContent()
    {
        const Project project;
        ComparedBench bench(project);
        WAIT_UNTIL_TESTED(bench, 3);
        bench.place.select(Project::id(3));
        QTRY_COMPARE(bench.place.charts()->classes()->model()->rowCount(), Project::kClasses);
        for (int view = 0; view < ChartCard::ViewCount; ++view) {
            bench.place.charts()->showView(ChartCard::View(view));
            if (view == ChartCard::Training)
                QTRY_VERIFY(bench.place.charts()->source().csv().contains("loss,1,0.5"));
            QCoreApplication::processEvents();
            const ChartSource source = bench.place.charts()->source();
            const QString where = QString("view %1").arg(view);
            if (view != ChartCard::Sensitivity)
                QVERIFY2(source.csv().count("\r\n") >= 2, qPrintable(where));
            const QImage image = QImage::fromData(chartPng(*source.picture), "PNG");
            QCOMPARE(image.size(), source.picture->size() * 2);
            QVERIFY2(differentColours(image) > 5, qPrintable(where));
            QXmlStreamReader svg(chartSvg(*source.picture));
            int drawn = 0;
            while (!svg.atEnd())
                drawn += svg.readNext() == QXmlStreamReader::StartElement &&
                         (svg.name() == u"path" || svg.name() == u"text" || svg.name() == u"rect" ||
                          svg.name() == u"polyline");
            QVERIFY2(!svg.hasError() && drawn > 2, qPrintable(where));
        }
        const QString file = project.folder.filePath("table.csv");
        saveChart(bench.place.table()->source(), file);
        const std::string csv = readFile(file.toStdString());
        QCOMPARE(QString::fromStdString(csv.substr(0, csv.find('\r'))),
                 QString("id,run,name,accuracy,delta,sizeBytes,latencyP50Ms,kernels"));
        QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), 5);
    }

    void scatterDotsAreVectorsInSvg()
    {
        const Project project;
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.scatter()->shownDots(), 4);
        const QByteArray svg = chartSvg(*bench.place.scatter());
        QVERIFY(svg.contains("<circle") || svg.contains("<ellipse") || svg.contains("<path"));
        QVERIFY(svg.contains("16 ms") || svg.contains("10 ms")); // labels stay text
    }

    void columnsAreChosenAndDifferencesFound()
    {
        const Project project;
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.variantModel()->rowCount(), 4);
        const VariantModel& model = *bench.place.variantModel();
        const auto isShown = [&](const char* key) {
            return !bench.place.table()->view()->isColumnHidden(model.columnOf(key));
        };
        QVERIFY(isShown("accuracy") && isShown("sizeBytes") && !isShown("macroF1"));
        CompareState state = bench.place.store().state();
        state.columns = {"macroF1", "throughput", "kernels"};
        bench.place.store().setState(state);
        QVERIFY(isShown("macroF1") && !isShown("sizeBytes"));
        QVERIFY(!isShown("throughput")); // nobody has it
        QVERIFY(isShown("kernels"));     // all alike: nothing is known
        state.onlyDifferences = true;
        bench.place.store().setState(state);
        QVERIFY(isShown("macroF1") && !isShown("kernels"));
    }

    void latencyAndTrainingAreRead()
    {
        const Project project;
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.variantModel()->rowCount(), 4);
        bench.place.charts()->showView(ChartCard::Latency);
        QTRY_COMPARE(bench.place.charts()->latency()->spreads().rows.size(), size_t(4));
        QCOMPARE(bench.place.charts()->latency()->spreads().leftOut, size_t(0));
    }

    void multilabelStartsWithMicroF1()
    {
        const Project project(3, true);
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.variantModel()->rowCount(), 3);
        QCOMPARE(bench.place.store().state().y, std::string("microF1"));
        QVERIFY(limitOf(bench.place.store().state(), "microF1"));
        QVERIFY(bench.place.limits()->slider("microF1"));
    }

    void oneVariantIsEnough()
    {
        const Project project(1);
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.variantModel()->rowCount(), 1);
        QVERIFY(bench.place.store().selection().empty());
        for (int view = 0; view < ChartCard::ViewCount; ++view) {
            bench.place.charts()->showView(ChartCard::View(view));
            QVERIFY(!bench.place.grab().isNull());
        }
        bench.place.select(Project::id(0));
        QTRY_VERIFY(bench.place.charts()->classes()->model()->rowCount() == 0);
    }

    void zoomedIsKeptUntilFitted()
    {
        const Project project;
        ComparedBench bench(project);
        QTRY_COMPARE(bench.place.scatter()->shownDots(), 4);
        ScatterView& scatter = *bench.place.scatter();
        const QPointF before = scatter.dotPosition(Project::id(1));
        QTest::keyClick(&scatter, Qt::Key_Plus);
        const QPointF nearer = scatter.dotPosition(Project::id(1));
        QVERIFY(nearer != before);
        bench.place.filters()->box(VariantGroup::Quantized)->setChecked(false);
        QCOMPARE(scatter.dotPosition(Project::id(1)), nearer);
        bench.place.filters()->box(VariantGroup::Quantized)->setChecked(true);
        QTest::keyClick(&scatter, Qt::Key_Home);
        QCOMPARE(scatter.dotPosition(Project::id(1)), before);
        const QPointF empty(scatter.width() - 40, scatter.height() - 60);
        drag(&scatter, empty.toPoint(), (empty - QPointF(50, 30)).toPoint());
        QVERIFY(std::abs(scatter.dotPosition(Project::id(1)).x() - (before.x() - 50)) < 2);
    }
};

QTEST_MAIN(TestCompare)
#include "tst_compare.moc"
