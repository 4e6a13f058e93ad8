#include "core/engine/stages/training/adamw.h"
#include "core/engine/stages/training/losses.h"
#include "core/engine/stages/training/token_subset.h"
#include "core/engine/model/dropout.h"
#include "core/engine/model/linear.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/tensor.h>
#include <QTest>
#include <cmath>
#include <set>

using namespace lathe;
using namespace lathe::engine;

class TestTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // First step of AdamW in closed form: the bias-corrected moments are g and g^2.
    void adamwFirstStep()
    {
        at::Tensor w = at::tensor({1.0f, -2.0f, 0.5f});
        w.set_requires_grad(true);
        (w * at::tensor({0.3f, -4.0f, 0.0f})).sum().backward();
        AdamW optimizer({{{w}, 2.0, 0.1}});
        const double norm = optimizer.step(0.01, 0);
        QVERIFY(std::abs(norm - std::sqrt(0.09 + 16)) < 1e-5);
        const double rate = 0.02, kept = 1 - rate * 0.1;
        const at::Tensor found = w.detach();
        QVERIFY(std::abs(found[0].item<double>() - (1.0 * kept - rate)) < 1e-6);
        QVERIFY(std::abs(found[1].item<double>() - (-2.0 * kept + rate)) < 1e-6);
        QVERIFY(std::abs(found[2].item<double>() - 0.5 * kept) < 1e-6);
        QVERIFY(!w.grad().defined());
    }

    // Adam's step does not depend on the gradient's length, its second moment does: after one large and
    // one small gradient the clipped run moves further than the unclipped one.
    void clippingBoundsTheNorm()
    {
        const auto moved = [](double clip) {
            at::Tensor w = at::tensor({0.0f});
            w.set_requires_grad(true);
            AdamW optimizer({{{w}, 1.0, 0.0}});
            for (const float gradient : {100.0f, 1.0f}) {
                (w * gradient).sum().backward();
                (void)optimizer.step(0.1, clip);
            }
            return -w.item<double>();
        };
        // Second step by hand: m = 0.9 m1 + 0.1 g, v = 0.999 v1 + 0.001 g^2, both bias-corrected.
        const auto second = [](double first, double g) {
            const double m = (0.9 * 0.1 * first + 0.1 * g) / (1 - 0.81);
            const double v = (0.999 * 0.001 * first * first + 0.001 * g * g) / (1 - 0.998001);
            return 0.1 * m / std::sqrt(v);
        };
        QVERIFY(std::abs(moved(0) - (0.1 + second(100, 1))) < 1e-4);
        QVERIFY(std::abs(moved(1) - (0.1 + second(1, 1))) < 1e-4);
    }

    void losses()
    {
        const at::Tensor logits = at::tensor({1.0f, 2.0f, 0.0f, -1.0f}).view({2, 2});
        Targets targets;
        targets.labels = at::tensor({int64_t(1), int64_t(0)});
        const double hard = std::log1p(std::exp(-1.0)); // both rows are right by a margin of 1
        QVERIFY(std::abs(loss(logits, targets).item<double>() - hard) < 1e-6);

        targets.teacher = logits.clone();
        targets.alpha = 1;
        targets.temperature = 2;
        QVERIFY(std::abs(loss(logits, targets).item<double>()) < 1e-6);
        targets.teacher = -logits;
        const double p = 1 / (1 + std::exp(-0.5)); // softened margin 0.5 against -0.5; times T^2
        const double divergence = 4 * 0.5 * (2 * p - 1);
        QVERIFY(std::abs(loss(logits, targets).item<double>() - divergence) < 1e-5);
        targets.alpha = 0.25;
        QVERIFY(std::abs(loss(logits, targets).item<double>() - (0.75 * hard + 0.25 * divergence)) < 1e-5);

        Targets multi;
        multi.kind = data::TaskKind::Multilabel;
        multi.labels = at::tensor({0.0f, 1.0f, 1.0f, 0.0f}).view({2, 2});
        const auto bce = [](double x, double y) { return std::log1p(std::exp(x)) - y * x; };
        const double expected = (bce(1, 0) + bce(2, 1) + bce(0, 1) + bce(-1, 0)) / 4;
        QVERIFY(std::abs(loss(logits, multi).item<double>() - expected) < 1e-6);
    }

    void labelTensors()
    {
        const std::vector<data::Example> rows{{"a", {2}}, {"b", {0}}};
        const at::Tensor classes = labelTensor(rows, {data::TaskKind::Multiclass, {"x", "y", "z"}});
        QCOMPARE(classes[0].item<int64_t>(), int64_t(2));
        const at::Tensor flags = labelTensor({{"a", {0, 2}}, {"b", {}}}, {data::TaskKind::Multilabel, {"x", "y", "z"}});
        QVERIFY(flags.equal(at::tensor({1.0f, 0.0f, 1.0f, 0.0f, 0.0f, 0.0f}).view({2, 3})));
    }

    void tokenSubsetMovesOnlyUsedRows()
    {
        std::vector<TokenIds> rows{{5, 1, 5}, {3}};
        const TokenSubset subset(rows, 7);
        QCOMPARE(rows, (std::vector<TokenIds>{{2, 0, 2}, {1}}));
        const at::Tensor table = at::ones({7, 2}) * 4.0;
        QVERIFY(subset.used().equal(at::tensor({1, 3, 5}, at::kLong)));
        at::Tensor used = table.index_select(0, subset.used());
        QCOMPARE(used.size(0), int64_t(3));
        used = used * 0.0 - 1.0;
        const at::Tensor whole = subset.putBack(table, used, 0.5);
        for (const int64_t row : {0, 2, 4, 6})
            QCOMPARE(whole[row][1].item<float>(), 2.0f);
        for (const int64_t row : {1, 3, 5})
            QCOMPARE(whole[row][1].item<float>(), -1.0f);
    }

    // Forwards and backwards against LibTorch's own in double precision; rows of a slice lie apart.
    void linearIsLinear_data()
    {
        QTest::addColumn<bool>("apart");
        QTest::addColumn<bool>("biased");
        QTest::newRow("dense") << false << true;
        QTest::newRow("slice") << true << true;
        QTest::newRow("no bias") << false << false;
    }
    void linearIsLinear()
    {
        QFETCH(bool, apart);
        QFETCH(bool, biased);
        const auto leaf = [](at::IntArrayRef shape) { return (at::rand(shape) - 0.5).set_requires_grad(true); };
        const at::Tensor all = leaf({3, 5, 70}), weight = leaf({37, 70}), bias = leaf({37});
        const auto gradients = [&](at::ScalarType type, const auto& product) {
            for (const at::Tensor& one : {all, weight, bias})
                one.mutable_grad().reset();
            const at::Tensor x = all.to(type);
            const at::Tensor y = product(apart ? x.slice(1, 0, 1) : x, weight.to(type),
                                         biased ? bias.to(type) : at::Tensor());
            (y * y).sum().backward();
            std::vector<at::Tensor> results{y.detach(), all.grad(), weight.grad()};
            if (biased)
                results.push_back(bias.grad());
            return results;
        };
        const auto found = gradients(at::kFloat, [](const auto&... of) { return engine::linear(of...); });
        const auto expected = gradients(at::kDouble, [](const auto&... of) { return at::linear(of...); });
        for (size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].sizes().vec(), expected[i].sizes().vec());
            QVERIFY((found[i] - expected[i]).abs().max().item<double>() < 1e-4);
        }
    }

    void dropoutKeepsTheMeanAndRepeats()
    {
        const at::Tensor x = at::ones({400, 250});
        Dropout first(9), same(9), other(10);
        const at::Tensor a = first(x, 0.1), b = first(x, 0.1);
        QVERIFY(a.equal(same(x, 0.1)));
        QVERIFY(!a.equal(b));
        QVERIFY(!a.equal(other(x, 0.1)));
        const double kept = (a > 0).to(at::kDouble).mean().item<double>(); // sd of the mean: 0.00095
        QVERIFY2(std::abs(kept - 0.9) < 0.005, qPrintable(QString::number(kept)));
        QVERIFY(std::abs(a.max().item<double>() - 1 / 0.9) < 1e-6);
        // Two masks agree as often as independent ones would.
        const double both = ((a > 0).logical_and(b > 0)).to(at::kDouble).mean().item<double>();
        QVERIFY(std::abs(both - 0.81) < 0.008);
        QVERIFY(first(x, 0).is_same(x));
    }
};

QTEST_GUILESS_MAIN(TestTraining)
#include "tst_training.moc"
