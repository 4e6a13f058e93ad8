#include "fake_engine.h"
#include "widgets/compare/class_model.h"
#include "widgets/compare/flip_model.h"
#include "widgets/compare/variant_model.h"
#include "widgets/data/structure.h"
#include "widgets/data/text_model.h"
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
        texts.setRows(summary, Split::Test, findRows(summary, Split::Test, {"alpha"}, {}));
        QCOMPARE(texts.rowCount(), 2);
        QCOMPARE(texts.index(1, TextModel::Label).data().toString(), QString("libs, utils"));
        texts.setRows(summary, Split::Test, findRows(summary, Split::Test, {{}, 1}, {}));
        QCOMPARE(texts.rowCount(), 2);
        QCOMPARE(texts.index(0, TextModel::Text).data().toString(), QString("gamma"));
        texts.clear();
        QCOMPARE(texts.rowCount(), 0);
    }

    void variants()
    {
        VariantModel variants;
        const QAbstractItemModelTester tester(&variants, kFatal);
        const auto compared = [](std::vector<runner::Variant> list) {
            return std::make_shared<const Comparison>(
                compare(VariantList(std::move(list)), firstState("accuracy")));
        };
        variants.setComparison(compared({variant("a", 0), variant("a", 1), variant("a", 2)}));
        QCOMPARE(variants.rowCount(), 3);
        QCOMPARE(variants.rowOf("a-2"), 0);
        QCOMPARE(variants.rowOf("b-2"), -1);
        QVERIFY(variants.index(2, VariantModel::kName).data().toString().contains("Original"));
        const int delta = variants.columnOf("delta"), recall = variants.columnOf("microF1");
        QCOMPARE(variants.index(0, delta).data().toString(), QString("+2.0 pt")); // 0.82 - 0.80
        QCOMPARE(variants.index(0, recall).data().toString(), QString(QChar(0x2013)));
        QVERIFY(!variants.isKnown(recall));
        QVERIFY(variants.differs(delta));
        QVERIFY(!variants.differs(variants.columnOf("sizeBytes")));
        variants.setComparison(compared({variant("a", 0), variant("a", 1), variant("a", 2)}));
        QCOMPARE(variants.rowCount(), 3); // the same rows: told as changed data
        variants.setComparison(compared({}));
        QCOMPARE(variants.rowCount(), 0);
    }

    void classesAndFlips()
    {
        ClassModel classes;
        const QAbstractItemModelTester classTester(&classes, kFatal);
        classes.setRows({{"libs", 12, 0.5, 0.25, -0.25, 1, 4}, {"never", 0, {}, {}, {}, 0, 0}});
        QCOMPARE(classes.index(0, ClassModel::Change).data().toString(), QString("−0.250"));
        QCOMPARE(classes.index(1, ClassModel::Change).data().toString(), QString(QChar(0x2013)));
        QVERIFY(!classes.index(1, ClassModel::Change).data(ClassModel::ChangeRole).isValid());
        QCOMPARE(classes.largestChange(), 0.25);

        FlipModel flips;
        FlipFilter filter;
        filter.setSourceModel(&flips);
        const QAbstractItemModelTester flipTester(&flips, kFatal);
        const QAbstractItemModelTester filterTester(&filter, kFatal);
        using Kind = analysis::Flip::Kind;
        flips.setRows({{0, Kind::NewlyWrong, {0, 1}, "libs", "libs", "utils", 0.75, 0.5},
                       {2, Kind::NewlyRight, {2}, "games", "none", "games", {}, 0.5}});
        QCOMPARE(flips.index(1, FlipModel::Text).data().toString(), QString("row 3"));
        flips.setTexts({"Alpha beta", "unused", "gamma"});
        QCOMPARE(flips.index(1, FlipModel::Text).data().toString(), QString("gamma"));
        QVERIFY(flips.index(1, FlipModel::Probability).data().toString().startsWith(QChar(0x2013)));
        filter.setKind(int(Kind::NewlyWrong));
        QCOMPARE(filter.rowCount(), 1);
        filter.setKind(-1);
        filter.setLabel(2);
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.index(0, FlipModel::Truth).data().toString(), QString("games"));
        filter.setLabel(-1);
        filter.setWords("ALPHA");
        QCOMPARE(filter.rowCount(), 1);
        filter.setWords("nothing like it");
        QCOMPARE(filter.rowCount(), 0);
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
};

QTEST_MAIN(TestItemModels)
#include "tst_item_models.moc"
