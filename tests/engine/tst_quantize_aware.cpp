#include "core/engine/measure/logits_of.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/quantize/fake_quantize.h"
#include "tests/engine/quantize_fixture.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>

using namespace lathe;
using namespace lathe::engine;

// Training with rounding in it.
class TestQuantizeAware : public QObject, private lathe::tests::QuantizeFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }

    // LSQ's gradients in closed form (Esser et al. 2020, equations 3 and 5) for codes -8..7 and step 0.5: inside the
    // range round(w / s) - w / s and 1, beyond it the outermost code and 0.
    void learnedSteps()
    {
        at::Tensor w = at::tensor({0.6f, -1.9f, 9.0f, -9.0f}).view({1, 1, 4}), step = at::tensor({0.5f}).view({1, 1});
        w.set_requires_grad(true);
        step.set_requires_grad(true);
        const at::Tensor rounded = learnedRounding(w, step, -8, 7);
        QVERIFY(largest(rounded.detach() - at::tensor({0.5f, -2.0f, 3.5f, -4.0f})) < 1e-6);
        (rounded * at::tensor({1.0f, 10.0f, 100.0f, 1000.0f})).sum().backward();
        QVERIFY(w.grad().flatten().equal(at::tensor({1.0f, 10.0f, 0.0f, 0.0f})));
        const double wanted = (1 - 1.2) + 10 * (-4 + 3.8) + 100 * 7 + 1000 * -8;
        QVERIFY(std::abs(step.grad().item<double>() - wanted / std::sqrt(4 * 7.0)) < 1e-2);
    }

    // What training computes with is what the packed model of the finished weights computes with.
    void fakeQuantizationIsTheRealOne_data()
    {
        QTest::addColumn<bool>("int4");
        QTest::addColumn<bool>("learned");
        QTest::newRow("int8") << false << false;
        QTest::newRow("int4") << true << false;
        QTest::newRow("int8, LSQ") << false << true;
    }
    void fakeQuantizationIsTheRealOne()
    {
        QFETCH(bool, int4);
        QFETCH(bool, learned);
        const at::NoGradGuard noGrad;
        const StageContext own = context();
        FakeQuantizer quantizer(m_tuned,
                                {.layers = {int4 ? Storage::Int4 : Storage::Int8, 16},
                                 .learnsSteps = learned,
                                 .params = {{"embeddings", std::string("int8")},
                                            {"keepFloat", std::string("embeddings.position")}}},
                                own);
        const Method method = quantizer.method();
        const TrainingRows rows = sampled(trainingRows(m_tuned, context()), 16, 3);
        const Checkpoint made = method.finish(m_tuned);
        QVERIFY(storageOf(made.weights, "layers.1.ffn.up.weight") == (int4 ? Storage::Int4 : Storage::Int8));
        const at::Tensor packed = logitsOf(made, rows.ids, at::kCPU, {});
        const at::Tensor whole = logitsOf(m_tuned, rows.ids, at::kCPU, {});
        double change = 0, error = 0;
        for (int row = 0; row < 16; ++row) {
            const at::Tensor fake = Transformer(m_tuned, false).logits(pad(rows.ids, {row}), {.hooks = &method.hooks});
            error += (fake[0] - packed[row]).square().sum().item<double>();
            change += (whole[row] - packed[row]).square().sum().item<double>();
        }
        QVERIFY2(error < 0.05 * change, qPrintable(QString("%1 against %2").arg(error).arg(change)));
    }

    // Training with the rounding in it ends with less loss than rounding a model that was trained without.
    void awareTrainingBeatsRoundingAfterwards_data()
    {
        QTest::addColumn<QString>("bits");
        QTest::addColumn<QString>("steps");
        QTest::addColumn<bool>("teacher");
        QTest::newRow("8 bits, straight-through, taught") << "8" << "straight-through" << true;
        QTest::newRow("4 bits, straight-through") << "4" << "straight-through" << false;
        QTest::newRow("4 bits, LSQ, taught") << "4" << "LSQ" << true;
        QTest::newRow("8 bits, LSQ") << "8" << "LSQ" << false;
    }
    void awareTrainingBeatsRoundingAfterwards()
    {
        QFETCH(QString, bits);
        QFETCH(QString, steps);
        QFETCH(bool, teacher);
        const Stage stage = quantizeAwareStage();
        recipe::Params params = defaults(stage);
        params["bits"] = bits.toStdString();
        params["steps"] = steps.toStdString();
        params["epochs"] = 4.0;
        params["learningRate"] = 1e-3;
        params["embeddings"] = std::string("int4");
        params["dropout"] = false;
        StageInputs inputs{{"model", m_outliers}};
        if (teacher)
            inputs.emplace("teacher", m_outliers);
        const Checkpoint made = run(stage, params, inputs);
        QVERIFY(storageOf(made.weights, "layers.1.ffn.up.weight") == (bits == "4" ? Storage::Int4 : Storage::Int8));
        QVERIFY(storageOf(made.weights, "embeddings.token") == Storage::Int4);
        QVERIFY(storageOf(made.weights, "head.out.weight") == Storage::Float32);
        QVERIFY2(std::abs(accuracy(made) - accuracy(m_outliers)) <= 0.05, qPrintable(QString::number(accuracy(made))));
        recipe::Params plain = defaults(quantizeInt4Stage());
        plain["embeddings"] = std::string("int4");
        const double own = trainingLoss(made), other = trainingLoss(run(quantizeInt4Stage(), plain, m_outliers));
        QVERIFY2(own < other, qPrintable(QString("%1 against %2").arg(own).arg(other)));
    }

private:
    // Mean cross-entropy of the packed model on the training rows.
    double trainingLoss(const Checkpoint& model)
    {
        const TrainingRows rows = trainingRows(model, context());
        Targets targets;
        targets.labels = rows.labels;
        return loss(logitsOf(model, rows.ids, at::kCPU, {}), targets).item<double>();
    }
};

QTEST_GUILESS_MAIN(TestQuantizeAware)
#include "tst_quantize_aware.moc"
