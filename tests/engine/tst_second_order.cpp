#include "core/engine/stages/prune/mask.h"
#include "tests/engine/mask_fixture.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/linalg_inv.h>
#include <ATen/ops/matmul.h>
#include <cmath>
#include <numeric>

using namespace lathe;
using namespace lathe::engine;

// The optimal brain surgeon's choice of zeros, and how the other weights make up for them.
class TestSecondOrder : public QObject, private lathe::tests::MaskFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }

    // One zero per row: the weight q of least w^2 / [H^-1]_qq goes and the columns right of it change by
    // -w_q / [H^-1]_qq H^-1[:, q], H being the Hessian from column q on, inverted here in double.
    void secondOrderClosedFormOfOneZero()
    {
        const Stage stage = pruneSecondOrderStage();
        const Checkpoint made = run(stage, oneShot(stage, 1.0 / 32), m_tuned);
        const ByLayer hessians = inputHessians(m_tuned, calibration(m_tuned), context());
        for (const char* layer : {"layers.0.ffn.up", "layers.1.attention.query"}) {
            const std::vector<at::Tensor> inverses = trailingInverses(damped(inputOf(hessians, layer)));
            const at::Tensor old = m_tuned.weights.at(std::string(layer) + ".weight").to(at::kDouble);
            const at::Tensor now = made.weights.at(std::string(layer) + ".weight");
            QVERIFY(now.eq(0).sum(1).eq(1).all().item<bool>());
            for (int64_t row = 0; row < old.size(0); ++row) {
                const auto q = now[row].eq(0).nonzero().item<int64_t>();
                const auto cost = [&](int64_t c) {
                    return old[row][c].square().item<double>() / inverses[size_t(c)][0][0].item<double>();
                };
                for (int64_t c = 0; c < 32; ++c)
                    QVERIFY(cost(q) <= cost(c) * (1 + 1e-4));
                at::Tensor expected = old[row].clone();
                const at::Tensor& inverse = inverses[size_t(q)];
                expected.slice(0, q, 32) -= inverse[0] * (old[row][q] / inverse[0][0]);
                QVERIFY(largest(now[row] - expected) < 1e-5);
            }
        }
    }

    // With several zeros and more columns than are treated together: each block, of N:M each group, chooses by
    // the weights that its predecessors left (Frantar & Alistarh 2023: the blocksize is M),
    // and every zero is made up for by all columns right of it.
    void secondOrderFollowsItsDefinition_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<int>("block");
        QTest::newRow("anywhere") << "anywhere" << 64;
        QTest::newRow("2:4") << "2:4" << 4;
        QTest::newRow("4:8") << "4:8" << 8;
    }
    void secondOrderFollowsItsDefinition()
    {
        QFETCH(QString, pattern);
        QFETCH(int, block);
        constexpr int64_t kColumns = 160;
        const Checkpoint wide = withNeurons(m_tuned, kColumns);
        const Stage stage = pruneSecondOrderStage();
        const Checkpoint made = run(stage, oneShot(stage, 0.5, pattern.toStdString()), wide);
        const std::string name = "layers.0.ffn.down.weight";
        const ByLayer hessians = inputHessians(wide, calibration(wide), context());
        const std::vector<at::Tensor> inverses = trailingInverses(damped(hessians.at("layers.0.ffn.down")));
        at::Tensor w = wide.weights.at(name).to(at::kDouble).clone();
        const at::Tensor now = made.weights.at(name), gone = now.eq(0);
        for (int64_t begin = 0; begin < kColumns; begin += block) {
            const int64_t end = std::min(begin + block, kColumns);
            at::Tensor scores = w.slice(1, begin, end).square();
            for (int64_t c = begin; c < end; ++c)
                scores.select(1, c - begin) /= inverses[size_t(c)][0][0];
            QVERIFY(isCut(scores, gone.slice(1, begin, end), (end - begin) / 2, 1e-2));
            for (int64_t c = begin; c < end; ++c) {
                const at::Tensor& inverse = inverses[size_t(c)];
                const at::Tensor error = w.select(1, c) * gone.select(1, c) / inverse[0][0];
                w.slice(1, c, kColumns) -= error.unsqueeze(1) * inverse[0].unsqueeze(0);
            }
        }
        QVERIFY(largest(now - w) < 1e-3 * largest(w));
    }

    // Squared error of the layers' outputs on the calibration rows, inputs as in the whole model.
    void secondOrderHasLessOutputError_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::newRow("anywhere") << "anywhere";
        QTest::newRow("2:4") << "2:4";
        QTest::newRow("4:8") << "4:8";
    }
    void secondOrderHasLessOutputError()
    {
        QFETCH(QString, pattern);
        const ByLayer hessians = inputHessians(m_outliers, calibration(m_outliers), context());
        const auto errors = [&](const Stage& stage) {
            recipe::Params params = oneShot(stage, 0.5, pattern.toStdString());
            params["scope"] = std::string("per row");
            const Checkpoint made = run(stage, params, m_outliers);
            std::vector<double> list;
            for (const std::string& layer : thinnedLayers(made.architecture)) {
                const at::Tensor now = made.weights.at(layer + ".weight");
                const at::Tensor change = now - m_outliers.weights.at(layer + ".weight");
                list.push_back((at::matmul(change, inputOf(hessians, layer)) * change).sum().item<double>());
                if (2 * now.eq(0).sum().item<int64_t>() != now.numel())
                    return std::vector<double>();
            }
            return list;
        };
        const std::vector<double> own = errors(pruneSecondOrderStage()), wanda = errors(pruneWandaStage()),
                                  magnitude = errors(pruneMagnitudeStage());
        QCOMPARE(own.size(), size_t(18));
        QCOMPARE(wanda.size(), size_t(18));
        QCOMPARE(magnitude.size(), size_t(18));
        for (size_t i = 0; i < own.size(); ++i)
            QVERIFY2(own[i] < magnitude[i], qPrintable(QString("layer %1: %2, %3").arg(i).arg(own[i]).arg(magnitude[i])));
        // Beside Wanda the choice is greedy: no promise for a single layer, but a clear one for all.
        // The layers' errors differ by orders of magnitude: the geometric mean lets no single one decide.
        const auto mean = [](const std::vector<double>& list) {
            return std::exp(std::accumulate(list.begin(), list.end(), 0.0, [](double s, double x) { return s + std::log(x); }) /
                            double(list.size()));
        };
        QVERIFY2(mean(own) < 0.6 * mean(wanda), qPrintable(QString("%1, %2").arg(mean(own)).arg(mean(wanda))));
        QVERIFY2(mean(wanda) < 0.8 * mean(magnitude), qPrintable(QString("%1, %2").arg(mean(wanda)).arg(mean(magnitude))));
    }

private:
    static at::Tensor damped(const at::Tensor& hessian)
    {
        const at::Tensor h = hessian.to(at::kDouble);
        return h + at::eye(h.size(0), at::kDouble) * h.diagonal().mean() * 0.01;
    }
    // Of the Hessian without its first columns and rows, for each number of them.
    static std::vector<at::Tensor> trailingInverses(const at::Tensor& hessian)
    {
        std::vector<at::Tensor> inverses;
        for (int64_t c = 0; c < hessian.size(0); ++c)
            inverses.push_back(at::linalg_inv(hessian.slice(0, c).slice(1, c)));
        return inverses;
    }
    // The model with more neurons in its first layer, the new ones random.
    Checkpoint withNeurons(const Checkpoint& model, int64_t count)
    {
        Checkpoint made = model;
        const int64_t more = count - model.architecture.layers[0].ffn;
        const auto extend = [&](const std::string& name, int64_t dim, at::IntArrayRef sizes) {
            made.weights[name] = at::cat({made.weights.at(name), random(sizes) * 0.2}, dim);
        };
        extend("layers.0.ffn.up.weight", 0, {more, 32});
        extend("layers.0.ffn.up.bias", 0, {more});
        extend("layers.0.ffn.down.weight", 1, {32, more});
        made.architecture.layers[0].ffn = int(count);
        return made;
    }
};

QTEST_GUILESS_MAIN(TestSecondOrder)
#include "tst_second_order.moc"
