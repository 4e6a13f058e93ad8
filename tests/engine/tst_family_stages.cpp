#include "core/base/error.h"
#include "core/analysis/predictions.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/transformer.h"
#include "core/engine/runtime/packed_model.h"
#include "core/engine/stages/stage.h"
#include "core/engine/stages/training/training_rows.h"
#include "tests/engine/tiny_task.h"
#include "tests/small_params.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace lathe;
using namespace lathe::engine;
using lathe::tests::smallParams;
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
    void initTestCase() { at::set_num_threads(1); } // models as small as these only wait for threads

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
        Checkpoint after;
        try {
            after = run(stage, inputs, set, made.path().toStdString());
        } catch (const Error& error) {
            QFAIL(error.full().c_str());
        }
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
            if (stage.info.id == "prune.depth") // the data choose how many stay
                QVERIFY(after.architecture.layers.size() <= foreseen.layers.size());
            else
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

    // A decoder teaches an encoder of another vocabulary, whose labels say nothing: each reads the texts with a tokenizer of
    // its own.
    void decoderTeachesEncoder()
    {
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, words());
        recipe::Params params = smallParams(finetuneStage().info);
        params["epochs"] = 12.0;
        params["learningRate"] = 5e-3;
        params["batchSize"] = int64_t(16);
        nlohmann::json details;
        StageContext context{set, kLength, 11, Task(), details};
        const Checkpoint teacher =
            finetuneStage().run({{"model", loadCheckpoint(LATHE_TEST_DATA "/families/llama")}}, params, context);
        const Checkpoint student = loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass");

        const TrainingRows rows = trainingRows(student, context);
        const std::vector<TokenIds> ids = idsFor(teacher, student, rows, context);
        QCOMPARE(ids, trainingRows(teacher, context).ids);
        QVERIFY(ids != rows.ids);

        data::DataSet wrong = set;
        for (data::Example& row : wrong.train)
            row.labels = {0};
        StageContext taught{wrong, kLength, 11, Task(), details};
        params = smallParams(distillLogitsStage().info);
        params["layers"] = int64_t(2);
        params["epochs"] = 12.0;
        params["learningRate"] = 3e-3;
        params["batchSize"] = int64_t(16);
        params["alpha"] = 1.0;
        const Checkpoint made = distillLogitsStage().run({{"model", student}, {"teacher", teacher}}, params, taught);
        QCOMPARE(made.architecture.family, std::string("bert"));
        const double accuracy = QualityOf(made, set, set.test, kLength).of(made, {});
        QVERIFY2(accuracy > 0.85, qPrintable(QString::number(accuracy)));
    }

    // Decoders in 4 bits with products of 8: what rounding the rows costs, with the stage's own groups. Against the float
    // form of the same codes; tst_forward holds every family to the same bound.
    void decodersInFourBits_data()
    {
        QTest::addColumn<QString>("model");
        for (const char* model : {"llama", "gpt2"})
            QTest::newRow(model) << QString(model);
    }
    void decodersInFourBits()
    {
        QFETCH(QString, model);
        const at::NoGradGuard noGrad;
        constexpr double kRounding = 0.1; // of the largest logit
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, words());
        const Checkpoint start = withNewHead(loadCheckpoint(LATHE_TEST_DATA "/families/" + model.toStdString()), set, 3);
        QTemporaryDir folder;
        const Checkpoint codes = run(quantizeInt4Stage(), {{"model", start}}, set, folder.path().toStdString());
        QVERIFY(storageOf(codes.weights, "layers.0.ffn.up.weight") == Storage::Int4);
        const PackedModel packed(codes);
        QVERIFY2(packed.kernels().find("int8") != std::string::npos, packed.kernels().c_str());
        nlohmann::json details;
        StageContext context{set, kLength, 11, Task(), details};
        const std::vector<TokenIds> ids = trainingRows(start, context).ids;
        std::vector<const TokenIds*> texts;
        std::vector<int> all;
        for (size_t i = 0; i < 32; ++i)
            texts.push_back(&ids[i]), all.push_back(int(i));
        const at::Tensor found = packed.logits(texts), wanted = Transformer(codes, false).logits(pad(ids, all));
        const double off = (found - wanted).abs().max().item<double>() / wanted.abs().max().item<double>();
        QVERIFY2(off > 0 && off < kRounding, qPrintable(QString::number(off)));
    }

    // Training numbers tokens anew; padding keeps its meaning for positions and head. The loss of the first step is that of
    // the model's answers.
    void startsFromTheModelsAnswers_data() { finetuneLearns_data(); }
    void startsFromTheModelsAnswers()
    {
        QFETCH(QString, model);
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, words());
        const Checkpoint start = withNewHead(loadCheckpoint(LATHE_TEST_DATA "/families/" + model.toStdString()), set, 3);
        const analysis::Predictions answers = QualityOf(start, set, set.train, kLength).predictions(start, {});
        double mean = 0;
        for (size_t i = 0; i < answers.rows(); ++i) {
            const float* row = answers.row(i);
            mean += std::log(std::exp(row[0]) + std::exp(row[1]) + std::exp(row[2])) - row[answers.truth[i][0]];
        }
        mean /= double(answers.rows());
        recipe::Params params = smallParams(finetuneStage().info);
        params["batchSize"] = int64_t(set.train.size());
        params["dropout"] = false;
        nlohmann::json details;
        StageContext context{set, kLength, 11, Task(), details};
        (void)finetuneStage().run({{"model", start}}, params, context);
        const double loss = details.at("curve").at(0).at("loss").get<double>();
        QVERIFY2(std::abs(loss - mean) < 1e-4, qPrintable(QString("%1, %2").arg(loss).arg(mean)));
    }

    // What frozen layers make of a text is computed once; they come out as they went in.
    void freezesDecoders_data()
    {
        QTest::addColumn<int>("frozen");
        QTest::newRow("first layer") << 1;
        QTest::newRow("all layers") << 3;
    }
    void freezesDecoders()
    {
        QFETCH(int, frozen);
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, words());
        const Checkpoint start = withNewHead(loadCheckpoint(LATHE_TEST_DATA "/families/llama"), set, 3);
        recipe::Params params = smallParams(finetuneStage().info);
        params["frozenLayers"] = int64_t(frozen);
        nlohmann::json details;
        StageContext context{set, kLength, 11, Task(), details};
        const Checkpoint tuned = finetuneStage().run({{"model", start}}, params, context);
        for (const auto& [name, weight] : start.weights) {
            const bool inLayer = name.starts_with("layers."), below = inLayer && std::atoi(name.c_str() + 7) < frozen;
            const bool still = below || name.starts_with("embeddings.");
            QVERIFY2(tuned.weights.at(name).equal(weight) == still, name.c_str());
        }
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
        const QualityOf quality(made, set, set.test, kLength); // it packs, and answers as the trainable form does
        const auto answers = quality.predictions(made, {});
        const at::NoGradGuard noGrad;
        const at::Tensor wanted = Transformer(made, false).logits(pad(quality.rows(), {0}));
        for (int64_t c = 0; c < 3; ++c)
            QVERIFY(std::abs(wanted[0][c].item<float>() - answers.row(0)[c]) < 1e-4F);
    }
};

QTEST_GUILESS_MAIN(TestFamilyStages)
#include "tst_family_stages.moc"
