#include "fake_engine.h"
#include "widgets/common/banner.h"
#include "widgets/compare/compare_place.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/main_window/main_window.h"
#include "widgets/speed/candidate_list.h"
#include "widgets/speed/speed_details.h"
#include "widgets/speed/speed_model.h"
#include "widgets/speed/speed_setup.h"
#include "widgets/speed/speed_table.h"
#include "widgets/speed/speed_window.h"
#include "widgets/speed/time_bars.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QStandardPaths>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;
using namespace std::chrono_literals;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

// A model folder of the fake engine that can classify, or not.
std::filesystem::path writeModel(const std::filesystem::path& folder, double latency,
                                 const std::string& storage, bool hasHead = true)
{
    FakeEngine::writeModel(folder);
    nlohmann::json facts = readJson(folder / "facts.json");
    facts["latency"] = latency;
    facts["storage"] = storage;
    facts["bits"] = storage == "int8" ? 8 : 32;
    if (hasHead)
        facts["labels"] = {"libs", "games"};
    writeFile(folder / "facts.json", facts.dump());
    return folder;
}

runner::BenchReport twoModels()
{
    runner::BenchReport report;
    for (const double seconds : {0.010, 0.004}) {
        runner::BenchModel& model = report.models.emplace_back();
        model.facts.weightBytes = seconds > 0.005 ? 90'000'000 : 23'000'000;
        model.kernels = "oneDNN fp32, \"plain\"";
        for (const char* workload : {"1x32", "texts x32"}) {
            runner::BenchFigures& figures = model.figures.emplace_back();
            figures.workload = workload;
            figures.rounds = 5;
            figures.call = {40, seconds, seconds * 1.5, seconds * 0.98, seconds * 1.02, 0.03};
            figures.throughput = 1 / seconds;
        }
    }
    return report;
}

// The window over a project with a quick and a slow model.
struct Bench {
    explicit Bench(const FakeEngine::Knobs& knobs = {})
        : project(writeProject(folder.filePath("project").toStdString())),
          slow(writeModel(project / "models" / "slow", 16, "fp32")),
          quick(writeModel(project / "models" / "quick", 4, "int8")),
          headless(writeModel(project / "models" / "headless", 4, "fp32", false)), themes(*qApp),
          engine([knobs] { return std::make_unique<FakeEngine>(knobs); }),
          session(engine, Workspace::of(QString::fromStdString(project.string()))), window(session)
    {
        for (const auto& model : {slow, quick, headless})
            window.setup()->models()->addFolder(model);
        window.show();
    }
    void measure(const std::vector<std::filesystem::path>& models)
    {
        window.choose(models);
        QTest::mouseClick(window.setup()->startButton(), Qt::LeftButton);
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return window.table()->view()->model()->index(row, column).data().toString();
    }

    QTemporaryDir folder;
    std::filesystem::path project, slow, quick, headless;
    ThemeManager themes;
    EngineThread engine;
    Session session;
    SpeedWindow window;
};

} // namespace

class TestSpeed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        QSettings().clear();
    }

    void shapes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("count"); // -1: refused
        QTest::newRow("one") << "1x32" << 1;
        QTest::newRow("commas and spaces") << " 1x32, 16x128 4x8" << 3;
        QTest::newRow("as shown") << QStringLiteral("1\u00d732") << 1;
        QTest::newRow("empty") << "" << 0;
        QTest::newRow("no tokens") << "1x" << -1;
        QTest::newRow("nothing of a batch") << "0x4" << -1;
        QTest::newRow("too much") << "1x2x3" << -1;
        QTest::newRow("beyond int") << "1x99999999999" << -1;
    }
    void shapes()
    {
        QFETCH(QString, text);
        QFETCH(int, count);
        if (count < 0)
            QVERIFY_EXCEPTION_THROWN((void)parseShapes(text), Error);
        else
            QCOMPARE(int(parseShapes(text).size()), count);
        if (count > 0)
            QVERIFY((parseShapes(text).front() == runner::BenchShape{1, 32}));
    }

    void rowsAndCsv()
    {
        const auto rows = speedRows(twoModels(), {"a, b", "c"});
        QCOMPARE(rows.size(), size_t(4));
        QCOMPARE(rows[1].name, QString("c"));
        QCOMPARE(rows[1].figures.workload, std::string("1x32"));
        QCOMPARE(*rows[0].faster, 1.0);
        QCOMPARE(*rows[1].faster, 2.5);
        const QStringList lines = speedCsv(rows).split("\r\n", Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[0].startsWith("model,workload,rounds,calls,median_ms,p95_ms,low_ms,high_ms"));
        QCOMPARE(lines[1], QString("\"a, b\",1x32,5,40,10,15,9.8,10.2,0.03,100,1,0,90000000,,,"
                                   "\"oneDNN fp32, \"\"plain\"\"\""));
        QVERIFY(lines[4].startsWith("c,texts x32,5,40,4,6,"));
    }

    void tableShowsAndSorts()
    {
        SpeedModel model;
        const QAbstractItemModelTester tester(&model, kFatal);
        runner::BenchReport report = twoModels();
        model.setRows(speedRows(report, {"a", "b"}));
        const auto text = [&](int row, int column) {
            return model.index(row, column).data().toString();
        };
        QCOMPARE(text(0, SpeedModel::Workload), QStringLiteral("1\u00d732"));
        QCOMPARE(text(2, SpeedModel::Workload), QStringLiteral("texts \u00d732"));
        QCOMPARE(text(0, SpeedModel::Median), QString("10.00 ms"));
        QCOMPARE(text(0, SpeedModel::P95), QString("15.00 ms"));
        QCOMPARE(text(0, SpeedModel::Interval), QStringLiteral("\u00b12.0 %"));
        QCOMPARE(text(1, SpeedModel::Faster), QStringLiteral("2.50\u00d7"));
        QCOMPARE(text(1, SpeedModel::TextsPerSecond), QString("250"));
        QCOMPARE(text(1, SpeedModel::PeakMemory), QString(QChar(0x2013)));
        QVERIFY(!model.hasEnergy());
        QCOMPARE(model.index(0, SpeedModel::Interval).data(Qt::ForegroundRole).value<QColor>(),
                 Theme::of(nullptr).warn);
        QSortFilterProxyModel sorted;
        sorted.setSourceModel(&model);
        sorted.setSortRole(SpeedModel::SortRole);
        sorted.sort(SpeedModel::Median);
        QCOMPARE(sorted.index(0, SpeedModel::Name).data().toString(), QString("b"));
        QCOMPARE(sorted.index(3, SpeedModel::Name).data().toString(), QString("a"));

        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        report.models[0].figures[0].joules = 0.02;
        model.setRows(speedRows(report, {"a", "b"}));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1);
        QVERIFY(model.hasEnergy());
        report.models[0].figures[0].call.high = 0.04;
        model.setRows(speedRows(report, {"a", "b"}));
        QCOMPARE(text(0, SpeedModel::Interval), QString("over 100 %"));
        QCOMPARE(text(0, SpeedModel::Energy), QString("20.0 mJ"));
        model.setRows({});
        QCOMPARE(reset.count(), 1);
    }

    void timesAddUp()
    {
        const std::vector<runner::OperatorTime> times{
            {-1, "embeddings", 1}, {0, "attention", 2}, {1, "attention", 3}, {1, "FFN down", 4}};
        const auto operators = timeByOperator(times);
        QCOMPARE(operators.size(), size_t(3));
        QCOMPARE(operators[0].name, QString("attention"));
        QCOMPARE(operators[0].seconds, 5.0);
        const auto layers = timeByLayer(times);
        QCOMPARE(layers.size(), size_t(3));
        QCOMPARE(layers[0].name, QString("embeddings, head"));
        QCOMPARE(layers[2].seconds, 7.0);
    }

    void measuresSideBySide()
    {
        Bench bench;
        QSignalSpy rounds(&bench.session, &Session::benchChanged);
        bench.window.setup()->shapes()->setText("1x32, 2x64");
        bench.window.setup()->data()->setText(
            QString::fromStdString((bench.project / "data" / "sections.test.tsv").string()));
        bench.measure({bench.slow, bench.quick});
        QVERIFY(bench.session.isMeasuring());
        QCOMPARE(bench.window.setup()->startButton()->text(), QString("Stop"));
        QTRY_VERIFY(!bench.session.isMeasuring());
        QVERIFY(rounds.count() >= 6);
        QCOMPARE(bench.window.table()->model()->rowCount(), 6);
        QCOMPARE(bench.cell(0, SpeedModel::Name), QString("slow"));
        QCOMPARE(bench.cell(0, SpeedModel::Median), QString("16.00 ms"));
        QCOMPARE(bench.cell(1, SpeedModel::Name), QString("quick"));
        QCOMPARE(bench.cell(1, SpeedModel::Faster), QStringLiteral("4.00\u00d7"));
        QCOMPARE(bench.cell(2, SpeedModel::Median),
                 QString("64.00 ms")); // twice the texts, twice the tokens
        QVERIFY(bench.window.table()->view()->isColumnHidden(SpeedModel::Energy));
        QVERIFY(bench.window.banner()->isHidden());
        QVERIFY2(bench.window.table()->state().startsWith("Done"),
                 qPrintable(bench.window.table()->state()));
        QCOMPARE(bench.window.setup()->startButton()->text(), QString("Measure"));

        bench.window.table()->view()->selectRow(1);
        QVERIFY(bench.window.facts()->text().contains("Lathe int8 (avx512_vnni)"));
        QVERIFY(bench.window.facts()->text().contains("Fake CPU 9000"));
        QCOMPARE(bench.window.profile()->bars()->shares().size(), size_t(6));
        bench.window.profile()->tabs()->setCurrentIndex(1);
        QCOMPARE(bench.window.profile()->bars()->shares().size(), size_t(7));
        QCOMPARE(bench.window.profile()->bars()->shares()[0].name, QString("embeddings, head"));

        bench.window.table()->view()->sortByColumn(SpeedModel::Median, Qt::AscendingOrder);
        QCOMPARE(bench.cell(0, SpeedModel::Name), QString("quick"));
        bench.window.table()->copy();
        QVERIFY(QGuiApplication::clipboard()->text().contains("slow,1x32,6,6,16,19.2,"));
    }

    void figuresComeWhileItGoesOn()
    {
        Bench bench({{}, {}, 150ms, "the machine is busy"});
        bench.measure({bench.slow});
        QTRY_COMPARE(bench.window.table()->model()->rowCount(), 2);
        QTRY_COMPARE(bench.cell(0, SpeedModel::Median), QString("16.00 ms"));
        QVERIFY(bench.session.isMeasuring());
        QTRY_VERIFY(bench.window.banner()->isVisible());
        QVERIFY(bench.session.isMeasuring());
        QCOMPARE(bench.window.banner()->text(), QString("the machine is busy"));
    }

    void stopKeepsWhatIsKnown()
    {
        Bench bench({{}, {}, 300ms, {}});
        bench.measure({bench.slow});
        QTRY_COMPARE(bench.cell(0, SpeedModel::Median), QString("16.00 ms"));
        QElapsedTimer timer;
        timer.start();
        QTest::mouseClick(bench.window.setup()->startButton(), Qt::LeftButton);
        QTRY_VERIFY(!bench.session.isMeasuring());
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
        QVERIFY2(bench.window.table()->state().startsWith("Stopped"),
                 qPrintable(bench.window.table()->state()));
        QCOMPARE(bench.cell(0, SpeedModel::Median), QString("16.00 ms"));
        QVERIFY(bench.window.banner()->isHidden());
    }

    void closingStops()
    {
        Bench bench({{}, {}, 300ms, {}});
        bench.measure({bench.slow});
        QTRY_COMPARE(bench.window.table()->model()->rowCount(), 2);
        QVERIFY(bench.window.close());
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isMeasuring(), 1000);
    }

    void failureIsSaidInWords()
    {
        Bench bench;
        bench.measure({bench.headless});
        QTRY_VERIFY(bench.window.banner()->isVisible());
        QVERIFY(bench.window.banner()->text().contains("no classification head"));
        QVERIFY(bench.window.banner()->text().contains("Fine-tune it first"));
        QVERIFY(!bench.session.isMeasuring());

        bench.window.setup()->data()->setText(
            QString::fromStdString((bench.project / "nowhere.tsv").string()));
        bench.measure({bench.slow});
        QTRY_VERIFY(bench.window.banner()->text().contains("nowhere.tsv"));
    }

    void saysWhatIsMissing()
    {
        Bench bench;
        SpeedSetup& setup = *bench.window.setup();
        bench.window.choose({});
        QVERIFY(setup.problem().contains("at least one model"));
        QVERIFY(!setup.startButton()->isEnabled());
        bench.window.choose({bench.quick});
        QVERIFY(setup.startButton()->isEnabled());
        setup.shapes()->setText("1y8");
        QVERIFY2(setup.problem().contains("'1y8' is no shape"), qPrintable(setup.problem()));
        QVERIFY(!setup.startButton()->isEnabled());
        setup.shapes()->clear();
        QVERIFY(setup.problem().contains("file of texts"));
    }

    void theFirstChosenLeads()
    {
        Bench bench;
        SpeedSetup& setup = *bench.window.setup();
        setup.seconds()->setValue(0.5);
        bench.window.choose({bench.quick, bench.slow});
        QCOMPARE(setup.models()->checkedNames(), QStringList({"quick", "slow"}));
        const BenchJob job = setup.job();
        QCOMPARE(job.request.models, (std::vector{bench.quick, bench.slow}));
        QCOMPARE(job.request.shapes.size(), size_t(2));
        QCOMPARE(job.options.seconds, 0.5);
        QVERIFY(job.options.profile);
        QVERIFY(job.request.threads >= 1);
    }

    void modelsComeAndGo()
    {
        CandidateList list;
        list.setCandidates({{"a", "a", {}}, {"b", "b", {}}});
        list.choose({"b"});
        list.addFolder("by/hand");
        QCOMPARE(list.checkedNames(), QStringList({"b", "hand"}));
        list.setCandidates({{"a", "a", {}}, {"c", "c", {}}}); // b is gone
        QCOMPARE(list.checkedNames(), QStringList{"hand"});
        QCOMPARE(list.count(), 3);
    }

    void runAndMeasurementKeepApart()
    {
        Bench bench({150ms, {}, 150ms, {}});
        MainWindow window(bench.session, bench.themes);
        QTRY_VERIFY(bench.session.data() && bench.session.model());
        bench.measure({bench.slow});
        QVERIFY(bench.session.isMeasuring());
        QVERIFY(!window.header()->runButton()->isEnabled());
        QSignalSpy refused(&bench.session, &Session::runRefused);
        bench.session.startRun();
        QCOMPARE(refused.count(), 1);
        QVERIFY(!bench.session.isRunning());
        QTRY_VERIFY(!bench.session.isMeasuring());
        QVERIFY(window.header()->runButton()->isEnabled());

        bench.session.startRun();
        QVERIFY(bench.session.isRunning());
        QVERIFY(bench.window.setup()->problem().startsWith("A run is on"));
        QSignalSpy failed(&bench.session, &Session::benchFailed);
        bench.session.startBench(bench.window.setup()->job());
        QCOMPARE(failed.count(), 1);
        QVERIFY(!bench.session.isMeasuring());
        bench.session.cancelRun();
        QTRY_VERIFY(!bench.session.isRunning());
    }

    void opensFromTheMenuOnWhatCompareShows()
    {
        Bench bench;
        MainWindow window(bench.session, bench.themes);
        window.show();
        QTRY_VERIFY(bench.session.data());
        bench.session.startRun();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 30000);
        QTRY_VERIFY(!window.comparePlace()->speedModels().empty());
        window.measureSpeed();
        QVERIFY(window.speedWindow()->isVisible());
        const QStringList names = window.speedWindow()->setup()->models()->checkedNames();
        QCOMPARE(names.size(), 2); // the suggested variant after its original
        QCOMPARE(names.front(), QString("Fine-tune"));
        window.close();
        QVERIFY(!window.speedWindow()->isVisible());
    }

    // Also where Compare has nothing selected, or nothing at all; the recipe's model has no head yet.
    void opensFromTheMenuOnTheLastRun()
    {
        Bench bench;
        MainWindow window(bench.session, bench.themes);
        window.show();
        QTRY_VERIFY(bench.session.data());
        bench.session.startRun();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 30000);
        CompareStore& compare = window.comparePlace()->store();
        QTRY_COMPARE(compare.comparison()->variants.size(), size_t(13));
        compare.select({});
        QVERIFY(window.comparePlace()->speedModels().empty());
        window.measureSpeed();
        const CandidateList& list = *window.speedWindow()->setup()->models();
        QCOMPARE(list.checkedModels(), window.comparePlace()->shownModels(6));
        QCOMPARE(list.checkedNames().size(), 6);
        QCOMPARE(list.checkedNames().front(), QString("Fine-tune"));
        QCOMPARE(window.speedWindow()->setup()->problem(), QString());
        window.speedWindow()->close();

        compare.setRun("a run that left nothing");
        QVERIFY(compare.comparison()->variants.empty());
        window.measureSpeed();
        QCOMPARE(list.checkedNames().size(), 6);
        QCOMPARE(list.checkedNames().front(), QString("Fine-tune"));
        window.close();
    }
};

QTEST_MAIN(TestSpeed)
#include "tst_speed.moc"
