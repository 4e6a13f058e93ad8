#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/quantize/gptq_rounding.h"
#include "core/engine/stages/quantize/int4_groups.h"
#include "tests/engine/quantize_fixture.h"

#include <ATen/ops/eye.h>
#include <ATen/ops/linalg_inv.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/round.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

using namespace lathe;
using namespace lathe::engine;

// How weights are rounded to 4 and 8 bits: by themselves, and by what their inputs say.
class TestQuantizeWeights : public QObject, private lathe::tests::QuantizeFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }

    void groupWidths()
    {
        QCOMPARE(groupWidth(384, 64), int64_t(64));
        QCOMPARE(groupWidth(32, 64), int64_t(32));
        QCOMPARE(groupWidth(90, 64), int64_t(45));
        QCOMPARE(groupWidth(194, 64), int64_t(2));
        QVERIFY(fitsGroups(384, 64) && fitsGroups(90, 64) && fitsGroups(6, 64));
        QVERIFY(!fitsGroups(33, 64) && !fitsGroups(194, 64));
    }

    // Without search the largest magnitude is code 7: scale 0.5 and 2 here, both exact in float16.
    void roundingGroupsInClosedForm()
    {
        const at::Tensor w = at::tensor({3.5f, -0.3f, 1.2f, -3.5f, 14.0f, 0.9f, -1.1f, 4.9f}).view({1, 8});
        const Int4Groups groups = roundGroups(w, 4, false);
        QVERIFY(groups.scale.equal(at::tensor({0.5f, 2.0f}).view({1, 2})));
        const at::Tensor codes = at::tensor({7.f, -1.f, 2.f, -7.f, 7.f, 0.f, -1.f, 2.f}).view({1, 8});
        QVERIFY(groups.codes.to(at::kFloat).equal(codes));
        const Int4Groups none = roundGroups(at::zeros({2, 8}), 4, true);
        QCOMPARE(groupValues(none).abs().max().item<float>(), 0.0f);
    }

    // What is read back from the packed form is what the rounding promised, to the last bit.
    void groupsSurviveStorage()
    {
        const at::Tensor w = random({5, 48});
        const Int4Groups groups = roundGroups(w, 16, true);
        Tensors weights;
        putInt4(weights, "x", groups.codes, groups.scale);
        QVERIFY(storedMatrix(weights, "x").equal(groupValues(groups)));
    }

    void searchedScalesHaveLessError()
    {
        const at::Tensor w = random({40, 128});
        const at::Tensor importance = random({128}).square();
        const auto error = [&](const Int4Groups& groups, const at::Tensor& weight) {
            return ((groupValues(groups) - w).square() * weight).sum().item<double>();
        };
        const Int4Groups plain = roundGroups(w, 64, false), searched = roundGroups(w, 64, true),
                         weighted = roundGroups(w, 64, true, importance);
        QVERIFY(error(searched, at::tensor(1.0f)) < 0.95 * error(plain, at::tensor(1.0f)));
        QVERIFY(error(weighted, importance) < error(searched, importance));
    }

    void int4StoresWhatItSays()
    {
        const Stage stage = quantizeInt4Stage();
        recipe::Params params = defaults(stage);
        params["group"] = int64_t(16);
        const Checkpoint made = run(stage, params, m_tuned);
        const std::string up = "layers.1.ffn.up.weight";
        QVERIFY(storageOf(made.weights, up) == Storage::Int4);
        QCOMPARE(made.weights.at(up + "_scale").size(1), int64_t(2)); // 32 columns
        QVERIFY(storageOf(made.weights, "head.dense.weight") == Storage::Int4);
        QVERIFY(storageOf(made.weights, "head.out.weight") == Storage::Float32);
        QVERIFY(storageOf(made.weights, "embeddings.token") == Storage::Int8);
        const double step = m_tuned.weights.at(up).abs().max().item<double>() / 7;
        QVERIFY(largest(floatMatrix(made.weights, up) - m_tuned.weights.at(up)) <= step);
        QVERIFY(std::abs(accuracy(made) - accuracy(m_tuned)) <= 0.1);
        params["embeddings"] = std::string("int4");
        QVERIFY(storageOf(run(stage, params, m_tuned).weights, "embeddings.token") == Storage::Int4);
    }

    // By the definition: one column after the other, the rest corrected with the inverse Hessian of the columns
    // that are left (Frantar et al. 2023, equations 2 and 3), inverted anew for each.
    void gptqFollowsItsDefinition()
    {
        const at::Tensor x = random({60, 12}), w = random({5, 12});
        const at::Tensor damped = at::matmul(x.t(), x) / 60.0;
        const at::Tensor h = damped + at::eye(12) * damped.diagonal().mean() * 0.01;
        const Int8Rows found = gptqRows(w, secondOrder(damped, 0.01, false));
        at::Tensor left = w.clone();
        for (int64_t i = 0; i < 12; ++i) {
            const at::Tensor inverse = at::linalg_inv(h.slice(0, i).slice(1, i).to(at::kDouble)).to(at::kFloat);
            const at::Tensor code = at::round(left.select(1, i) / found.scale).clamp(-127, 127);
            QVERIFY(found.codes.select(1, i).to(at::kFloat).equal(code));
            const at::Tensor error = (left.select(1, i) - code * found.scale) / inverse[0][0];
            left.slice(1, i).sub_(at::matmul(error.unsqueeze(1), inverse[0].unsqueeze(0)));
        }
    }

    // With inputs that do not correlate nothing can make up for an error: GPTQ is round-to-nearest.
    void gptqWithoutCorrelationRoundsToNearest()
    {
        const at::Tensor w = random({6, 64});
        for (const bool order : {false, true}) {
            const SecondOrder inputs = secondOrder(at::eye(64) * 2.0, 0.01, order);
            QVERIFY(groupValues(gptqGroups(w, inputs, 16, false)).equal(groupValues(roundGroups(w, 16, false))));
            QVERIFY(gptqRows(w, inputs).codes.equal(roundRows(w).codes));
        }
    }

    // On inputs that correlate its output error is far below that of round-to-nearest, in either order, also
    // with more columns than a block has and an input that is always zero.
    void gptqHasLessOutputError()
    {
        at::Tensor x = at::matmul(random({400, 20}), random({20, 320})) + random({400, 320}) * 0.3;
        x.select(1, 7).zero_();
        const at::Tensor w = random({24, 320}), hessian = at::matmul(x.t(), x) / 400.0;
        const auto error = [&](const at::Tensor& made) { return at::matmul(x, (made - w).t()).norm().item<double>(); };
        const double plain = error(groupValues(roundGroups(w, 64, true)));
        for (const bool order : {false, true}) {
            const SecondOrder inputs = secondOrder(hessian, 0.01, order);
            QVERIFY(error(groupValues(gptqGroups(w, inputs, 64, true))) < 0.6 * plain);
            const Int8Rows rows = gptqRows(w, inputs), nearest = roundRows(w);
            QVERIFY(error(rows.codes.to(at::kFloat) * rows.scale.unsqueeze(1)) <
                    0.6 * error(nearest.codes.to(at::kFloat) * nearest.scale.unsqueeze(1)));
        }
        const float nan = std::numeric_limits<float>::quiet_NaN();
        QVERIFY_EXCEPTION_THROWN((void)secondOrder(hessian * nan, 0.01, true), Error);
    }

    // The same through the stage, summed over all layers of a model.
    void gptqStageBeatsInt4OnCalibrationRows_data()
    {
        QTest::addColumn<QString>("bits");
        QTest::newRow("4 bits") << "4";
        QTest::newRow("8 bits") << "8";
    }
    void gptqStageBeatsInt4OnCalibrationRows()
    {
        QFETCH(QString, bits);
        recipe::Params params = defaults(quantizeGptqStage());
        params["bits"] = bits.toStdString();
        const Checkpoint made = run(quantizeGptqStage(), params, m_tuned);
        const Stage neighbour = bits == "4" ? quantizeInt4Stage() : quantizeInt8Stage();
        recipe::Params plain = defaults(neighbour);
        if (bits == "8")
            plain["embeddings"] = true;
        const Checkpoint nearest = run(neighbour, plain, m_tuned);
        QVERIFY(storageOf(made.weights, "layers.0.ffn.down.weight") == (bits == "4" ? Storage::Int4 : Storage::Int8));
        double own = 0, other = 0;
        for (const auto& [layer, error] : outputErrors(made))
            own += error;
        for (const auto& [layer, error] : outputErrors(nearest))
            other += error;
        QVERIFY2(own < 0.9 * other, qPrintable(QString("%1 against %2").arg(own).arg(other)));
        QVERIFY(std::abs(accuracy(made) - accuracy(m_tuned)) <= 0.1);
    }

private:
    // Squared error of each linear layer's output on the texts that the defaults calibrate with, its input as
    // in the float model: tr(D H D^T).
    std::map<std::string, double> outputErrors(const Checkpoint& made)
    {
        const ByLayer hessians = inputHessians(m_tuned, calibration(m_tuned), context());
        std::map<std::string, double> errors;
        for (const std::string& layer : linearLayers(m_tuned.architecture)) {
            const std::string matrix = layer + ".weight";
            const at::Tensor change = floatMatrix(made.weights, matrix) - m_tuned.weights.at(matrix);
            errors[layer] = (at::matmul(change, inputOf(hessians, layer)) * change).sum().item<double>();
        }
        return errors;
    }
};

QTEST_GUILESS_MAIN(TestQuantizeWeights)
#include "tst_quantize_weights.moc"
