#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/runtime/packed_model.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/quantize/mixed_plan.h"
#include "tests/engine/quantize_fixture.h"

#include <QTemporaryDir>

using namespace lathe;
using namespace lathe::engine;

// What every quantization promises, and what is expected of tables, half floats and mixed precision.
class TestQuantize : public QObject, private lathe::tests::QuantizeFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }

    // Every quantizer leaves out what it is told to, and tells of names that no layer has.
    void listedLayersStayFloat_data() { stages(); }
    void listedLayersStayFloat()
    {
        QFETCH(int, index);
        const Stage stage = quantizers()[size_t(index)];
        recipe::Params params = defaults(stage);
        params["keepFloat"] = std::string("layers.0., attention.key, embeddings.position");
        const Checkpoint made = run(stage, params, m_tuned);
        for (const char* name :
             {"layers.0.ffn.up.weight", "layers.1.attention.key.weight", "embeddings.position", "head.out.weight"})
            QVERIFY(storageOf(made.weights, name) == Storage::Float32);
        for (const char* name : {"layers.1.attention.query.weight", "layers.2.ffn.down.weight", "embeddings.token"})
            QVERIFY(storageOf(made.weights, name) != Storage::Float32);
        QVERIFY(std::isfinite(accuracy(made)));
        params["keepFloat"] = std::string("layers.9.");
        QVERIFY_EXCEPTION_THROWN((void)run(stage, params, m_tuned), Error);
    }

    // Codes are not rounded a second time.
    void codesAreRefused_data() { stages(); }
    void codesAreRefused()
    {
        QFETCH(int, index);
        const Stage stage = quantizers()[size_t(index)];
        const Checkpoint packed = run(quantizeInt4Stage(), defaults(quantizeInt4Stage()), m_tuned);
        QVERIFY_EXCEPTION_THROWN((void)run(stage, defaults(stage), packed), Error);
    }

    // As after low-rank factorisation: X_left and X_right are rounded, each in its own form.
    void factorsAreRounded_data() { stages(); }
    void factorsAreRounded()
    {
        QFETCH(int, index);
        const Stage stage = quantizers()[size_t(index)];
        Checkpoint model = m_tuned;
        const std::string up = "layers.1.ffn.up.weight";
        putFactors(model.weights, up, random({64, 16}) * 0.1, random({16, 32}) * 0.1);
        const Checkpoint made = run(stage, defaults(stage), model);
        QVERIFY(storageOf(made.weights, up + "_left") != Storage::Float32);
        QVERIFY(storageOf(made.weights, up + "_right") != Storage::Float32);
        const at::Tensor wanted = floatMatrix(model.weights, up), found = floatMatrix(made.weights, up);
        QVERIFY(((wanted - found).norm() / wanted.norm()).item<double>() < 0.2);
        QTemporaryDir folder;
        saveCheckpoint(made, folder.path().toStdString());
        QVERIFY(floatMatrix(loadCheckpoint(folder.path().toStdString()).weights, up).equal(found));
    }

    void tablesAlone()
    {
        const Stage stage = quantizeEmbeddingsStage();
        recipe::Params params = defaults(stage);
        const Checkpoint made = run(stage, params, m_tuned);
        QVERIFY(storageOf(made.weights, "embeddings.token") == Storage::Int4);
        QVERIFY(storageOf(made.weights, "embeddings.position") == Storage::Int8);
        QVERIFY(made.weights.at("layers.0.ffn.up.weight").is_same(m_tuned.weights.at("layers.0.ffn.up.weight")));
        QVERIFY(std::abs(accuracy(made) - accuracy(m_tuned)) <= 0.1);
        // Before or after the layers, but not twice.
        recipe::Params layers = defaults(quantizeInt4Stage());
        layers["embeddings"] = std::string("float");
        const Checkpoint both = run(stage, params, run(quantizeInt4Stage(), layers, m_tuned));
        QVERIFY(both.weights.at("embeddings.token").equal(made.weights.at("embeddings.token")));
        QVERIFY_EXCEPTION_THROWN((void)run(stage, params, made), Error);
        params["keepFloat"] = std::string("embeddings.token");
        QVERIFY(storageOf(run(stage, params, m_tuned).weights, "embeddings.token") == Storage::Float32);
    }

    // Half of a float32 matrix' bytes, each number to 11 or 8 significant bits.
    void halfFloats_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<double>("relative");
        QTest::newRow("fp16") << "fp16" << std::exp2(-11);
        QTest::newRow("bf16") << "bf16" << std::exp2(-8);
    }
    void halfFloats()
    {
        QFETCH(QString, format);
        QFETCH(double, relative);
        const Stage stage = quantizeHalfStage();
        recipe::Params params = defaults(stage);
        params["format"] = format.toStdString();
        const Checkpoint made = run(stage, params, m_tuned);
        for (const char* name : {"layers.0.ffn.up.weight", "embeddings.token", "head.dense.weight"}) {
            const at::Tensor whole = m_tuned.weights.at(name), half = made.weights.at(name);
            QVERIFY(half.scalar_type() == (format == "fp16" ? at::kHalf : at::kBFloat16));
            const at::Tensor error = (half.to(at::kFloat) - whole).abs() - whole.abs() * relative;
            QVERIFY(error.max().item<double>() <= 3e-8); // half of fp16's smallest step
        }
        QVERIFY(made.weights.at("head.out.weight").scalar_type() == at::kFloat);
        QVERIFY(made.weights.at("layers.0.ffn.norm.weight").scalar_type() == at::kFloat);
        const bool halves = format == "bf16" && kernels::multiplies(kernels::Numbers::Bfloat16);
        QCOMPARE(PackedModel(made).kernels(), kernels::productName(halves ? kernels::Numbers::Bfloat16 : kernels::Numbers::Float32));
        QVERIFY(std::abs(accuracy(made) - accuracy(m_tuned)) <= 0.02);
        Checkpoint huge = m_tuned;
        huge.weights["layers.0.ffn.up.weight"] = m_tuned.weights.at("layers.0.ffn.up.weight") * 1e7;
        if (format == "fp16")
            QVERIFY_EXCEPTION_THROWN((void)run(stage, params, huge), Error);
        else
            QVERIFY(largest(floatMatrix(run(stage, params, huge).weights, "layers.0.ffn.up.weight")) < 1e9);
    }

    // Saved bytes per divergence: b to int4 (90 / 0.1), a to int8 (60 / 0.1), a on to int4 (20 / 0.9); c has no
    // smaller form than int8, which costs nothing and comes first.
    void greedyMovesTable()
    {
        const std::vector<MixedPart> parts{{"a", {}, {100, 40, 20}, {0, 0.1, 1.0}},
                                           {"b", {}, {100, 40, 10}, {0, 0.08, 0.1}},
                                           {"c", {}, {10, 5, 5}, {0, -0.01, -0.01}}};
        const std::vector<MixedMove> moves = greedyMoves(parts);
        QCOMPARE(moves, (std::vector<MixedMove>{{2, 1}, {1, 2}, {0, 1}, {0, 2}}));
        QCOMPARE(formsAfter(moves, 0, 3), (std::vector<int>{0, 0, 0}));
        QCOMPARE(formsAfter(moves, 3, 3), (std::vector<int>{1, 2, 1}));
        QCOMPARE(formsAfter(moves, 4, 3), (std::vector<int>{2, 2, 1}));
    }

    // A generous budget ends all in int4, none at all keeps what costs nothing on validation; the table says what
    // was stored and how much each part disturbs the answers.
    void mixedKeepsItsBudget()
    {
        const Stage stage = quantizeMixedStage();
        recipe::Params params = defaults(stage);
        const auto bytes = [](const Checkpoint& model) {
            size_t sum = 0;
            for (const auto& [name, weight] : model.weights)
                sum += weight.nbytes();
            return sum;
        };
        const QualityOf validation(m_outliers, m_set, m_set.validation, 32);
        const double whole = validation.of(m_outliers, {});
        size_t before = 0;
        for (const double budget : {0.0, 2.0, 100.0}) {
            params["budget"] = budget;
            const Checkpoint made = run(stage, params, m_outliers);
            const double lost = 100 * (whole - validation.of(made, {}));
            QVERIFY(lost <= budget + 1e-9);
            QVERIFY(std::abs(lost - m_details["pointsLost"].get<double>()) < 1e-9);
            QVERIFY(before == 0 || bytes(made) <= before);
            before = bytes(made);
            QCOMPARE(m_details["parts"].size(), size_t(8)); // tables, three layers of two, head
            for (const auto& part : m_details["parts"]) {
                QVERIFY(part["divergence"]["int4"].get<double>() >= -1e-6);
                QVERIFY(part["bytes"]["float"].get<int>() > part["bytes"]["int8"].get<int>());
                QVERIFY(part["bytes"]["int8"].get<int>() > part["bytes"]["int4"].get<int>());
            }
            const bool int4 = storageOf(made.weights, "layers.0.ffn.up.weight") == Storage::Int4;
            QCOMPARE(m_details["parts"][2]["part"].get<std::string>(), std::string("layers.0.ffn"));
            QCOMPARE(m_details["parts"][2]["choice"].get<std::string>() == "int4", int4);
            QVERIFY(budget < 100 || int4);
        }
        // Rounding less disturbs less, over all parts.
        double int8 = 0, int4 = 0;
        for (const auto& part : m_details["parts"])
            int8 += part["divergence"]["int8"].get<double>(), int4 += part["divergence"]["int4"].get<double>();
        QVERIFY(int8 < 0.5 * int4);
    }

private:
    // Those that round what they find, for the promises that all of them make.
    static std::vector<Stage> quantizers()
    {
        return {quantizeInt8Stage(),   quantizeInt4Stage(),   quantizeGptqStage(), quantizeAwqStage(),
                quantizeSmoothStage(), quantizeStaticStage(), quantizeAwareStage()};
    }
    static void stages()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < quantizers().size(); ++i)
            QTest::newRow(quantizers()[i].info.id.c_str()) << int(i);
    }
};

QTEST_GUILESS_MAIN(TestQuantize)
#include "tst_quantize.moc"
