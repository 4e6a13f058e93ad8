#include "widgets/history/facet_model.h"
#include "widgets/history/history_columns.h"
#include "widgets/history/history_model.h"
#include "widgets/history/search_query.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace lathe;
using namespace lathe::widgets;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

void add(history::Summary& summary, size_t run, int number, const std::string& stage,
         const std::string& storage, double accuracy, double bytes, recipe::Params params)
{
    history::VariantSummary v;
    v.run = run;
    v.id = summary.runs[run].id + "-" + std::to_string(number);
    v.original = summary.runs[run].id + "-0";
    v.parent = number ? summary.runs[run].id + "-" + std::to_string(number - 1) : "";
    v.stage = stage;
    v.lineage = number ? "Fine-tune → " + stage : "MiniLM";
    v.params = std::make_shared<const recipe::Params>(std::move(params));
    v.storage = storage;
    v.task = "multiclass";
    v.figures = {accuracy, bytes};
    ++summary.runs[run].variants;
    summary.variants.push_back(std::move(v));
}

// c: failed, without variants. b: original and int8. a: original, pruned, then int8; old.
history::Summary sample()
{
    const double none = std::nan("");
    history::Summary summary;
    summary.metrics = {"accuracy", "sizeBytes"};
    const auto environment =
        std::make_shared<const nlohmann::json>(nlohmann::json{{"threads", 2}, {"cpu", "Zen"}});
    for (const auto& [id, name, started] : {std::tuple{"c", "Sentiment", "2026-11-23T10:00:00Z"},
                                            {"b", "Sections", "2026-11-20T10:00:00Z"},
                                            {"a", "Sections", "2026-09-01T10:00:00Z"}}) {
        history::RunSummary run;
        run.id = id;
        run.name = name;
        run.started = started;
        run.state = run.id == "c" ? runner::RunState::Failed : runner::RunState::Succeeded;
        run.seconds = run.id == "a" ? 30 : 90;
        run.model = "/models/minilm";
        run.data = run.id == "c" ? "/data/sst.tsv" : "/data/sections.tsv";
        run.environment = environment;
        summary.runs.push_back(run);
    }
    add(summary, 1, 0, "", "fp32", 0.90, 90e6, {});
    add(summary, 1, 1, "quantize.int8", "int8", 0.88, 23e6,
        {{"weights", std::string("per channel")}});
    add(summary, 2, 0, "", "fp32", 0.80, 90e6, {});
    add(summary, 2, 1, "prune.heads", "fp32", 0.70, 60e6, {{"sparsity", 0.5}});
    add(summary, 2, 2, "quantize.int8", "int8", none, 16e6,
        {{"weights", std::string("per channel")}});
    return summary;
}

struct Sample {
    std::shared_ptr<const HistoryRows> rows = rowsOf(std::make_shared<const history::Summary>(sample()), {{"quantize.int8", "Int8"}});
    HistoryNotes notes;
    HistoryState state = firstHistoryState();

    [[nodiscard]] HistoryFound found() const { return find(*rows, notes, state, "2026-11-23"); }
    [[nodiscard]] QStringList ids() const
    {
        QStringList ids;
        for (const HistoryFound::Group& group : found().groups) {
            if (group.variants.empty())
                ids += QString::fromStdString(rows->summary->runs[size_t(group.run)].id);
            for (const int variant : group.variants)
                ids += QString::fromStdString(rows->summary->variants[size_t(variant)].id);
        }
        return ids;
    }
    [[nodiscard]] int count(Facet facet, const QString& value) const
    {
        const HistoryFound all = found();
        for (const FacetCount& counted : all.facets[size_t(facet)])
            if (counted.value == value)
                return counted.count;
        return -1;
    }
};

} // namespace

class TestHistoryFind : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void searches_data()
    {
        QTest::addColumn<QString>("search");
        QTest::addColumn<QStringList>("expected");
        const QStringList all{"c", "b-0", "b-1", "a-0", "a-1", "a-2"};
        QTest::newRow("nothing") << "" << all;
        QTest::newRow("a word of the run") << "sentiment" << QStringList{"c"};
        QTest::newRow("a word of the lineage") << "HEADS" << QStringList{"a-1"};
        QTest::newRow("two words, both") << "sections int8" << QStringList{"b-1", "a-2"};
        QTest::newRow("words in quotes") << "\"per channel\" " << QStringList{"b-1", "a-2"};
        QTest::newRow("without") << "-sections" << QStringList{"c"};
        QTest::newRow("above, absent never") << "acc>0.8" << QStringList{"b-0", "b-1"};
        QTest::newRow("at least") << "accuracy>=0.8" << QStringList{"b-0", "b-1", "a-0"};
        QTest::newRow("per cent") << "acc<75%" << QStringList{"a-1"};
        QTest::newRow("megabytes") << "size<30MB" << QStringList{"b-1", "a-2"};
        QTest::newRow("equal") << "size=90MB" << QStringList{"b-0", "a-0"};
        QTest::newRow("a parameter") << "sparsity>0.4" << QStringList{"a-1"};
        QTest::newRow("minutes") << "took>1min" << QStringList{"c", "b-0", "b-1"};
        QTest::newRow("since") << "started>=2026-11-21" << QStringList{"c"};
        QTest::newRow("field") << "data:sst" << QStringList{"c"};
        QTest::newRow("state") << "state:failed" << QStringList{"c"};
        QTest::newRow("not a field") << "-storage:fp32 -sentiment" << QStringList{"b-1", "a-2"};
        QTest::newRow("tag of the run") << "tag:prod" << QStringList{"a-0", "a-1", "a-2"};
        QTest::newRow("tags are whole") << "tag:pro" << QStringList{};
        QTest::newRow("starred") << "is:starred" << QStringList{"b-1"};
        QTest::newRow("note") << "note:retry" << QStringList{"b-1"};
        QTest::newRow("word of a note") << "retry" << QStringList{"b-1"};
        QTest::newRow("not understood") << "nonsense>3" << all;
    }
    void searches()
    {
        QFETCH(QString, search);
        QFETCH(QStringList, expected);
        Sample sample;
        sample.notes.marks["a"] = {false, {"prod"}, ""};
        sample.notes.marks["b-1"] = {true, {}, "retry with QAT"};
        sample.state.search = search;
        QCOMPARE(sample.ids(), expected);
    }

    void problemsAreSaid()
    {
        const auto columns = columnsOf(sample());
        QCOMPARE(parseSearch("acc>0.9 word", columns).problems.size(), 0);
        QCOMPARE(parseSearch("nonsense>3", columns).problems,
                 QStringList{"Nothing here is called nonsense."});
        QCOMPARE(parseSearch("acc>high", columns).problems, QStringList{"high is not a number."});
        QCOMPARE(parseSearch("acc>", columns).problems, QStringList{"acc> waits for a value."});
        QCOMPARE(parseSearch("is:good", columns).terms.size(), size_t(0));
        QVERIFY(searchWords(columns).contains("sizeBytes<"));
        QVERIFY(searchWords(columns).contains("param.sparsity>"));
    }

    void facetsCountWhatWouldBeThere()
    {
        Sample sample;
        QCOMPARE(sample.count(Facet::Storage, "int8"), 2);
        QCOMPARE(sample.count(Facet::Storage, "fp32"), 3);
        QCOMPARE(sample.count(Facet::Recipe, "Sections"), 5);
        QCOMPARE(sample.count(Facet::Recipe, "Sentiment"), 1); // a run without variants
        QCOMPARE(sample.count(Facet::Methods, "Int8"), 2);
        QCOMPARE(sample.count(Facet::Methods, "prune.heads"), 2); // of the ancestors, too
        QCOMPARE(sample.count(Facet::Date, "Today"), 1);
        QCOMPARE(sample.count(Facet::Date, "Last 7 days"), 3);
        QCOMPARE(sample.count(Facet::Date, "Older"), 3);

        sample.state.chosen[Facet::Storage] = {"int8"};
        QCOMPARE(sample.ids(), (QStringList{"b-1", "a-2"}));
        QCOMPARE(sample.count(Facet::Storage, "fp32"), 3); // its own choice does not count
        QCOMPARE(sample.count(Facet::Recipe, "Sections"), 2);
        QCOMPARE(sample.count(Facet::Recipe, "Sentiment"), -1);
        sample.state.chosen[Facet::Storage] = {"int8", "fp32"}; // either
        QCOMPARE(sample.ids().size(), 5);
        sample.state.chosen[Facet::Date] = {"Older"}; // and
        QCOMPARE(sample.ids(), (QStringList{"a-0", "a-1", "a-2"}));
        QCOMPARE(sample.count(Facet::Storage, "int8"), 1);
        sample.state.chosen = {{Facet::Recipe, {"gone"}}};
        QVERIFY(sample.ids().isEmpty());
        QCOMPARE(sample.count(Facet::Recipe, "gone"), 0); // can be taken back
    }

    void tagsAndStarsAreFacets()
    {
        Sample sample;
        sample.notes.marks["a"] = {true, {"prod", "old"}, ""};
        sample.notes.marks["a-1"] = {false, {"prod"}, ""};
        QCOMPARE(sample.count(Facet::Tags, "prod"), 3);
        QCOMPARE(sample.count(Facet::Starred, "Starred"), 3);
        sample.state.chosen[Facet::Tags] = {"old"};
        QCOMPARE(sample.ids(), (QStringList{"a-0", "a-1", "a-2"}));
    }

    void removedRunsAreNotFound()
    {
        Sample sample;
        sample.notes.removed = {"b"};
        QCOMPARE(sample.ids(), (QStringList{"c", "a-0", "a-1", "a-2"}));
        QCOMPARE(sample.count(Facet::Storage, "int8"), 1);
    }

    void sortsWithTheAbsentLast()
    {
        Sample sample;
        sample.state.isFlat = true;
        sample.state.sort = "accuracy";
        QCOMPARE(sample.ids(), (QStringList{"b-0", "b-1", "a-0", "a-1", "c", "a-2"}));
        sample.state.isDescending = false;
        QCOMPARE(sample.ids(), (QStringList{"a-1", "a-0", "b-1", "b-0", "c", "a-2"}));
        sample.state.isFlat = false; // runs by their best, variants within them
        QCOMPARE(sample.ids(), (QStringList{"a-1", "a-0", "a-2", "b-1", "b-0", "c"}));
        sample.state.sort = "started";
        QCOMPARE(sample.ids(), (QStringList{"a-0", "a-1", "a-2", "b-0", "b-1", "c"}));
    }

    void alikeColumnsAreNamed()
    {
        Sample sample;
        sample.state.onlyDifferences = true;
        const auto alike = sample.found().alike;
        QVERIFY(alike.contains("env.threads") && alike.contains("model"));
        QVERIFY(!alike.contains("accuracy") && !alike.contains("storage"));
        sample.state.chosen[Facet::Storage] = {"int8"};
        QVERIFY(sample.found().alike.contains("storage"));
        QVERIFY(sample.found().alike.contains("param.weights"));
    }

    void modelShowsRunsAndVariants()
    {
        Sample sample;
        HistoryModel model;
        const QAbstractItemModelTester tester(&model, kFatal);
        const auto show = [&] {
            model.setContent(sample.rows, std::make_shared<HistoryNotes>(sample.notes),
                             std::make_shared<HistoryFound>(sample.found()),
                             {"state", "accuracy", "env.threads", "unknown"});
        };
        show();
        QCOMPARE(model.columnCount(), 4);
        QCOMPARE(model.rowCount(), 3);
        const QModelIndex b = model.index(1, 0);
        QCOMPARE(model.rowCount(b), 2);
        QCOMPARE(b.data().toString(), QString("Sections"));
        QCOMPARE(model.index(1, 2).data().toString(), QString("0.900")); // the best of its variants
        QCOMPARE(model.index(1, 2, b).data().toString(), QString("0.880"));
        QVERIFY(model.index(1, 1, b).data().toString().isEmpty()); // its run says it
        QCOMPARE(model.index(1, 2).data(Qt::TextAlignmentRole).toInt(),
                 int(Qt::AlignRight | Qt::AlignVCenter));
        QCOMPARE(model.indexOf("b-1"), model.index(1, 0, b));
        QCOMPARE(model.indexOf("a"), model.index(2, 0));
        QVERIFY(!model.indexOf("x").isValid());

        model.setReference(RowId{1, 0}); // b-0
        QVERIFY(model.index(1, 2, b).data(HistoryModel::DiffersRole).toBool());
        QVERIFY(!model.index(0, 2, b).data(HistoryModel::DiffersRole).toBool());
        QVERIFY(!model.index(1, 2).data(HistoryModel::DiffersRole).toBool()); // a run

        sample.state.isFlat = true;
        sample.state.onlyDifferences = true;
        show();
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.columnCount(), 3); // threads are alike
        QCOMPARE(model.indexOf("b-1").row(), 2);
        QCOMPARE(model.index(2, 1).data().toString(), QString("done"));
    }

    void facetModelCounts()
    {
        Sample sample;
        FacetModel model;
        const QAbstractItemModelTester tester(&model, kFatal);
        model.setFound(sample.found());
        QStringList titles;
        for (int i = 0; i < model.rowCount(); ++i)
            titles += model.index(i, 0).data().toString();
        // Of one value: model, task, runtime. Nothing is starred or tagged.
        QCOMPARE(titles, (QStringList{"State", "Started", "Recipe", "Methods used", "Stored as",
                                      "Data set"}));
        const QModelIndex stored = model.index(4, 0);
        QCOMPARE(model.index(0, 0, stored).data().toString(), QString("fp32"));
        QCOMPARE(model.index(0, 1, stored).data().toString(), QString("3"));
        QSignalSpy chosen(&model, &FacetModel::chosen);
        QVERIFY(model.setData(model.index(1, 0, stored), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][1].toString(), QString("int8"));
    }

    void longFacetsAreShortened()
    {
        HistoryFound found;
        found.facets.resize(kFacetCount);
        for (int i = 0; i < 20; ++i)
            found.facets[size_t(Facet::Recipe)].push_back({QString::number(i), 20 - i, i == 15});
        FacetModel model;
        model.setFound(found);
        QCOMPARE(model.rowCount(model.index(0, 0)), FacetModel::kFirstValues + 2); // chosen, "more"
        model.showAll(Facet::Recipe);
        QCOMPARE(model.rowCount(model.index(0, 0)), 20);
    }

    void csvIsWhatIsShown()
    {
        Sample sample;
        sample.state.chosen[Facet::Storage] = {"int8"};
        sample.notes.marks["b-1"] = {false, {"x", "y"}, ""};
        const QByteArray csv = historyCsv(*sample.rows, sample.notes, sample.found(),
                                          {"started", "accuracy", "sizeBytes", "tags"});
        QCOMPARE(csv,
                 QByteArray("run,variant,name,started,accuracy,sizeBytes,tags\r\n"
                            "b,b-1,Fine-tune → quantize.int8,2026-11-20T10:00:00Z,0.88,23000000,"
                            "\"x, y\"\r\n"
                            "a,a-2,Fine-tune → quantize.int8,2026-09-01T10:00:00Z,,16000000,\r\n"));
    }

    void whatIsRememberedComesBack()
    {
        HistoryState state = firstHistoryState();
        state.columns = {"accuracy", "param.sparsity"};
        state.widths = {{"accuracy", 120}};
        state.sort = "accuracy";
        state.isDescending = false;
        state.isFlat = state.onlyDifferences = true;
        QVERIFY(historyStateFrom(toJson(state)) == state);
        state.search = "a word"; // is not remembered
        QVERIFY(historyStateFrom(toJson(state)).search.isEmpty());
        QVERIFY(historyStateFrom({}) == firstHistoryState());
        QVERIFY(historyStateFrom({{"columns", 3}, {"flat", "x"}}) == firstHistoryState());
    }
};

QTEST_MAIN(TestHistoryFind)
#include "tst_history_find.moc"
