#include "fake_engine.h"
#include "widgets/compare/variant_model.h"
#include "widgets/data/structure.h"
#include "widgets/data/text_model.h"
#include "widgets/history/run_model.h"
#include "widgets/runs/step_model.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

runner::Variant variant(const std::string& run, int step)
{
    runner::Variant result;
    result.runId = run;
    result.id = fmt::format("{}-{}", run, step);
    result.original = run + "-0";
    result.lineage = fmt::format("Fine-tune → step {}", step);
    result.stage = step == 0 ? "" : "prune.structured";
    result.families = {recipe::StageFamily::Prune};
    result.metrics = {
        {"accuracy", 0.8 + step / 100.0}, {"sizeBytes", 1e7}, {"latencyP50Ms", 3.0 + step}};
    return result;
}

} // namespace

class TestItemModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void structure()
    {
        QTemporaryDir folder;
        const std::filesystem::path model = folder.filePath("m").toStdString();
        FakeEngine::writeModel(model);
        FakeEngine engine;
        StructureModel structure;
        const QAbstractItemModelTester tester(&structure, kFatal);
        structure.setParts(structureOf(engine.inspect(model)));
        QCOMPARE(structure.rowCount(), 8); // embeddings, six layers, head
        QCOMPARE(structure.rowCount(structure.index(1, 0)), 2);
        QCOMPARE(structure.index(1, StructureModel::Shape).data().toString(),
                 QString("12 heads · FFN 1536"));
        QCOMPARE(structure.index(0, StructureModel::Size).data().toString(),
                 QString("46.9 MB")); // 30522 * 384 * 4
        structure.setParts({});
        QCOMPARE(structure.rowCount(), 0);
    }

    void texts()
    {
        auto data = std::make_shared<data::DataSet>();
        data->labels.names = {"libs", "utils"};
        data->train = {{"one", {0}}};
        data->test = {{"Alpha beta", {0}}, {"gamma", {1}}, {"ALPHA", {0, 1}}};
        const DataSummary summary = summarize(data, nullptr, 64, {});
        TextModel texts;
        const QAbstractItemModelTester tester(&texts, kFatal);
        texts.setRows(summary, Split::Test, findRows(data->test, "alpha", -1, {}));
        QCOMPARE(texts.rowCount(), 2);
        QCOMPARE(texts.index(1, TextModel::Label).data().toString(), QString("libs, utils"));
        texts.setRows(summary, Split::Test, findRows(data->test, "", 1, {}));
        QCOMPARE(texts.rowCount(), 2);
        QCOMPARE(texts.index(0, TextModel::Text).data().toString(), QString("gamma"));
        texts.clear();
        QCOMPARE(texts.rowCount(), 0);
    }

    void variants()
    {
        VariantModel variants;
        const QAbstractItemModelTester tester(&variants, kFatal);
        variants.setComparison(compare({variant("a", 0), variant("a", 1), variant("a", 2)}, {}));
        QCOMPARE(variants.rowCount(), 3);
        QCOMPARE(variants.rowOf("a-2"), 0);
        QCOMPARE(variants.rowOf("b-2"), -1);
        QVERIFY(variants.index(2, VariantModel::Name).data().toString().contains("Original"));
        QCOMPARE(variants.index(0, VariantModel::Delta).data().toString(),
                 QString("+2.0 pt")); // 0.82 - 0.80
        variants.setComparison({});
        QCOMPARE(variants.rowCount(), 0);
    }

    void steps()
    {
        FakeEngine engine;
        StepModel steps(engine.stages());
        const QAbstractItemModelTester tester(&steps, kFatal);
        RunRecord record;
        runner::RunStarted started;
        started.runId = "a";
        started.plan.steps = {{"tune", "finetune", {}, {}, "Fine-tune"},
                              {"int8", "quantize.int8", {}, {}, "Int8"}};
        record.apply(started);
        steps.setRecord(record);
        QCOMPARE(steps.rowCount(), 2);
        record.apply(runner::StepChanged{0, runner::StepState::Running, 0, {}});
        record.apply(runner::StepProgress{0, {0.5, "epoch 1"}, 0.25, 12.0});
        record.apply(runner::StepChanged{1, runner::StepState::Failed, 2, "no room"});
        record.apply(runner::StepChanged{77, runner::StepState::Failed, 2, "not there"}); // ignored
        steps.setRecord(record);
        QCOMPARE(steps.index(0, StepModel::Progress).data(StepModel::FractionRole).toDouble(), 0.5);
        QCOMPARE(steps.index(1, StepModel::Progress).data().toString(), QString("no room"));
        QVERIFY(record.diagnostics().find("no room") != std::string::npos);
    }

    void runs()
    {
        RunModel runs;
        const QAbstractItemModelTester tester(&runs, kFatal);
        history::RunRow first, second;
        first.id = "b";
        first.name = "newer";
        first.variants = 2;
        second.id = "a";
        runs.setHistory({first, second},
                        {variant("b", 0), variant("b", 1), variant("a", 0), variant("zz", 0)});
        QCOMPARE(runs.rowCount(), 2);
        QCOMPARE(runs.rowCount(runs.index(0, 0)), 2);
        QCOMPARE(runs.index(1, 0, runs.index(0, 0)).data(RunModel::VariantIdRole).toString(),
                 QString("b-1"));
        QCOMPARE(runs.index(1, 0, runs.index(0, 0)).data(RunModel::RunIdRole).toString(),
                 QString("b"));
    }
};

QTEST_MAIN(TestItemModels)
#include "tst_item_models.moc"
