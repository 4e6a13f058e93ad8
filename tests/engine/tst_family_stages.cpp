#include "core/base/error.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/stage.h"
#include "tests/engine/tiny_task.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace lathe;
using namespace lathe::engine;
namespace fs = std::filesystem;

namespace {

// Of tests/data/families: an encoder, one after Llama, one after GPT-2. They share a vocabulary.
constexpr const char* kModels[] = {"roberta", "llama", "gpt2"};
constexpr int kLength = 24;

std::vector<std::string> words()
{
    std::vector<std::string> list;
    for (char letter = 'a'; letter <= 'z'; ++letter)
        list.emplace_back(1, letter);
    return list;
}

recipe::Params smallParams(const recipe::StageInfo& info)
{
    recipe::Params params;
    for (const recipe::ParamSpec& spec : info.params)
        params[spec.key] = spec.fallback;
    const std::pair<const char*, recipe::ParamValue> small[] = {
        {"epochs", 1.0}, {"layers", int64_t(1)}, {"calibrationRows", int64_t(32)}, {"keep", int64_t(2)}};
    for (const auto& [key, value] : small)
        if (params.contains(key))
            params[key] = value;
    if (info.id == "prune.budget")
        params["of"] = std::string("bytes");
    return params;
}

Checkpoint run(const Stage& stage, const StageInputs& inputs, const data::DataSet& set, const fs::path& folder)
{
    nlohmann::json details;
    StageContext context{set, kLength, 11, Task(), details, at::kCPU, folder};
    return stage.run(inputs, smallParams(stage.info), context);
}

} // namespace

// Every stage on models of other families than BERT: what comes out can be saved, loaded and asked, and the sizes are
// those that were foreseen.
class TestFamilyStages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStage_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<int>("index");
        for (const char* model : kModels)
            for (size_t i = 0; i < allStages().size(); ++i)
                QTest::addRow("%s, %s", model, allStages()[i].info.id.c_str()) << QString(model) << int(i);
    }

    void everyStage()
    {
        QFETCH(QString, model);
        QFETCH(int, index);
        const Stage& stage = allStages()[size_t(index)];
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, words());
        const Checkpoint start = withNewHead(loadCheckpoint(LATHE_TEST_DATA "/families/" + model.toStdString()), set, 3);
        StageInputs inputs;
        Sizes sizes;
        for (const recipe::PortSpec& port : stage.info.inputs)
            inputs.emplace(port.name, start), sizes.emplace(port.name, start.architecture);

        QTemporaryDir made, saved;
        const Checkpoint after = run(stage, inputs, set, made.path().toStdString());
        const QualityOf quality(after, set, set.test, kLength);
        const auto before = quality.predictions(after, {});
        QVERIFY(std::all_of(before.logits.begin(), before.logits.end(), [](float x) { return std::isfinite(x); }));
        saveCheckpoint(after, saved.path().toStdString());
        const Checkpoint loaded = loadCheckpoint(saved.path().toStdString());
        QVERIFY(loaded.architecture == after.architecture);
        QCOMPARE(quality.predictions(loaded, {}).logits, before.logits);
        if (stage.foresee) {
            const Architecture foreseen = stage.foresee(sizes, smallParams(stage.info));
            QCOMPARE(foreseen.hiddenSize, after.architecture.hiddenSize);
            QCOMPARE(foreseen.layers.size(), after.architecture.layers.size());
        }
    }

    void finetuneLearns_data()
    {
        QTest::addColumn<QString>("model");
        for (const char* model : kModels)
            QTest::newRow(model) << QString(model);
    }
    void finetuneLearns()
    {
        QFETCH(QString, model);
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, words());
        const Stage stage = finetuneStage();
        recipe::Params params = smallParams(stage.info);
        params["epochs"] = 12.0;
        params["learningRate"] = 5e-3;
        params["batchSize"] = int64_t(16);
        nlohmann::json details;
        StageContext context{set, kLength, 11, Task(), details};
        const Checkpoint start = loadCheckpoint(LATHE_TEST_DATA "/families/" + model.toStdString());
        const Checkpoint tuned = stage.run({{"model", start}}, params, context);
        const double accuracy = QualityOf(tuned, set, set.test, kLength).of(tuned, {});
        QVERIFY2(accuracy > 0.85, qPrintable(QString::number(accuracy)));
    }

    // Heads that share a key and value head go together.
    void prunesWholeGroups()
    {
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, words());
        const Checkpoint start = withNewHead(loadCheckpoint(LATHE_TEST_DATA "/families/llama"), set, 3);
        QTemporaryDir folder;
        const Checkpoint made = run(pruneStructuredStage(), {{"model", start}}, set, folder.path().toStdString());
        int heads = 0;
        for (size_t i = 0; i < made.architecture.layers.size(); ++i) {
            const LayerShape& layer = made.architecture.layers[i];
            QCOMPARE(layer.heads % layer.group, 0);
            QCOMPARE(layer.group, 2);
            QCOMPARE(made.weights.at("layers." + std::to_string(i) + ".attention.key.weight").size(0), int64_t(layer.keyValue()));
            heads += layer.heads;
        }
        QVERIFY(heads < 12);
    }
};

QTEST_GUILESS_MAIN(TestFamilyStages)
#include "tst_family_stages.moc"
