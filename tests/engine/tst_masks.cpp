#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/transformer.h"
#include "core/engine/stages/prune/mask.h"
#include "tests/engine/mask_fixture.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/index.h>
#include <ATen/ops/tensor.h>
#include <numeric>

using namespace lathe;
using namespace lathe::engine;

// Which weights unstructured pruning sets to zero, and what becomes of the others.
class TestMasks : public QObject, private lathe::tests::MaskFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }

    // s (1 - (1 - t)^3) at t = 1/4, 1/2, 3/4 and 1; the shares of what is left lead there.
    void schedules()
    {
        const std::vector<double> cubic{0.4625, 0.7, 0.7875, 0.8}, linear{0.2, 0.4, 0.6, 0.8};
        for (const bool curved : {false, true}) {
            const std::vector<Round> rounds = schedule(0.8, 4, curved ? "cubic" : "linear");
            QCOMPARE(rounds.size(), size_t(4));
            double left = 1;
            for (size_t i = 0; i < 4; ++i) {
                left *= 1 - rounds[i].share;
                QVERIFY(std::abs(rounds[i].strength - (curved ? cubic : linear)[i]) < 1e-12);
                QVERIFY(std::abs(left - (1 - rounds[i].strength)) < 1e-12);
            }
        }
        QCOMPARE(schedule(0.3, 1, "cubic").front().strength, 0.3);
        QCOMPARE(schedule(1.0, 3, "linear").back().share, 1.0);
    }

    void chosenByRowTable()
    {
        const at::Tensor scores = at::tensor({3.f, 1.f, 2.f, 0.f, 9.f, 8.f, 7.f, 6.f, 5.f}).view({1, 9});
        const auto gone = [&](double share, const Pattern& pattern) {
            const at::Tensor columns = chosenByRow(scores, share, pattern)[0].nonzero().flatten();
            return std::vector<int64_t>(columns.const_data_ptr<int64_t>(),
                                        columns.const_data_ptr<int64_t>() + columns.numel());
        };
        using Columns = std::vector<int64_t>;
        QCOMPARE(gone(0.0, {}), Columns());
        QCOMPARE(gone(0.33, {}), (Columns{1, 2, 3}));
        QCOMPARE(gone(1.0, {}), (Columns{0, 1, 2, 3, 4, 5, 6, 7, 8}));
        QCOMPARE(gone(0.1, {2, 4}), (Columns{1, 3, 6, 7})); // the ninth fills no group
        QCOMPARE(gone(0.1, {4, 8}), (Columns{0, 1, 2, 3}));
    }

    void magnitudeTakesTheSmallestOfAll_data()
    {
        QTest::addColumn<double>("sparsity");
        for (const double sparsity : {0.3, 0.5, 0.9})
            QTest::addRow("%g", sparsity) << sparsity;
    }
    void magnitudeTakesTheSmallestOfAll()
    {
        QFETCH(double, sparsity);
        const Checkpoint made = run(pruneMagnitudeStage(), oneShot(pruneMagnitudeStage(), sparsity), m_tuned);
        std::vector<at::Tensor> before, after;
        for (const std::string& layer : thinnedLayers(m_tuned.architecture)) {
            before.push_back(m_tuned.weights.at(layer + ".weight").flatten());
            after.push_back(made.weights.at(layer + ".weight").flatten());
        }
        const at::Tensor old = at::cat(before), now = at::cat(after), gone = now.eq(0);
        const double zeros = gone.sum().item<double>();
        QVERIFY(std::abs(zeros - sparsity * double(old.numel())) <= 1);
        QVERIFY(isCut(old.abs().view({1, -1}), gone.view({1, -1}), int64_t(zeros)));
        QVERIFY(now.equal(old * gone.logical_not()));
        QCOMPARE(m_details["zeros"].get<double>(), zeros / double(old.numel()));
        for (const char* other : {"head.dense.weight", "embeddings.token", "layers.1.ffn.up.bias"})
            QVERIFY(made.weights.at(other).equal(m_tuned.weights.at(other)));
    }

    // |w| in each row, and |w| times the input's L2 norm, computed here text by text, without padding.
    void rowsAreRanked_data()
    {
        QTest::addColumn<bool>("wanda");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<int>("share"); // hundredths of the row or the group that go
        for (const bool wanda : {false, true}) {
            const char* name = wanda ? "wanda" : "magnitude";
            QTest::addRow("%s, anywhere", name) << wanda << "anywhere" << 75;
            QTest::addRow("%s, 2:4", name) << wanda << "2:4" << 50;
            QTest::addRow("%s, 4:8", name) << wanda << "4:8" << 50;
        }
    }
    void rowsAreRanked()
    {
        QFETCH(bool, wanda);
        QFETCH(QString, pattern);
        QFETCH(int, share);
        const Stage stage = wanda ? pruneWandaStage() : pruneMagnitudeStage();
        recipe::Params params = oneShot(stage, share / 100.0, pattern.toStdString());
        params["scope"] = std::string("per row");
        const Checkpoint made = run(stage, params, m_outliers);
        const ByLayer norms = normsTextByText(m_outliers);
        for (const std::string& layer : thinnedLayers(made.architecture)) {
            const at::Tensor old = m_outliers.weights.at(layer + ".weight"), now = made.weights.at(layer + ".weight");
            const at::Tensor gone = now.eq(0), scores = wanda ? old.abs() * inputOf(norms, layer) : old.abs();
            const int64_t run = pattern == "anywhere" ? old.size(1) : pattern == "2:4" ? 4 : 8;
            QVERIFY2(isCut(scores.reshape({-1, run}), gone.reshape({-1, run}), run * share / 100), layer.c_str());
            QVERIFY(now.equal(old * gone.logical_not()));
        }
    }

    // Recovery, in rounds too, ends with the pattern in every group or the share that was asked for.
    void zerosOutlastRecovery_data()
    {
        QTest::addColumn<int>("stage");
        QTest::addColumn<QString>("pattern");
        for (int stage = 0; stage < 4; ++stage)
            for (const char* pattern : {"anywhere", "2:4", "4:8"})
                QTest::addRow("%s, %s", masks()[size_t(stage)].info.id.c_str(), pattern) << stage << pattern;
    }
    void zerosOutlastRecovery()
    {
        QFETCH(int, stage);
        QFETCH(QString, pattern);
        const Stage method = masks()[size_t(stage)];
        recipe::Params params = oneShot(method, 0.75, pattern.toStdString());
        params["epochs"] = 3.0;
        params["rounds"] = int64_t(3);
        params["curve"] = std::string("cubic");
        const Checkpoint made = run(method, params, m_tuned);
        double zeros = 0, all = 0;
        for (const std::string& layer : thinnedLayers(made.architecture)) {
            const at::Tensor now = made.weights.at(layer + ".weight"), gone = now.eq(0);
            zeros += gone.sum().item<double>(), all += double(now.numel());
            if (const int64_t group = pattern == "2:4" ? 4 : pattern == "4:8" ? 8 : 0)
                QVERIFY2(gone.reshape({-1, group}).sum(1).eq(group / 2).all().item<bool>(), layer.c_str());
            const at::Tensor change = (now - m_tuned.weights.at(layer + ".weight")) * gone.logical_not();
            QVERIFY(change.abs().sum().item<double>() > 0);
        }
        QVERIFY(std::abs(zeros - all * (pattern == "anywhere" ? 0.75 : 0.5)) <= 1);
        QVERIFY(!m_details["simulated"].get<std::string>().empty());
    }

    // After a single step over all rows a score is the sign of -w dL/dw: what goes are weights that the step
    // moves towards zero, the gradient computed here.
    void movementTakesWhatMovesTowardsZero()
    {
        const Stage stage = pruneMovementStage();
        recipe::Params params = oneShot(stage, 0.125);
        params["epochs"] = 1.0;
        params["batchSize"] = int64_t(m_set.train.size());
        params["dropout"] = false;
        params["warmup"] = 0.0;
        params["dense"] = 0.0;
        params["cooldown"] = 0.0;
        const Checkpoint start =
            run(finetuneStage(), briefly(), loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass"));
        const Checkpoint made = run(stage, params, start);
        const Transformer model(start, true);
        const TrainingRows rows = trainingRows(start, context());
        std::vector<int> all(rows.ids.size());
        std::iota(all.begin(), all.end(), 0);
        loss(model.logits(pad(rows.ids, all)), targetsOf(rows, all, context())).backward();
        for (const std::string& layer : thinnedLayers(start.architecture)) {
            const at::Tensor& leaf = model.weights().at(layer + ".weight");
            const at::Tensor falls = leaf.detach() * leaf.grad(), gone = made.weights.at(layer + ".weight").eq(0);
            QVERIFY2(gone.sum(1).eq(leaf.size(1) / 8).all().item<bool>(), layer.c_str());
            const at::Tensor enough = falls.gt(1e-6).sum(1).ge(leaf.size(1) / 4); // there are as many that do
            QVERIFY(enough.sum().item<int64_t>() > leaf.size(0) / 2);
            QVERIFY2(falls.index({enough}).masked_select(gone.index({enough})).gt(0).all().item<bool>(), layer.c_str());
        }
    }

    // It fine-tunes: a model that has no head for the labels gets one.
    void movementAddsAHead()
    {
        Checkpoint start = loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass");
        QVERIFY(start.labels != m_set.labels);
        const Checkpoint made = run(pruneMovementStage(), oneShot(pruneMovementStage(), 0.5), start);
        QVERIFY(made.labels == m_set.labels);
        QVERIFY(m_details["newHead"].get<bool>());
        QVERIFY(std::abs(m_details["zeros"].get<double>() - 0.5) < 0.01);
    }

    // What is stored as factors has no weights of its own to set to zero.
    void factorsAreRefusedOrThinned_data()
    {
        QTest::addColumn<int>("stage");
        for (int stage = 0; stage < 4; ++stage)
            QTest::addRow("%s", masks()[size_t(stage)].info.id.c_str()) << stage;
    }
    void factorsAreRefusedOrThinned()
    {
        QFETCH(int, stage);
        const Checkpoint thin = run(pruneLowRankStage(), oneShot(pruneLowRankStage(), 0.5), m_tuned);
        const std::string name = "layers.0.ffn.up.weight";
        QVERIFY(storageOf(thin.weights, name) == Storage::Factors);
        try {
            const Checkpoint made = run(masks()[size_t(stage)], oneShot(masks()[size_t(stage)], 0.5), thin);
            QVERIFY(!made.weights.contains(name) || !made.weights.contains(name + "_left"));
            QVERIFY(floatMatrix(made.weights, name).eq(0).sum().item<int64_t>() >= 1024);
        } catch (const Error& error) {
            QVERIFY(!error.remedy().empty());
        }
    }

private:
    static std::vector<Stage> masks()
    {
        return {pruneMagnitudeStage(), pruneWandaStage(), pruneSecondOrderStage(), pruneMovementStage()};
    }
    static recipe::Params briefly()
    {
        recipe::Params params = defaults(finetuneStage());
        params["learningRate"] = 3e-3;
        return params;
    }

    ByLayer normsTextByText(const Checkpoint& model)
    {
        const at::NoGradGuard noGrad;
        const Transformer transformer(model, false);
        ByLayer squares;
        Hooks hooks;
        hooks.input = [&](const std::string& layer, const at::Tensor& x) {
            const at::Tensor own = x.to(at::kDouble).square().flatten(0, -2).sum(0);
            at::Tensor& sum = squares[layer];
            sum = sum.defined() ? sum + own : own;
            return x;
        };
        for (const TokenIds& row : calibration(model).ids)
            (void)transformer.logits(pad({row}, {0}), {.hooks = &hooks});
        for (auto& [layer, figure] : squares)
            figure = figure.sqrt();
        for (const char* part : {".query", ".value"}) // they share the key's, which sees every token
            std::erase_if(squares, [&](const auto& item) { return item.first.ends_with(part); });
        return squares;
    }
};

QTEST_GUILESS_MAIN(TestMasks)
#include "tst_masks.moc"
