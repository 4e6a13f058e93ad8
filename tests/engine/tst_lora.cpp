#include "core/base/error.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/runtime/packed_model.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/training/adapters.h"
#include "tests/engine/block_fixture.h"
#include "tests/engine/tiny_task.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/linalg_svd.h>
#include <ATen/ops/tensor.h>
#include <ATen/Parallel.h>
#include <QTemporaryDir>
#include <QTest>
#include <numeric>

using namespace lathe;
using namespace lathe::engine;
using namespace lathe::tests;
namespace fs = std::filesystem;

namespace {

at::Tensor matrixOf(const nlohmann::json& rows)
{
    at::Tensor made = at::empty({int64_t(rows.size()), int64_t(rows[0].size())}, at::kFloat);
    for (size_t r = 0; r < rows.size(); ++r)
        for (size_t c = 0; c < rows[r].size(); ++c)
            made[int64_t(r)][int64_t(c)] = rows[r][c].get<float>();
    return made;
}

double difference(const at::Tensor& a, const at::Tensor& b) { return (a - b).abs().max().item<double>(); }

PaddedBatch batchOf(const std::vector<TokenIds>& rows)
{
    std::vector<int> all(rows.size());
    std::iota(all.begin(), all.end(), 0);
    return pad(rows, all);
}

const Transformer::Trained kHead{[](const std::string& name) { return name.starts_with("head."); }};

Checkpoint fixture(const std::string& name) { return loadCheckpoint(LATHE_TEST_DATA "/families/" + name); }

// The same model as the kinds of numbers that a base may be stored in.
Checkpoint stored(Checkpoint model, const QString& form)
{
    if (form == "int8")
        roundLayers(model.weights);
    else if (form == "int4")
        roundLayersToInt4(model.weights);
    else if (form == "bf16")
        eachLayerMatrix(model.weights, [&](const std::string& name) {
            model.weights.at(name) = model.weights.at(name).to(at::kBFloat16);
        });
    else if (form == "blocks")
        roundLayersToBlocks(model.weights);
    return model;
}

} // namespace

// Low-rank adapters against PEFT's, tests/fixtures/make_lora_fixtures.py, and the stage that trains them.
class TestLora : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        at::set_num_threads(1); // models as small as these only wait for threads
        for (char letter = 'a'; letter <= 'z'; ++letter)
            m_words.emplace_back(1, letter);
        m_set = tinyTask(data::TaskKind::Multiclass, m_words);
    }

    void answersAsPeft_data()
    {
        QTest::addColumn<QString>("model");
        QTest::newRow("llama") << "llama";
        QTest::newRow("deberta-v3") << "deberta-v3"; // its keys also meet distances, through the same adapter
    }
    void answersAsPeft()
    {
        QFETCH(QString, model);
        const nlohmann::json file = readJson(LATHE_TEST_DATA "/methods/lora.json");
        const nlohmann::json& expected = file["models"][model.toStdString()];
        const Checkpoint checkpoint = fixture(model.toStdString());
        const Adapters adapters(checkpoint, {file["rank"].get<int>(), file["alpha"].get<double>()}, 0, 1, at::kCPU);
        QCOMPARE(adapters.layers().size(), expected["adapters"].size());
        for (const auto& [layer, parts] : expected["adapters"].items()) {
            const at::NoGradGuard noGrad;
            adapters.of(layer).down.copy_(matrixOf(parts["down"]["value"]));
            adapters.of(layer).up.copy_(matrixOf(parts["up"]["value"]));
        }
        const Transformer transformer(checkpoint, kHead);
        const PaddedBatch batch = batchOf(expected["inputs"].get<std::vector<TokenIds>>());
        const Hooks hooks = adapters.hooks();
        const at::Tensor logits = transformer.logits(batch, {.hooks = &hooks}), wanted = matrixOf(expected["logits"]);
        const double scale = wanted.abs().max().item<double>();
        QVERIFY2(difference(logits, wanted) < 1e-5 * scale, qPrintable(QString::number(difference(logits, wanted))));

        at::cross_entropy_loss(logits, at::tensor(expected["labels"].get<std::vector<int64_t>>())).backward();
        const auto matches = [](const at::Tensor& gradient, const nlohmann::json& rows) {
            const at::Tensor right = matrixOf(rows);
            return difference(gradient, right) <= 2e-4 * std::max(1e-2, right.abs().max().item<double>());
        };
        QVERIFY(matches(transformer.weights().at("head.out.weight").grad(), expected["head"]));
        for (const auto& [layer, parts] : expected["adapters"].items()) {
            QVERIFY2(matches(adapters.of(layer).down.grad(), parts["down"]["gradient"]), layer.c_str());
            QVERIFY2(matches(adapters.of(layer).up.grad(), parts["up"]["gradient"]), layer.c_str());
        }
        for (const auto& [name, weight] : transformer.weights())
            QVERIFY2(weight.requires_grad() == name.starts_with("head."), name.c_str());

        // Merged, the model answers the same without adapters.
        const at::NoGradGuard noGrad;
        std::vector<at::Tensor> values;
        for (const at::Tensor& leaf : adapters.leaves())
            values.push_back(leaf.detach());
        const Checkpoint merged = adapters.merged(checkpoint, values);
        QVERIFY(difference(Transformer(merged, false).logits(batch), wanted) < 2e-5 * scale);
    }

    // A base of fewer bits gives what its multiplied-out floats give, forwards and backwards.
    void storedBaseIsItsFloats_data()
    {
        QTest::addColumn<QString>("form");
        for (const char* form : {"int8", "int4", "bf16", "blocks"})
            QTest::newRow(form) << QString(form);
    }
    void storedBaseIsItsFloats()
    {
        QFETCH(QString, form);
        const Checkpoint base = stored(fixture("llama"), form);
        Checkpoint floats = base;
        for (const auto& [name, weight] : base.weights)
            if (!isMatrixDetail(name))
                putFloat(floats.weights, name, floatMatrix(base.weights, name));
        const PaddedBatch batch = batchOf({{0, 9, 11, 30, 14}, {0, 12}, {0, 5, 6, 7, 8, 9, 10, 11}});
        std::vector<at::Tensor> logits, gradients;
        for (const Checkpoint* model : {&base, static_cast<const Checkpoint*>(&floats)}) {
            const Adapters adapters(*model, {4, 8}, 0, 7, at::kCPU);
            const Hooks hooks = adapters.hooks();
            const Transformer transformer(*model, kHead);
            QCOMPARE(transformer.weights().contains("layers.0.ffn.up.weight"), model == &floats);
            logits.push_back(transformer.logits(batch, {.hooks = &hooks}));
            logits.back().square().sum().backward();
            gradients.push_back(adapters.of("layers.0.attention.query").up.grad());
            QVERIFY(difference(logits.back(), Transformer(floats, false).logits(batch)) < 1e-4); // nothing is added at first
        }
        QVERIFY(difference(logits[0], logits[1]) < 1e-5 * logits[1].abs().max().item<double>());
        QVERIFY(gradients[1].abs().max().item<double>() > 0);
        QVERIFY(difference(gradients[0], gradients[1]) < 1e-5 * gradients[1].abs().max().item<double>());
    }

    void stageLearns_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("adapted");
        QTest::addColumn<int>("frozen");
        QTest::newRow("llama") << "llama" << "fp32" << "all linear" << 0;
        QTest::newRow("llama int4, attention") << "llama" << "int4" << "attention" << 0;
        QTest::newRow("llama int8, first layer frozen") << "llama" << "int8" << "all linear" << 1;
        QTest::newRow("llama blocks") << "llama" << "blocks" << "attention" << 0;
        QTest::newRow("gpt2 bf16") << "gpt2" << "bf16" << "all linear" << 0;
        QTest::newRow("roberta") << "roberta" << "fp32" << "all linear" << 0;
    }
    void stageLearns()
    {
        QFETCH(QString, model);
        QFETCH(QString, form);
        QFETCH(QString, adapted);
        QFETCH(int, frozen);
        const Checkpoint start = withNewHead(stored(fixture(model.toStdString()), form), m_set, 3);
        recipe::Params params = fitting();
        params["adapted"] = adapted.toStdString();
        params["frozenLayers"] = int64_t(frozen);
        nlohmann::json details;
        const Checkpoint made = run(start, params, &details);
        const double accuracy = QualityOf(made, m_set, m_set.test, kLength).of(made, {});
        const double bar = frozen > 0 ? 0.75 : 0.85; // what is frozen holds random weights; guessing gives 0.33
        QVERIFY2(accuracy > bar, qPrintable(QString::number(accuracy)));
        QVERIFY(details.at("adapters").at("parameters").get<int64_t>() > 0);

        int touched = 0;
        for (const auto& [name, weight] : start.weights) {
            if (isMatrixDetail(name) || name.starts_with("head."))
                continue;
            const bool wanted = name.ends_with(".weight") && weight.dim() == 2 && name.starts_with("layers.") &&
                                (adapted == "all linear" || name.find(".attention.") != std::string::npos) &&
                                std::atoi(name.c_str() + 7) >= frozen;
            if (!wanted) {
                QVERIFY2(made.weights.at(name).equal(weight), name.c_str());
                continue;
            }
            ++touched;
            QCOMPARE(made.weights.at(name).scalar_type(), at::kFloat);
            const at::Tensor added = made.weights.at(name) - floatMatrix(start.weights, name);
            const at::Tensor values = std::get<1>(at::linalg_svd(added.to(at::kDouble), false));
            QVERIFY2(values[0].item<double>() > 1e-3, name.c_str());
            QVERIFY2(values[4].item<double>() < 1e-5 * std::max(1.0, values[0].item<double>()), name.c_str()); // rank 4
        }
        QCOMPARE(touched, int(details.at("adapters").at("layers").get<size_t>()));

        QTemporaryDir folder; // blocks, codes and floats side by side are one model
        saveCheckpoint(made, folder.path().toStdString());
        const Checkpoint loaded = loadCheckpoint(folder.path().toStdString());
        const QualityOf quality(made, m_set, m_set.test, kLength);
        QCOMPARE(quality.predictions(loaded, {}).logits, quality.predictions(made, {}).logits);
    }

    // The figure of an epoch, of a model that is never packed, is that of the model that comes out.
    void epochsAreScoredAsTheyAreServed()
    {
        nlohmann::json details;
        const Checkpoint made = run(withNewHead(fixture("llama"), m_set, 3), fitting(), &details);
        QCOMPARE(details.at("validation").get<double>(), QualityOf(made, m_set, m_set.validation, kLength).of(made, {}));
    }

    void mergedAsAsked()
    {
        recipe::Params params = fitting();
        params["epochs"] = 1.0;
        params["merged"] = std::string("bfloat16");
        const Checkpoint made = run(withNewHead(fixture("llama"), m_set, 3), params);
        QCOMPARE(made.weights.at("layers.1.ffn.down.weight").scalar_type(), at::kBFloat16);
        QCOMPARE(made.weights.at("head.out.weight").scalar_type(), at::kFloat);
    }

    // Layers of one group hold one tensor: it has one adapter, and they still share it afterwards.
    void sharedLayersShareAdapters()
    {
        const Checkpoint model = fixture("albert-one");
        const Adapters adapters(model, {2, 4}, 0, 1, at::kCPU);
        QCOMPARE(adapters.leaves().size(), size_t(2 * 6));
        QCOMPARE(adapters.layers().size(), size_t(6 * model.architecture.layers.size()));
        std::vector<at::Tensor> values;
        for (const at::Tensor& leaf : adapters.leaves())
            values.push_back(at::ones_like(leaf.detach()));
        const Checkpoint merged = adapters.merged(model, values);
        QVERIFY(merged.weights.at("layers.0.ffn.up.weight").is_same(merged.weights.at("layers.2.ffn.up.weight")));
        QVERIFY_EXCEPTION_THROWN((void)Adapters(model, {2, 4}, 1, 1, at::kCPU), Error); // layer 0 has them all
    }

    void refusesWhatCannotBe()
    {
        const Architecture& model = fixture("llama").architecture;
        QVERIFY_EXCEPTION_THROWN(checkAdapters(model, {17, 1}, 0), Error); // keys have 12 rows
        QVERIFY_EXCEPTION_THROWN(checkAdapters(model, {2, 1}, 3), Error);
        checkAdapters(model, {12, 1}, 2);
    }

private:
    static constexpr int kLength = 24;

    static recipe::Params fitting()
    {
        recipe::Params params;
        for (const recipe::ParamSpec& spec : loraStage().info.params)
            params[spec.key] = spec.fallback;
        params["epochs"] = 12.0;
        params["learningRate"] = 1e-2;
        params["batchSize"] = int64_t(16);
        params["adapterRank"] = int64_t(4);
        return params;
    }
    Checkpoint run(const Checkpoint& start, const recipe::Params& params, nlohmann::json* told = nullptr) const
    {
        nlohmann::json details;
        StageContext context{m_set, kLength, 11, Task(), details};
        Checkpoint made = loraStage().run({{"model", start}}, params, context);
        if (told)
            *told = std::move(details);
        return made;
    }

    std::vector<std::string> m_words;
    data::DataSet m_set;
};

QTEST_GUILESS_MAIN(TestLora)
#include "tst_lora.moc"
