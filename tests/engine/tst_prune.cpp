#include "core/base/error.h"
#include "core/engine/stages/prune/block_losses.h"
#include "core/engine/stages/prune/knapsack.h"
#include "core/engine/stages/prune/latency_table.h"
#include "core/engine/stages/prune/shrink.h"
#include "tests/engine/prune_fixture.h"

#include <limits>
#include <QTemporaryDir>

using namespace lathe;
using namespace lathe::engine;

// What structured pruning removes, and what is left of the numbers.
class TestPrune : public QObject, private lathe::tests::PruneFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }

    // Whole costs and as many steps as the budget has units: nothing is rounded, all choices are
    // tried here.
    void knapsackFindsTheBest()
    {
        std::mt19937_64 draw(3);
        int impossible = 0;
        for (int trial = 0; trial < 200; ++trial) {
            std::vector<std::vector<Option>> blocks(4, std::vector<Option>(4));
            for (auto& block : blocks)
                for (Option& option : block)
                    option = {double(1 + draw() % 9), double(draw() % 1000)};
            const int budget = 4 + int(draw() % 24);
            double best = -1;
            for (unsigned pick = 0; pick < 256; ++pick) {
                const auto [cost, loss] = sums(blocks, {int(pick & 3), int(pick >> 2 & 3),
                                                        int(pick >> 4 & 3), int(pick >> 6)});
                if (cost <= budget && (best < 0 || loss < best))
                    best = loss;
            }
            const std::vector<int> picked = cheapest(blocks, budget, budget);
            impossible += best < 0 ? 1 : 0;
            QCOMPARE(picked.empty(), best < 0);
            if (best >= 0) {
                QVERIFY(sums(blocks, picked).first <= budget);
                QCOMPARE(sums(blocks, picked).second, best);
            }
        }
        QVERIFY(impossible > 5 && impossible < 100);
    }

    // What costs the budget to the last bit keeps it, however the costs fall on the steps.
    void knapsackMayUseAllOfTheBudget()
    {
        const std::vector<std::vector<Option>> blocks(6, {{1, 5}, {7, 0}});
        QCOMPARE(cheapest(blocks, 42), (std::vector<int>(6, 1)));
        QCOMPARE(cheapest(std::vector<std::vector<Option>>(6, {{7, 0}, {9, 0}}), 42),
                 (std::vector<int>(6, 0)));
        QVERIFY(cheapest(blocks, 5.9).empty());
    }

    void sizesInClosedForm()
    {
        const CostTable floats = sizeTable(m_tuned, false), bytes = sizeTable(m_tuned, true);
        QCOMPARE(bytes.ffnStep, 4);
        QCOMPARE(bytes.heads,
                 (std::vector<double>{0, 1024, 2048, 3072, 4096})); // 4 matrices of 32 x 8 per head
        QCOMPARE(bytes.ffn.size(), size_t(17));
        for (size_t n = 0; n < bytes.ffn.size(); ++n) {
            QCOMPARE(bytes.ffn[n], double(n) * 4 * 64); // a neuron is 2 x 32 weights
            QCOMPARE(floats.ffn[n], bytes.ffn[n] * 4);
        }
    }

    void timesNeverFall()
    {
        const CostTable times = latencyTable(m_tuned, {.batch = 8, .tokens = 24, .int8 = true}, {});
        QCOMPARE(times.heads.size(), size_t(5));
        QCOMPARE(times.ffn.size(), size_t(17));
        for (const std::vector<double>& list : {times.heads, times.ffn}) {
            QCOMPARE(list.front(), 0.0);
            QVERIFY(std::is_sorted(list.begin(), list.end()));
            QVERIFY(list.back() > 0 && list.back() < 1000);
        }
    }

    // What a cut block loses is what the model answers without its units, measured here on models
    // that lost them.
    void lossesOfBlocksAreMeasured()
    {
        const TrainingRows rows = sampled(calibration(m_start), 40, 7);
        const Importance importance = taylorImportance(m_start, rows, context());
        const std::vector<Ranking> rankings =
            measuredRankings(m_start, importance, rows, context());
        QCOMPARE(rankings.size(), size_t(2 * m_start.architecture.layers.size()));
        const at::Tensor whole = at::log_softmax(logits(m_start, rows.ids).to(at::kDouble), 1);
        for (size_t block = 0; block < rankings.size(); ++block) {
            const Ranking& ranking = rankings[block];
            const size_t units = ranking.order.size(), layer = block / 2;
            QCOMPARE(ranking.lost.size(), units + 1);
            QCOMPARE(ranking.lost.back(), 0.0);
            QVERIFY(std::is_sorted(ranking.lost.rbegin(), ranking.lost.rend()));
            Kept kept;
            for (const LayerShape& shape : m_start.architecture.layers) {
                kept.heads.push_back(
                    best(std::vector<double>(size_t(shape.heads), 1), shape.heads));
                kept.ffn.push_back(best(std::vector<double>(size_t(shape.ffn), 1), shape.ffn));
            }
            (block % 2 == 0 ? kept.heads : kept.ffn)[layer] = ranking.first(units / 2);
            const at::Tensor cut =
                at::log_softmax(logits(shrink(m_start, kept), rows.ids).to(at::kDouble), 1);
            const double kl = (whole.exp() * (whole - cut)).sum(1).mean().item<double>();
            // The curve is made to fall: a block that loses more with more units takes the larger
            // figure.
            QVERIFY2(ranking.lost[units / 2] >= kl - 1e-6 - 1e-3 * kl,
                     qPrintable(QString("%1 %2").arg(ranking.lost[units / 2]).arg(kl)));
            if (ranking.lost[units / 2] > ranking.lost[size_t(std::lround(0.75 * double(units)))])
                QVERIFY(std::abs(ranking.lost[units / 2] - kl) < 1e-6 + 1e-3 * kl);
        }
    }

    // The budget is kept, and the loss is the least that all 614,125 choices have, but for what
    // rounding the costs may take of the budget. What stays are the first in the ranking.
    void budgetIsKeptAndWellSpent_data()
    {
        QTest::addColumn<double>("budget");
        for (const double budget : {0.15, 0.4, 0.75, 1.0})
            QTest::addRow("%g", budget) << budget;
    }
    void budgetIsKeptAndWellSpent()
    {
        QFETCH(double, budget);
        const Checkpoint made = run(pruneBudgetStage(), budgetParams(budget), m_tuned);
        const TrainingRows rows = calibration(m_tuned);
        const Importance importance = taylorImportance(m_tuned, rows, context());
        const std::vector<Ranking> rankings =
            measuredRankings(m_tuned, importance, sampled(rows, 128, context().seed), context());
        const double whole = 3 * (4096 + 4096);
        double cost = 0, loss = 0;
        Kept kept;
        std::vector<std::vector<Option>> blocks;
        for (size_t i = 0; i < 3; ++i) {
            const LayerShape& shape = made.architecture.layers[i];
            const Ranking &headRanking = rankings[2 * i], &ffnRanking = rankings[2 * i + 1];
            cost += shape.heads * 1024 + shape.ffn * 64;
            kept.heads.push_back(best(importance.heads[i], shape.heads));
            kept.ffn.push_back(best(importance.ffn[i], shape.ffn));
            std::vector<Option> heads, ffn;
            for (size_t n = 0; n <= 4; ++n)
                heads.push_back({double(n) * 1024, headRanking.lost[n]});
            for (size_t n = 0; n <= 64; n += 4)
                ffn.push_back({double(n) * 64, ffnRanking.lost[n]});
            blocks.push_back(heads);
            blocks.push_back(ffn);
            loss += headRanking.lost[size_t(shape.heads)] + ffnRanking.lost[size_t(shape.ffn)];
        }
        QVERIFY(cost <= budget * whole);
        QCOMPARE(m_details["costs"]["after"].get<double>(), cost);
        QCOMPARE(m_details["costs"]["before"].get<double>(), whole);
        const double exact = leastLoss(blocks, budget * whole),
                     rounded = leastLoss(blocks, budget * whole * (1 - 6.0 / 4000));
        QVERIFY2(loss >= exact - 1e-9 && loss <= rounded + 1e-9,
                 qPrintable(QString("%1 %2 %3").arg(exact).arg(loss).arg(rounded)));
        if (budget == 1.0)
            QVERIFY(made.architecture == m_tuned.architecture);
        const Checkpoint expected = shrink(m_tuned, kept);
        for (const auto& [name, weight] : expected.weights)
            QVERIFY2(weight.equal(made.weights.at(name)), name.c_str());
    }

    // The central difference of each row's loss when a unit's factor moves away from 1.
    void taylorIsAFiniteDifference()
    {
        const Importance importance = taylorImportance(m_start, calibration(m_start), context());
        double headScale = 0, ffnScale = 0;
        for (size_t i = 0; i < 3; ++i) {
            headScale = std::max(headScale, *std::max_element(importance.heads[i].begin(),
                                                              importance.heads[i].end()));
            ffnScale = std::max(
                ffnScale, *std::max_element(importance.ffn[i].begin(), importance.ffn[i].end()));
        }
        for (size_t layer = 0; layer < 3; ++layer) {
            for (int64_t head = 0; head < 4; ++head)
                QVERIFY2(std::abs(gateDifference(layer, true, head) -
                                  importance.heads[layer][size_t(head)]) < 0.01 * headScale,
                         qPrintable(QString("layer %1 head %2").arg(layer).arg(head)));
            for (const int64_t neuron : {0, 17, 42, 63})
                QVERIFY2(std::abs(gateDifference(layer, false, neuron) -
                                  importance.ffn[layer][size_t(neuron)]) < 0.01 * ffnScale,
                         qPrintable(QString("layer %1 neuron %2").arg(layer).arg(neuron)));
        }
    }

    void headsOfLeastDifferenceGo()
    {
        recipe::Params params = oneShot(pruneStructuredStage());
        params["sparsity"] = 0.5;
        params["parts"] = std::string("heads");
        params["scope"] = std::string("per layer");
        const Checkpoint made = run(pruneStructuredStage(), params, m_start);
        for (size_t i = 0; i < 3; ++i) {
            std::vector<double> differences;
            for (int64_t head = 0; head < 4; ++head)
                differences.push_back(gateDifference(i, true, head));
            const std::vector<int64_t> expected = best(differences, 2);
            QCOMPARE(m_details["kept"]["heads"][i].get<std::vector<int64_t>>(), expected);
            const std::string query = "layers." + std::to_string(i) + ".attention.query.weight";
            const at::Tensor old = m_start.weights.at(query).view({4, 8, 32}),
                             now = made.weights.at(query).view({2, 8, 32});
            QVERIFY(now[0].equal(old[expected[0]]) && now[1].equal(old[expected[1]]));
            QCOMPARE(made.architecture.layers[i].ffn, 64);
        }
    }

    // One minus the mean cosine of a layer's input and output, text by text in double.
    void layerOfLeastInfluenceGoes()
    {
        for (int meek = -1; meek < 3; ++meek) {
            Checkpoint model = m_start;
            for (const char* part : {"attention.output.weight", "ffn.down.weight"})
                if (meek >= 0) {
                    at::Tensor& weight =
                        model.weights.at("layers." + std::to_string(meek) + "." + part);
                    weight = weight * 0.01;
                }
            recipe::Params params = oneShot(pruneLayersStage());
            params["keep"] = int64_t(2);
            const Checkpoint made = run(pruneLayersStage(), params, model);
            const std::vector<double> expected = influence(model);
            const auto found = m_details["blockInfluence"].get<std::vector<double>>();
            for (size_t i = 0; i < 3; ++i)
                QVERIFY(std::abs(found[i] - expected[i]) < 1e-5);
            const auto least =
                int(std::min_element(expected.begin(), expected.end()) - expected.begin());
            if (meek >= 0)
                QCOMPARE(least, meek);
            QVERIFY(isMadeOf(made, model, best(expected, 2)));
        }
    }

    void layersByPlace()
    {
        recipe::Params params = oneShot(pruneLayersStage());
        params["order"] = std::string("last");
        for (int64_t keep = 1; keep <= 3; ++keep) {
            params["keep"] = keep;
            QVERIFY(isMadeOf(run(pruneLayersStage(), params, m_tuned), m_tuned,
                             best({3, 2, 1}, int(keep))));
        }
        params["order"] = std::string("every other");
        params["keep"] = int64_t(2);
        QVERIFY(isMadeOf(run(pruneLayersStage(), params, m_tuned), m_tuned, {0, 2}));
    }

    // A budget may leave a layer without neurons: the other methods work on what it makes.
    void layersWithoutNeurons_data()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < allStages().size(); ++i)
            if (allStages()[i].info.id.starts_with("prune."))
                QTest::addRow("%s", allStages()[i].info.id.c_str()) << int(i);
    }
    void layersWithoutNeurons()
    {
        QFETCH(int, index);
        const Stage& stage = allStages()[size_t(index)];
        std::vector<int64_t> all(64);
        std::iota(all.begin(), all.end(), 0);
        const Checkpoint model = shrink(m_tuned, {{{0}, {1, 2}, {3}}, {all, {}, all}});
        recipe::Params params =
            stage.info.id == "prune.budget" ? budgetParams(0.5) : defaults(stage);
        params["keep"] = int64_t(2);
        const QTemporaryDir folder;
        nlohmann::json details;
        StageContext own{m_set, 32, 11, m_task, details, at::kCPU, folder.path().toStdString()};
        const Checkpoint made = stage.run({{"model", model}}, params, own);
        QVERIFY(hasItsShapes(made));
        QVERIFY(logits(made, {{2, 9, 11, 3}}).isfinite().all().item<bool>());
    }

private:
    static std::pair<double, double> sums(const std::vector<std::vector<Option>>& blocks,
                                          const std::vector<int>& picked)
    {
        double cost = 0, loss = 0;
        for (size_t i = 0; i < blocks.size(); ++i)
            cost += blocks[i][size_t(picked[i])].cost, loss += blocks[i][size_t(picked[i])].loss;
        return {cost, loss};
    }
    // By trying everything.
    static double leastLoss(const std::vector<std::vector<Option>>& blocks, double budget,
                            size_t from = 0)
    {
        if (from == blocks.size())
            return budget >= 0 ? 0 : std::numeric_limits<double>::infinity();
        double least = std::numeric_limits<double>::infinity();
        for (const Option& option : blocks[from])
            if (option.cost <= budget)
                least = std::min(least,
                                 option.loss + leastLoss(blocks, budget - option.cost, from + 1));
        return least;
    }
    // The `count` largest, ascending.
    static std::vector<int64_t> best(const std::vector<double>& scores, int count)
    {
        std::vector<int64_t> order(scores.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](int64_t a, int64_t b) {
            return scores[size_t(a)] > scores[size_t(b)];
        });
        order.resize(size_t(count));
        std::sort(order.begin(), order.end());
        return order;
    }

    // Mean over the calibration rows of |dL/dg| for the factor on a unit of m_start.
    double gateDifference(size_t layer, bool head, int64_t unit)
    {
        const TrainingRows rows = calibration(m_start);
        const auto lossesAt = [&](double factor) {
            Gates gates;
            for (int i = 0; i < 3; ++i) {
                gates.heads.push_back(at::ones({int64_t(rows.ids.size()), 4}));
                gates.ffn.push_back(at::ones({int64_t(rows.ids.size()), 64}));
            }
            (head ? gates.heads : gates.ffn)[layer].select(1, unit).fill_(factor);
            return losses(logits(m_start, rows.ids, &gates), rows.labels);
        };
        return ((lossesAt(1.05) - lossesAt(0.95)) / 0.1).abs().mean().item<double>();
    }
    std::vector<double> influence(const Checkpoint& model)
    {
        const at::NoGradGuard noGrad;
        const Transformer transformer(model, false);
        std::vector<double> sums(3);
        double tokens = 0;
        for (const TokenIds& row : calibration(model).ids) {
            Trace trace;
            (void)transformer.logits(pad({row}, {0}), {.trace = &trace});
            tokens += double(row.size());
            for (size_t i = 0; i < 3; ++i) {
                const at::Tensor x = trace.hidden[i][0].to(at::kDouble),
                                 y = trace.hidden[i + 1][0].to(at::kDouble); // [T, H]
                const at::Tensor lengths = x.square().sum(1).sqrt() * y.square().sum(1).sqrt();
                sums[i] += (1 - (x * y).sum(1) / lengths).sum().item<double>();
            }
        }
        for (double& sum : sums)
            sum /= tokens;
        return sums;
    }

    static bool isMadeOf(const Checkpoint& made, const Checkpoint& model,
                         const std::vector<int64_t>& layers)
    {
        for (size_t to = 0; to < layers.size(); ++to)
            for (const char* part : {"attention.key.weight", "ffn.down.bias", "ffn.norm.weight"})
                if (!made.weights.at("layers." + std::to_string(to) + "." + part)
                         .equal(
                             model.weights.at("layers." + std::to_string(layers[to]) + "." + part)))
                    return false;
        return made.architecture.layers.size() == layers.size();
    }
};

QTEST_GUILESS_MAIN(TestPrune)
#include "tst_prune.moc"
