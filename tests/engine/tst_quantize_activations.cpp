#include "core/engine/model/matrix.h"
#include "core/engine/runtime/packed_linear.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/quantize/activation_range.h"
#include "core/engine/stages/quantize/input_figures.h"
#include "core/engine/stages/quantize/round_tokens.h"
#include "core/engine/stages/quantize/smoothing.h"
#include "tests/engine/packed_rows.h"
#include "tests/engine/quantize_fixture.h"

#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/zeros.h>
#include <fmt/format.h>

using namespace lathe;
using namespace lathe::engine;

// Methods that look at activations, held against what the packed layers really compute.
class TestQuantizeActivations : public QObject, private lathe::tests::QuantizeFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }

    // The rounding that methods look at is the runtime's own.
    void tokensAreRoundedAsInTheRuntime()
    {
        Workspace workspace;
        const Workspace::Scope scope(workspace);
        const at::Tensor x = random({30, 50}) * 3 + 0.5;
        static const InputCodes perToken, fixed{.factor = {}, .range = {{0.04f, 90.0f}}};
        for (const InputCodes* form : {&perToken, &fixed}) {
            const Rows rows = Rows::take(workspace, 30, 50, false, form);
            kernels::quantizeRows(x.const_data_ptr<float>(), 30, 50, rows.out());
            const at::Tensor wanted = (lathe::tests::codesOf(rows).to(at::kFloat) - lathe::tests::zeroOf(rows)) * lathe::tests::scaleOf(rows);
            const at::Tensor found = form == &fixed ? roundTokens(x, 0.04f, 90) : roundTokens(x);
            QVERIFY((found - wanted).abs().gt(1e-5).sum().item<int64_t>() <= 1); // a tie may fall either way
        }
    }

    // Smoothing's estimate is what the packed layer really does, with outliers in some columns; the factor that
    // evens them out has much less error, for 8 and for 4 bits.
    void smoothingEstimatesThePackedError()
    {
        at::Tensor x = random({200, 64});
        x.select(1, 3).mul_(40);
        x.select(1, 20).mul_(25);
        const at::Tensor w = random({48, 64});
        const at::Tensor factor = x.abs().amax(0).sqrt();
        const Tensors weights{{"layers.0.ffn.up.weight", w}, {"layers.0.ffn.up.bias", at::zeros({48})}};
        const StageContext own = context();
        const Smoothing smoothing(weights, {"layers.0.ffn.up"}, x, own);
        QVERIFY(smoothing.largestWeights().equal(w.abs().amax(0)));
        for (const Storage storage : {Storage::Int8, Storage::Int4}) {
            const Rounding how{storage, 32, true};
            std::vector<double> errors;
            for (const at::Tensor& s : {at::Tensor(), factor}) {
                Tensors made = weights;
                smoothing.put(made, s, how);
                QCOMPARE(made.contains("layers.0.ffn.up.weight_smooth"), s.defined());
                const at::Tensor wanted = at::matmul(x, w.t());
                errors.push_back((packedOutput(made, "layers.0.ffn.up", x) - wanted).square().sum().item<double>());
                QVERIFY(std::abs(smoothing.error(s, how) / errors.back() - 1) < 1e-2);
            }
            QVERIFY2(errors[1] < 0.5 * errors[0], qPrintable(QString("%1 against %2").arg(errors[1]).arg(errors[0])));
        }
    }

    // With channels of very different size each method that looks at the inputs has less error in the packed layers'
    // outputs than its neighbour that does not.
    void smoothedStagesBeatTheirNeighbours_data()
    {
        QTest::addColumn<int>("method");
        QTest::newRow("AWQ against int4") << 0;
        QTest::newRow("SmoothQuant against int8") << 1;
        QTest::newRow("static int8, smoothed or not") << 2;
    }
    void smoothedStagesBeatTheirNeighbours()
    {
        QFETCH(int, method);
        const Checkpoint& model = m_outliers;
        const Stage stage = method == 0 ? quantizeAwqStage() : method == 1 ? quantizeSmoothStage() : quantizeStaticStage();
        const Stage neighbour = method == 0 ? quantizeInt4Stage() : method == 1 ? quantizeInt8Stage() : stage;
        recipe::Params plain = defaults(neighbour);
        if (method == 2)
            plain["smoothing"] = false;
        const Checkpoint nearest = run(neighbour, plain, model);
        const Checkpoint made = run(stage, defaults(stage), model);
        QVERIFY(!m_details[method == 0 ? "exponents" : "alphas"].empty());
        const auto own = packedErrors(model, made), other = packedErrors(model, nearest);
        double sum = 0, otherSum = 0;
        for (const auto& [layers, error] : own) {
            QVERIFY2(error <= other.at(layers) * 1.001, layers.c_str());
            sum += error, otherSum += other.at(layers);
        }
        QVERIFY2(sum < 0.8 * otherSum, qPrintable(QString("%1 against %2").arg(sum).arg(otherSum)));
        const std::string at = "layers.1.attention.";
        QVERIFY(made.weights.at(at + "query.weight_smooth").equal(made.weights.at(at + "value.weight_smooth")));
        QVERIFY(std::abs(accuracy(made) - accuracy(model)) <= 0.1);
    }

    // alpha 0.5 without search: s = sqrt(max |x| / max |w|), the maxima taken here by other means.
    void smoothQuantStoresItsFormula()
    {
        recipe::Params params = defaults(quantizeSmoothStage());
        params["searchAlpha"] = false;
        const Checkpoint made = run(quantizeSmoothStage(), params, m_tuned);
        const ByLayer inputs = inputMaxima(m_tuned, calibration(m_tuned), context());
        at::Tensor weights = at::zeros({32});
        for (const char* part : {"query", "key", "value"}) {
            const at::Tensor own = m_tuned.weights.at(fmt::format("layers.0.attention.{}.weight", part));
            weights = at::maximum(weights, own.abs().amax(0));
        }
        const at::Tensor wanted = (inputs.at("layers.0.attention.key") / weights).sqrt();
        const at::Tensor found = made.weights.at("layers.0.attention.key.weight_smooth");
        QVERIFY(largest(found / wanted - 1) < 1e-5);
        QVERIFY(!made.weights.contains("head.dense.weight_smooth"));
        const std::string up = "layers.2.ffn.up.weight";
        QVERIFY(largest(floatMatrix(made.weights, up) - m_tuned.weights.at(up)) < 0.02);
    }

    void rangesInClosedForm()
    {
        const ActivationRange whole = rangeOf(-1, 4.1, false), even = rangeOf(0, 2.54, true);
        QCOMPARE(whole.scale, 5.1 / 255);
        QCOMPARE(whole.zero, 50.0);
        QCOMPARE(even.scale, 0.02);
        QCOMPARE(even.zero, 128.0);
        QCOMPARE(rangeOf(0, 0, false).scale, 1.0); // inputs that are always 0
        // A thousand bins from -5 to 5 with the same count: 2 per cent are the outer ten bins of both ends.
        InputHistogram flat{-5, 5, std::vector<double>(1000, 3.0), false};
        const ActivationRange cut = calibratedRange(flat, "percentile", 98);
        QVERIFY(std::abs(cut.scale - 9.8 / 255) < 1e-9);
        for (const char* calibration : {"min-max", "MSE", "entropy"})
            QVERIFY2(std::abs(calibratedRange(flat, calibration, 0).scale - 10.0 / 255) < 0.02 * 10 / 255, calibration);
        // Half a bell curve whose deviation is a sixteenth of the range, one in ten thousand anywhere: everything
        // but min-max clips.
        InputHistogram tail{0, 10, std::vector<double>(4096, 0.0), true};
        for (size_t bin = 0; bin < 4096; ++bin)
            tail.counts[bin] = 1e4 * std::exp(-0.5 * std::pow(double(bin) / 256, 2)) + 0.1;
        QVERIFY(std::abs(calibratedRange(tail, "min-max", 0).scale - 10.0 / 127) < 1e-9);
        const auto end = [&](const char* calibration) { // in deviations
            return calibratedRange(tail, calibration, 99.8).scale * 127 / 10 * 4096 / 256;
        };
        QVERIFY(std::abs(end("percentile") - 3.12) < 0.1); // 1.2 per mille lie beyond 3.12 deviations, 0.1 in the tail
        QCOMPARE(end("entropy"), 11.0); // tests/fixtures/make_quantize_fixtures.py
        // Rounding costs n (T / 127)^2 / 12 and clipping 0.1 (4096 - T)^3 / 3 of an end at T bins: least at 3085.
        QVERIFY2(std::abs(end("MSE") - 12.05) < 0.3, qPrintable(QString::number(end("MSE"))));
    }

    // Each calibration's clipped and rounded inputs on the calibration texts: MSE has the least squared error.
    void staticRangesKeepTheirPromise()
    {
        const Checkpoint& model = m_outliers;
        const auto figures = inputFigures(model, calibration(model), context());
        for (const char* activations : {"asymmetric", "symmetric"}) {
            std::map<std::string, double> errors;
            for (const char* calibration : {"min-max", "percentile", "MSE", "entropy"}) {
                recipe::Params params = defaults(quantizeStaticStage());
                params["calibration"] = std::string(calibration);
                params["activations"] = std::string(activations);
                params["smoothing"] = false;
                const Checkpoint made = run(quantizeStaticStage(), params, model);
                for (const auto& [layer, figure] : figures) {
                    if (layer == "head.dense") {
                        QVERIFY(!made.weights.contains(layer + ".weight_range"));
                        continue;
                    }
                    const at::Tensor range = made.weights.at(layer + ".weight_range");
                    const double scale = range[0].item<double>(), zero = range[1].item<double>();
                    QCOMPARE(zero, std::nearbyint(zero));
                    QVERIFY(scale > 0 && zero >= 0 && zero <= 255);
                    errors[calibration] +=
                        (roundTokens(figure.sample, scale, zero) - figure.sample).square().sum().item<double>();
                }
                const std::string at = "layers.0.attention.";
                QVERIFY(made.weights.at(at + "query.weight_range").equal(made.weights.at(at + "value.weight_range")));
                QVERIFY(accuracy(made) > 0.5);
            }
            for (const char* calibration : {"min-max", "percentile", "entropy"})
                QVERIFY2(errors["MSE"] <= 1.05 * errors[calibration], calibration);
        }
    }

    void staticComputesWithTheFixedRange()
    {
        recipe::Params params = defaults(quantizeStaticStage());
        params["smoothing"] = false;
        const Checkpoint made = run(quantizeStaticStage(), params, m_tuned);
        const at::Tensor x = random({20, 32}), range = made.weights.at("layers.1.ffn.up.weight_range");
        const at::Tensor rounded = roundTokens(x, range[0].item<double>(), range[1].item<double>());
        const at::Tensor wanted = at::linear(rounded, floatMatrix(made.weights, "layers.1.ffn.up.weight"),
                                             made.weights.at("layers.1.ffn.up.bias"));
        QVERIFY(largest(packedOutput(made.weights, "layers.1.ffn.up", x) - wanted) < 1e-3);
    }

    void staticRemembersTheLargestQueriesAndKeys()
    {
        const Checkpoint made = run(quantizeStaticStage(), defaults(quantizeStaticStage()), m_tuned);
        std::map<std::string, double> found;
        forEachInput(m_tuned, calibration(m_tuned), context(), [&](const std::string& layer, const at::Tensor& x) {
            if (layer != "layers.1.attention.key")
                return;
            for (const char* part : {"query", "key"}) {
                const std::string name = fmt::format("layers.1.attention.{}", part);
                const at::Tensor y = at::linear(x, m_tuned.weights.at(name + ".weight"), m_tuned.weights.at(name + ".bias"));
                found[name] = std::max(found[name], largest(y));
            }
        });
        QCOMPARE(found.size(), size_t(2));
        for (const auto& [name, size] : found)
            QVERIFY(std::abs(made.weights.at(name + ".weight_output").item<double>() / size - 1) < 1e-5);
        QVERIFY(!made.weights.contains("layers.1.attention.value.weight_output"));
    }

    void perChannelHasLessErrorThanPerTensor_data()
    {
        QTest::addColumn<bool>("fixed");
        QTest::newRow("quantize.int8") << false;
        QTest::newRow("quantize.static") << true;
    }
    void perChannelHasLessErrorThanPerTensor()
    {
        QFETCH(bool, fixed);
        const Stage stage = fixed ? quantizeStaticStage() : quantizeInt8Stage();
        recipe::Params params = defaults(stage);
        const Checkpoint channels = run(stage, params, m_tuned);
        params["weights"] = std::string("per tensor");
        const Checkpoint whole = run(stage, params, m_tuned);
        for (const std::string& layer : linearLayers(m_tuned.architecture)) {
            const std::string matrix = layer + ".weight";
            const auto error = [&](const Checkpoint& made) {
                return (floatMatrix(made.weights, matrix) - m_tuned.weights.at(matrix)).norm().item<double>();
            };
            QVERIFY2(error(channels) <= error(whole), layer.c_str());
            const at::Tensor scale = whole.weights.at(matrix + "_scale");
            QVERIFY((fixed && layer == "head.dense") || scale.eq(scale[0]).all().item<bool>());
        }
    }

private:
    // What a layer of the packed model makes of x.
    static at::Tensor packedOutput(const Tensors& weights, const std::string& layer, const at::Tensor& x)
    {
        Workspace workspace;
        const Workspace::Scope scope(workspace);
        const PackedLinear linear(weights, layer);
        return lathe::tests::outputOf(workspace, linear, lathe::tests::inputOf(workspace, linear, x.contiguous())).clone();
    }
    // Squared error of the packed layers' outputs on calibration tokens, layers over one input together.
    std::map<std::string, double> packedErrors(const Checkpoint& model, const Checkpoint& made)
    {
        const auto figures = inputFigures(model, calibration(model), context());
        std::map<std::string, double> errors;
        for (const std::string& layer : linearLayers(model.architecture)) {
            if (layer == "head.dense")
                continue;
            const at::Tensor x = figuresOf(figures, {layer}).sample;
            const at::Tensor wanted =
                at::linear(x, model.weights.at(layer + ".weight"), model.weights.at(layer + ".bias"));
            errors[sharingInput(layer).front()] +=
                (packedOutput(made.weights, layer, x) - wanted).square().sum().item<double>();
        }
        return errors;
    }
};

QTEST_GUILESS_MAIN(TestQuantizeActivations)
#include "tst_quantize_activations.moc"
