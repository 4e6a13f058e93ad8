#include "core/base/error.h"
#include "core/engine/measure/facts.h"
#include "core/engine/model/transformer.h"
#include "core/engine/runtime/packed_model.h"
#include "tests/engine/model_fixture.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/equal.h>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;
using namespace lathe::tests;

// Logits against those that transformers computed: tests/fixtures/make_model_fixtures.py and make_family_fixtures.py.
class TestForward : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logits_data() { fixtures(); }
    void logits()
    {
        QFETCH(QString, folder);
        const std::filesystem::path path = folder.toStdString();
        const nlohmann::json expected = readJson(path / "expected.json");
        const auto rows = expected["inputs"].get<std::vector<TokenIds>>();
        const auto logits = expected["logits"].get<std::vector<std::vector<double>>>();
        const auto tolerance = expected["tolerance"].get<double>();
        const Checkpoint checkpoint = withHead(loadCheckpoint(path));
        // bfloat16 products round their inputs to 8 bits; transformers' logits are of float32 products. Where the sum that
        // layers add to is never normed, what they lose adds up. What is bearable is what people who run the model in
        // bfloat16 bear already: no more than transformers' own run in bfloat16 is off, 0.5 to 1.6 % of the largest logit.
        const bool halves = factsOf(checkpoint).compute.find("bf16") != std::string::npos;
        const int bits = checkpoint.architecture.normPlace == NormPlace::After ? 8 : 6;
        const double packedTolerance =
            halves ? std::min(std::exp2(-bits) * largest(logits), expected["bfloat16Error"].get<double>()) : tolerance;
        const at::NoGradGuard noGrad;
        const Transformer transformer(checkpoint, false);
        const PackedModel packed(checkpoint);

        std::vector<int> all;
        std::vector<const TokenIds*> texts;
        for (size_t i = 0; i < rows.size(); ++i)
            all.push_back(int(i)), texts.push_back(&rows[i]);
        compare(transformer.logits(pad(rows, all)), logits, tolerance); // padded together
        compare(packed.logits(texts), logits, packedTolerance);
        for (size_t i = 0; i < rows.size(); ++i) { // alone
            const std::vector<const TokenIds*> one{texts[i]};
            compare(transformer.logits(pad(rows, {int(i)})), {logits[i]}, tolerance);
            compare(packed.logits(one), {logits[i]}, packedTolerance);
        }
    }

    // bfloat16 weights computed with in float32.
    void logitsOfHalvesInFloat_data() { fixtures(); }
    void logitsOfHalvesInFloat()
    {
        QFETCH(QString, folder);
        const std::filesystem::path path = folder.toStdString();
        Checkpoint checkpoint = withHead(loadCheckpoint(path));
        bool any = false;
        for (auto& [name, weight] : checkpoint.weights)
            if (weight.scalar_type() == at::kBFloat16)
                weight = weight.to(at::kFloat), any = true;
        if (!any)
            QSKIP("no weights in bfloat16");
        const nlohmann::json expected = readJson(path / "expected.json");
        const auto rows = expected["inputs"].get<std::vector<TokenIds>>();
        std::vector<const TokenIds*> texts;
        for (const TokenIds& row : rows)
            texts.push_back(&row);
        compare(PackedModel(checkpoint).logits(texts), expected["logits"].get<std::vector<std::vector<double>>>(),
                expected["tolerance"].get<double>());
    }

    // Codes of 8 bits against float products of the same weights: what rounding each token's rows to 8 bits costs these
    // models, whose rows are short (16 to 64 numbers). A text's answer is the same alone, bit by bit.
    void integers_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<bool>("int4");
        for (const auto& path : modelFixtures())
            for (const bool int4 : {false, true})
                QTest::addRow("%s, %s", path.filename().c_str(), int4 ? "int4" : "int8") << QString::fromStdString(path) << int4;
    }
    void integers()
    {
        QFETCH(QString, folder);
        QFETCH(bool, int4);
        constexpr double kRounding = 0.1; // of the largest logit; the worst found are 0.068 in 8 bits and 0.085 in 4
        const at::NoGradGuard noGrad;
        const std::filesystem::path path = folder.toStdString();
        Checkpoint rounded = withHead(loadCheckpoint(path));
        if (int4)
            roundLayersToInt4(rounded.weights);
        else
            roundLayers(rounded.weights);
        Checkpoint plain = rounded; // the same weights in float32
        eachLayerMatrix(plain.weights, [&](const std::string& name) {
            if (!name.ends_with("_scale"))
                putFloat(plain.weights, name, floatMatrix(plain.weights, name));
        });
        for (auto& [name, weight] : plain.weights)
            weight = weight.to(at::kFloat);
        const PackedModel integer(rounded), wide(plain);
        QVERIFY2(integer.kernels().find("int8") != std::string::npos, integer.kernels().c_str());
        QVERIFY2(wide.kernels().find("int8") == std::string::npos, wide.kernels().c_str());
        const auto rows = readJson(path / "expected.json")["inputs"].get<std::vector<TokenIds>>();
        std::vector<const TokenIds*> texts;
        for (const TokenIds& row : rows)
            texts.push_back(&row);
        const at::Tensor found = integer.logits(texts), wanted = wide.logits(texts);
        const double difference = (found - wanted).abs().max().item<double>() / wanted.abs().max().item<double>();
        QVERIFY2(difference > 0 && difference < kRounding, qPrintable(QString::number(difference)));
        for (size_t i = 0; i < texts.size(); ++i)
            QVERIFY(at::equal(integer.logits({&texts[i], 1})[0], found[int64_t(i)]));
    }

    // Pruned to nothing, a block adds its output's bias, where there is one.
    void emptyBlocks_data() { fixtures(); }
    void emptyBlocks()
    {
        QFETCH(QString, folder);
        const at::NoGradGuard noGrad;
        const std::filesystem::path path = folder.toStdString();
        Checkpoint checkpoint = withHead(loadCheckpoint(path));
        if (checkpoint.architecture.layerGroups > 0)
            QSKIP("layers that share their tensors have one shape");
        checkpoint.architecture.layers.front().heads = 0;
        checkpoint.architecture.layers.back().ffn = 0;
        for (const auto& [name, shape] : weightShapes(checkpoint.architecture))
            if (at::Tensor& weight = checkpoint.weights.at(name); weight.sizes() != at::IntArrayRef(shape)) {
                weight = weight.to(at::kFloat);
                for (size_t d = 0; d < shape.size(); ++d)
                    weight = weight.slice(int64_t(d), 0, shape[d]);
                weight = weight.contiguous();
            }
        for (auto& [name, weight] : checkpoint.weights)
            weight = weight.to(at::kFloat);
        const auto rows = readJson(path / "expected.json")["inputs"].get<std::vector<TokenIds>>();
        std::vector<const TokenIds*> texts;
        std::vector<int> all;
        for (const TokenIds& row : rows)
            all.push_back(int(texts.size())), texts.push_back(&row);
        const at::Tensor found = PackedModel(checkpoint).logits(texts);
        const at::Tensor wanted = Transformer(checkpoint, false).logits(pad(rows, all));
        QVERIFY((found - wanted).abs().max().item<double>() < 1e-4);
    }

    // Layers that hold the same tensors (ALBERT's) part when a stage changes one of them.
    void layersThatPart()
    {
        const std::filesystem::path path = LATHE_TEST_DATA "/families/albert";
        Checkpoint checkpoint = withHead(loadCheckpoint(path));
        QVERIFY(checkpoint.architecture.layerGroups > 0);
        const std::string last = fmt::format("layers.{}.ffn.up.weight", checkpoint.architecture.layers.size() - 1);
        checkpoint.weights[last] = checkpoint.weights.at(last) * 0.5;
        const auto rows = readJson(path / "expected.json")["inputs"].get<std::vector<TokenIds>>();
        std::vector<int> all;
        std::vector<const TokenIds*> texts;
        for (size_t i = 0; i < rows.size(); ++i)
            all.push_back(int(i)), texts.push_back(&rows[i]);
        const at::NoGradGuard noGrad;
        const at::Tensor wanted = Transformer(checkpoint, false).logits(pad(rows, all));
        QVERIFY((PackedModel(checkpoint).logits(texts) - wanted).abs().max().item<double>() < 1e-4);
        checkpoint.architecture.layers.pop_back(); // fewer layers than groups, or groups of unequal size
        QCOMPARE(PackedModel(checkpoint).logits(texts).size(0), int64_t(rows.size()));
    }

    void refusesBadIds()
    {
        const Checkpoint checkpoint = loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass");
        const PackedModel packed(checkpoint);
        const auto ask = [&](const TokenIds& ids) {
            const std::vector<const TokenIds*> one{&ids};
            (void)packed.logits(one);
        };
        const int vocabulary = checkpoint.architecture.vocabularySize;
        QVERIFY_EXCEPTION_THROWN(ask({vocabulary}), Error);
        QVERIFY_EXCEPTION_THROWN(ask({-1}), Error);
        QVERIFY_EXCEPTION_THROWN(ask({}), Error);
        QVERIFY_EXCEPTION_THROWN(ask(TokenIds(size_t(checkpoint.architecture.maxTokens()) + 1, 1)), Error);
        ask(TokenIds(size_t(checkpoint.architecture.maxTokens()), 1));
    }

private:
    static void fixtures()
    {
        QTest::addColumn<QString>("folder");
        for (const auto& path : modelFixtures())
            QTest::newRow(path.filename().c_str()) << QString::fromStdString(path);
    }
    static double largest(const std::vector<std::vector<double>>& logits)
    {
        double found = 0;
        for (const auto& row : logits)
            for (const double value : row)
                found = std::max(found, std::abs(value));
        return found;
    }
    static void compare(const at::Tensor& found, const std::vector<std::vector<double>>& expected, double tolerance)
    {
        QCOMPARE(found.size(0), int64_t(expected.size()));
        QCOMPARE(found.size(1), int64_t(expected[0].size()));
        const at::Tensor logits = found.contiguous();
        for (int64_t r = 0; r < logits.size(0); ++r)
            for (int64_t c = 0; c < logits.size(1); ++c) {
                const double value = logits.const_data_ptr<float>()[r * logits.size(1) + c];
                const double wanted = expected[size_t(r)][size_t(c)];
                QVERIFY2(std::abs(value - wanted) <= tolerance,
                         qPrintable(QString("row %1, class %2: %3, expected %4").arg(r).arg(c).arg(value).arg(wanted)));
            }
    }
};

QTEST_GUILESS_MAIN(TestForward)
#include "tst_forward.moc"
