#include "fake_engine.h"

#include "core/runner/estimate.h"
#include "core/runner/estimate_memory.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::runner;

namespace {

// 2 layers of 2 heads of 4, FFN 16, width 8, 100 tokens: 1000 parameters, 800 of them a table.
ModelFacts smallFacts()
{
    ModelFacts facts;
    facts.hiddenSize = 8;
    facts.vocabularySize = 100;
    facts.parameters = 1000;
    facts.weightBytes = 4000;
    facts.layers = {{2, 4, 16, 0, 0}, {2, 4, 16, 0, 0}};
    return facts;
}

data::DataSet smallData()
{
    data::DataSet data;
    data.labels = {data::TaskKind::Multiclass, {"a", "b"}};
    data.train = {{std::string(40, 'x'), {0}}, {std::string(400, 'x'), {1}}};
    data.validation = {{std::string(8, 'x'), {0}}};
    data.test = {{std::string(16, 'x'), {0}}, {std::string(4, 'x'), {1}}};
    return data;
}

PastStep past(const std::string& stage, recipe::Params params, double seconds)
{
    PastStep step;
    step.stage = stage;
    step.machine = "here";
    step.params = std::move(params);
    step.volume = {44, 15}; // smallData's at 32 tokens
    step.seconds = seconds;
    step.parametersBefore = step.parameters = 1000;
    step.macsBefore = step.macs = 200;
    step.bytesBefore = step.bytes = 4000;
    return step;
}

const std::string kMachine = "here";
const recipe::Params kOneEpoch{{"epochs", int64_t(1)}};

} // namespace

class TestEstimate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_recipe.maxLength = 32; }

    void volumes()
    {
        // 40 / 4 + 2 and the maximum of 32; 8 / 4 + 2, 16 / 4 + 2 and 4 / 4 + 2
        const DataVolume volume = volumeOf(smallData(), 32);
        QCOMPARE(volume.train, 12.0 + 32.0);
        QCOMPARE(volume.evaluated, 4.0 + 6.0 + 3.0);
        QCOMPARE(macsPerToken(smallFacts()), int64_t(200));
    }

    void nothingIsInvented()
    {
        const Estimate told = ask({"train", "int8"}, {kOneEpoch, {}}, {false, false}, {});
        QCOMPARE(told.unknown, 2);
        QVERIFY(!told.steps[0].seconds);
        QVERIFY(!told.wholeSeconds());
        // Not even from another stage.
        QCOMPARE(ask({"train"}, {kOneEpoch}, {false}, {past("int8", {}, 1)}).unknown, 1);
        PastStep elsewhere = past("train", kOneEpoch, 1);
        elsewhere.machine = "there";
        QCOMPARE(ask({"train"}, {kOneEpoch}, {false}, {elsewhere}).unknown, 1);
    }

    // Seconds scale with tokens x multiplications x epochs.
    void trainingTime()
    {
        PastStep before = past("train", kOneEpoch, 10);
        before.volume = {22, 13}; // half the tokens
        before.macsBefore = 100;  // half the multiplications
        before.macs = 400;
        before.evaluationSeconds = 3;
        const recipe::Params threeEpochs{{"epochs", int64_t(3)}};
        // 12 times the work is too far to be told
        QCOMPARE(ask({"train"}, {threeEpochs}, {false}, {before}).unknown, 1);
        before.volume.train = 44;
        const Estimate told = ask({"train"}, {threeEpochs}, {false}, {before});
        QCOMPARE(told.unknown, 0);
        // The past step left 4 times the multiplications of what went in; this one then leaves 800.
        QCOMPARE(told.steps[0].macs, int64_t(800));
        QCOMPARE(told.steps[0].seconds->likely, 10.0 * 2 * 3 + 3.0 * 2);
    }

    void equalParametersGoFirst()
    {
        const recipe::Params wide{{"epochs", int64_t(1)}, {"rate", 0.1}},
            narrow{{"epochs", int64_t(1)}, {"rate", 0.2}};
        const std::vector<PastStep> known{past("train", wide, 10), past("train", narrow, 30),
                                          past("train", narrow, 50), past("train", narrow, 34)};
        const Seconds seconds = *ask({"train"}, {narrow}, {false}, known).wholeSeconds();
        QCOMPARE(seconds.likely, 34.0); // the median of three
        QCOMPARE(seconds.low, 30.0);
        QCOMPARE(seconds.high, 50.0);
        const recipe::Params other{{"epochs", int64_t(1)}, {"rate", 0.3}};
        QCOMPARE(ask({"train"}, {other}, {false}, known).wholeSeconds()->likely, 32.0);
    }

    void cachedStepsTakeNothing()
    {
        m_recipe.measure.speed = true;
        m_recipe.measure.secondsPerVariant = 2;
        const std::vector<PastStep> known{past("int8", {}, 4)};
        const Estimate told =
            ask({"train", "int8", "int8"}, {kOneEpoch, {}, {}}, {true, false, true}, known);
        m_recipe.measure.speed = false;
        QCOMPARE(told.variants, 3);
        QCOMPARE(told.cached, 2);
        QCOMPARE(told.unknown, 0);
        QCOMPARE(told.wholeSeconds()->likely, 4.0 + 3 * 2.0);
        QCOMPARE(told.steps[0].diskBytes, int64_t(0));
        // One artifact of 4000 bytes, two logits of three rows twice, 1 MiB of tokenizer and small files.
        QCOMPARE(told.diskBytes, int64_t(4000 + 2 * 4 * 3 * 2 + (1 << 20)));
    }

    void sizesFollowTheRecords()
    {
        PastStep quantized = past("int8", {}, 1);
        quantized.bytesBefore = 8000;
        quantized.bytes = 2000;
        const Estimate told = ask({"train", "int8"}, {kOneEpoch, {}}, {false, false}, {quantized});
        QCOMPARE(told.steps[0].weightBytes, int64_t(4000)); // unknown: at most what went in
        QCOMPARE(told.steps[1].weightBytes, int64_t(1000));
    }

    // Per token and layer: 5 H + 4 A + 2 F + 2 heads x T floats, H = A = 8, F = 16, 2 heads, T 32.
    void memoryOfTraining()
    {
        const int64_t perToken = 2 * (5 * 8 + 4 * 8 + 2 * 16 + 2 * 2 * 32) * 4;
        QCOMPARE(activationBytesPerToken(smallFacts(), 32), perToken);
        const recipe::Params params{{"epochs", 1.0}, {"batchSize", int64_t(4)}};
        QCOMPARE(stepMemory(params, smallFacts(), 1000, 0, 32), 6 * 4000 + 4 * 32 * perToken);
        QCOMPARE(stepMemory(params, smallFacts(), 1000, 500, 32),
                 6 * 4000 + 2 * 2000 + 4 * 32 * perToken);
        // A large batch is trained in parts of 4096 tokens.
        const recipe::Params large{{"epochs", 1.0}, {"batchSize", int64_t(1024)}};
        QCOMPARE(stepMemory(large, smallFacts(), 1000, 0, 32), 6 * 4000 + 4096 * perToken);
        QCOMPARE(stepMemory({{"epochs", 0.0}}, smallFacts(), 1000, 0, 32), int64_t(3 * 4000));
    }

    // A run leaves what the next estimate needs, and a step from the cache leaves no time.
    void aRunTeachesTheNext()
    {
        const QTemporaryDir folder;
        FakeProject project(folder.path().toStdString());
        project.recipe.measure.speed = false;
        FakeEngine engine;
        EventLog log;
        const Outcome first = project.run(engine, log);
        const std::string machine = machineKey(engine.environment());
        const auto known = pastSteps(first.variants);
        QCOMPARE(known.size(), size_t(5));
        QCOMPARE(known[0].machine, machine);
        QVERIFY(known[0].evaluationSeconds.has_value());
        QCOMPARE(known[2].stage, std::string("prune"));
        QCOMPARE(known[2].bytesBefore, int64_t(4000));
        QCOMPARE(known[2].bytes, int64_t(2000)); // sparsity 0.5
        const Outcome second = project.run(engine, log, {}, "again");
        QVERIFY(pastSteps(second.variants).empty());
    }

private:
    // A chain of steps, each on the one before.
    Estimate ask(const std::vector<std::string>& stages, const std::vector<recipe::Params>& params,
                 const std::vector<bool>& cached, const std::vector<PastStep>& known) const
    {
        recipe::Plan plan;
        for (size_t i = 0; i < stages.size(); ++i)
            plan.steps.push_back({"n", stages[i], params[i], {{"model", int(i) - 1}}, stages[i]});
        const FakeEngine engine;
        return estimate(m_recipe, plan, engine.stages(), smallFacts(), smallData(), cached, known,
                        kMachine);
    }

    recipe::Recipe m_recipe = [] {
        recipe::Recipe recipe;
        recipe.measure.speed = false;
        return recipe;
    }();
};

QTEST_GUILESS_MAIN(TestEstimate)
#include "tst_estimate.moc"
