#include "core/base/files.h"
#include "core/engine/model/transformer.h"
#include "core/engine/runtime/packed_model.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;
namespace fs = std::filesystem;

namespace {

const fs::path kData = fs::path(LATHE_TEST_DATA) / "gguf";

double largestDifference(const Checkpoint& checkpoint, const nlohmann::json& expected)
{
    const at::NoGradGuard noGrad;
    const Transformer transformer(checkpoint, false);
    double largest = 0;
    for (size_t row = 0; row < expected["inputs"].size(); ++row) {
        const at::Tensor logits = transformer.logits(pad({expected["inputs"][row].get<TokenIds>()}, {0}));
        for (int64_t c = 0; c < logits.size(1); ++c)
            largest = std::max(largest, std::abs(logits[0][c].item<double>() - expected["logits"][row][c].get<double>()));
    }
    return largest;
}

} // namespace

// Files and logits come from tests/fixtures/make_gguf_decoders.py.
class TestGgufDecoders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answerAsInTransformers_data()
    {
        QTest::addColumn<QString>("family");
        QTest::newRow("llama") << "llama";
        QTest::newRow("qwen2") << "qwen2";
        QTest::newRow("qwen3") << "qwen3";
        QTest::newRow("gemma2") << "gemma2";
        QTest::newRow("gemma3") << "gemma3_text";
        QTest::newRow("phi3") << "phi3";
        QTest::newRow("gpt2") << "gpt2";
        QTest::newRow("gptneox") << "gpt_neox";
    }
    void answerAsInTransformers()
    {
        QFETCH(QString, family);
        const std::string name = QTest::currentDataTag();
        const Checkpoint checkpoint = loadCheckpoint(kData / (name + ".gguf"));
        QCOMPARE(checkpoint.architecture.family, family.toStdString());
        QCOMPARE(checkpoint.architecture.classes, 3);
        const nlohmann::json expected = readJson(kData / (name + ".json"));
        const double difference = largestDifference(checkpoint, expected);
        QVERIFY2(difference < 1e-4, qPrintable(QString::number(difference)));
    }

    // Served straight from the file's blocks: the packed model takes no other form first.
    void answerPacked_data() { answerAsInTransformers_data(); }
    void answerPacked()
    {
        const std::string name = QTest::currentDataTag();
        const nlohmann::json expected = readJson(kData / (name + ".json"));
        const PackedModel packed(loadCheckpoint(kData / (name + ".gguf")));
        const auto rows = expected["inputs"].get<std::vector<TokenIds>>();
        std::vector<const TokenIds*> texts;
        for (const TokenIds& row : rows)
            texts.push_back(&row);
        const at::Tensor logits = packed.logits(texts);
        double largest = 0;
        for (int64_t row = 0; row < logits.size(0); ++row)
            for (int64_t c = 0; c < logits.size(1); ++c)
                largest = std::max(largest, std::abs(logits[row][c].item<double>() -
                                                     expected["logits"][size_t(row)][size_t(c)].get<double>()));
        QVERIFY2(largest < 1e-4, qPrintable(QString::number(largest)));
    }

    // The trainable model with its matrices left in blocks, and the rows of the table of tokens.
    void answerFromBlocks_data() { answerAsInTransformers_data(); }
    void answerFromBlocks()
    {
        const at::NoGradGuard noGrad;
        const std::string name = QTest::currentDataTag();
        const Checkpoint checkpoint = loadCheckpoint(kData / (name + ".gguf"));
        const Transformer model(checkpoint, Transformer::Trained{[](const std::string&) { return false; }}), floats(checkpoint, false);
        size_t blocks = 0;
        for (const auto& [key, weight] : checkpoint.weights)
            if (checkpoint.weights.contains(key + "_gguf")) {
                QVERIFY2(!model.weights().contains(key), key.c_str());
                ++blocks;
            }
        QVERIFY(blocks > 0);
        for (const auto& ids : readJson(kData / (name + ".json"))["inputs"].get<std::vector<TokenIds>>())
            QVERIFY((model.logits(pad({ids}, {0})) - floats.logits(pad({ids}, {0}))).abs().max().item<double>() < 1e-5);
    }

    void keepTheirBlocks()
    {
        const Checkpoint checkpoint = loadCheckpoint(kData / "llama.gguf");
        QVERIFY(checkpoint.weights.contains("layers.0.attention.query.weight_gguf"));
        QCOMPARE(checkpoint.weights.at("layers.0.attention.query.weight").nbytes(), size_t(32 * 34)); // Q8_0
        const Checkpoint phi = loadCheckpoint(kData / "phi3.gguf"); // query, key and value are one matrix in the file
        QCOMPARE(phi.weights.at("layers.0.attention.key.weight").nbytes(), size_t(16 * 34));
    }
};

QTEST_GUILESS_MAIN(TestGgufDecoders)
#include "tst_gguf_decoders.moc"
