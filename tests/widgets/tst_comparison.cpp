#include "widgets/common/format.h"
#include "widgets/compare/advice.h"
#include "widgets/compare/comparison.h"
#include "widgets/compare/details_card.h"
#include "widgets/compare/scatter_series.h"
#include "widgets/compare/structure_diff.h"
#include "widgets/compare/sensitivity_map.h"
#include "widgets/data/data_charts.h"
#include "widgets/runs/curve_chart.h"
#include "widgets/session/run_record.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace lathe;
using namespace lathe::widgets;
using recipe::StageFamily;

namespace {

runner::Variant variant(const std::string& id, std::vector<StageFamily> families, double accuracy,
                        double latency, double size)
{
    runner::Variant result;
    result.id = id;
    result.runId = "r";
    result.original = "r-1";
    result.stage = "some.stage";
    result.families = std::move(families);
    result.lineage = id;
    result.metrics = {{"accuracy", accuracy}, {"latencyP50Ms", latency}, {"sizeBytes", size}};
    return result;
}

std::vector<runner::Variant> run()
{
    return {variant("r-1", {StageFamily::Train}, 0.860, 16.0, 80e6),
            variant("r-2", {StageFamily::Train, StageFamily::Quantize}, 0.856, 5.0, 20e6),
            variant("r-3", {StageFamily::Train, StageFamily::Prune}, 0.840, 8.0,
                    60e6), // worse than r-2 in both
            variant("r-4", {StageFamily::Train, StageFamily::Prune, StageFamily::Quantize}, 0.830,
                    2.0, 10e6)};
}

Comparison compared(std::vector<runner::Variant> variants,
                    const CompareState& state = firstState("accuracy"))
{
    return compare(VariantList(std::move(variants)), state);
}

} // namespace

class TestComparison : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsByFamily()
    {
        const auto all = run();
        QCOMPARE(groupOf(all[0]), VariantGroup::Original);
        QCOMPARE(groupOf(all[1]), VariantGroup::Quantized);
        QCOMPARE(groupOf(all[2]), VariantGroup::Pruned);
        QCOMPARE(groupOf(all[3]), VariantGroup::Combined);
        QCOMPARE(groupColour(VariantGroup::Combined, Theme::light()), Theme::light().accent);
    }

    void lookingAtAModelIsNoFamilyOfItsOwn()
    {
        QCOMPARE(groupOf(variant("r-5", {StageFamily::Train, StageFamily::Analyze, StageFamily::Prune}, 0.8, 1, 1)),
                 VariantGroup::Pruned);
        QCOMPARE(groupOf(variant("r-6", {StageFamily::Analyze}, 0.8, 1, 1)), VariantGroup::Trained);
    }

    void multilabelStartsWithMicroF1()
    {
        auto all = run();
        QCOMPARE(firstQuality(VariantList(all), "r"), std::string("accuracy"));
        for (auto& v : all)
            v.facts.labels = {data::TaskKind::Multilabel, {"a", "b"}};
        QCOMPARE(firstQuality(VariantList(all), "r"), std::string("microF1"));
        QCOMPARE(firstQuality(VariantList(all), "another"), std::string("accuracy"));
        all.push_back(variant("s-1", {StageFamily::Train}, 0.9, 1, 1));
        all.back().runId = "s";
        QCOMPARE(firstQuality(VariantList(all), ""), std::string("accuracy"));
    }

    void sensitivityBecomesAGrid()
    {
        const auto grid = sensitivityGrid(
            {{{"layer", 0}, {"part", "attention"}, {"method", "int8"}, {"kl", 0.25}, {"bytesSaved", 7}},
             {{"layer", 0}, {"part", "ffn"}, {"method", "ffn 50 %"}, {"kl", 0.5}},
             {{"layer", nullptr}, {"part", "embeddings"}, {"method", "int8"}, {"kl", 0.125}},
             {{"layer", 1}, {"part", "ffn"}, {"method", "int8"}, {"kl", nullptr}},
             "broken"});
        QCOMPARE(grid.rows, QStringList({"0", "embeddings"}));
        QCOMPARE(grid.columns, QStringList({"attention int8", "ffn 50 %", "int8"}));
        QCOMPARE(grid.at(0, 0)->divergence, 0.25);
        QCOMPARE(grid.at(0, 0)->bytesSaved, int64_t(7));
        QVERIFY(!grid.at(0, 2) && !grid.at(1, 0));
        QCOMPARE(grid.at(1, 2)->divergence, 0.125);
    }

    void relatesToTheOriginalOfTheRun()
    {
        const Comparison result = compared(run());
        QCOMPARE(result.variants.size(), size_t(4));
        QCOMPARE(result.variants.front().variant->id,
                 std::string("r-2")); // the best that is no original
        QVERIFY(result.variants.back().isOriginal);
        QCOMPARE(ratioText(result.variants.front().faster), QString("3.2×"));  // 16 / 5
        QCOMPARE(ratioText(result.variants.front().smaller), QString("4.0×")); // 80 / 20
        QCOMPARE(lossText(result.variants.front().lost), QString("−0.4 pt"));  // 0.856 - 0.860
        QVERIFY(!result.variants.back().faster);
        QCOMPARE(ratioText({}), QString(QChar(0x2013)));
    }

    void frontLeavesOutTheBeaten()
    {
        const Comparison result = compared(run());
        std::vector<std::string> ids;
        for (const size_t index : result.front)
            ids.push_back(result.variants[index].variant->id);
        QCOMPARE(ids, (std::vector<std::string>{"r-4", "r-2", "r-1"})); // by latency
    }

    void filtersByRunAndGroup()
    {
        CompareState state = firstState("accuracy");
        state.hidden = {VariantGroup::Pruned};
        QCOMPARE(compared(run(), state).variants.size(), size_t(3));
        QCOMPARE(compared(run(), state).hidden, size_t(1));
        state.run = "another";
        QVERIFY(compared(run(), state).variants.empty());
    }

    void failedOnesAreHiddenAndNeverRecommended()
    {
        auto all = run();
        all[3].warning = "97 % of the rows are decided as 'spam'";
        all[2].warning = "simulated: the zeros are stored";
        CompareState state = firstState("accuracy");
        state.limits.clear();
        QCOMPARE(compared(all, state).variants.size(), size_t(3));
        QCOMPARE(compared(all, state).failed, size_t(1));
        state.showsFailed = true;
        const Comparison shown = compared(all, state);
        QCOMPARE(shown.variants.size(), size_t(4));
        QCOMPARE(shown.failed, size_t(1));
        const Advice advice = adviceOf(shown, state);
        QCOMPARE(advice.choices, size_t(2));
        QCOMPARE(shown.variants[*advice.best()].variant->id, std::string("r-2"));
        QVERIFY(!shown.variants[*shown.indexOf("r-4")].isOnFront);
    }

    void otherRuntimesAreMarkedAndNotChosen()
    {
        auto all = run();
        all[3].details["runtime"] = "ONNX Runtime int8";
        CompareState state = firstState("accuracy");
        state.limits.clear();
        const Comparison result = compared(all, state);
        const size_t peer = *result.indexOf("r-4");
        QVERIFY(result.hasPeers && result.variants[peer].isPeer);
        QCOMPARE(result.variants[peer].group, VariantGroup::OtherRuntime);
        QVERIFY(!result.candidates[peer].isChoice);
        QVERIFY(!result.variants[peer].isOnFront);
        const ScatterSeries series = scatterSeries(result, state);
        QVERIFY(std::any_of(series.dots.begin(), series.dots.end(), [&](const auto& dot) {
            return dot.index == peer && dot.look == ScatterSeries::Dot::Look::Peer;
        }));
    }

    void missingFiguresAreNoFigures()
    {
        auto all = run();
        all[1].metrics.erase("latencyP50Ms");
        all[2].metrics["latencyP50Ms"] = std::numeric_limits<double>::quiet_NaN();
        all[3].metrics["latencyP50Ms"] = 0; // has no logarithm
        const CompareState state = firstState("accuracy");
        const Comparison result = compared(all, state);
        const auto& first = result.variants.front();
        QCOMPARE(first.variant->id, std::string("r-2"));
        QVERIFY(!first.x);
        QVERIFY(!first.faster);
        QCOMPARE(metricText(*first.variant, "latencyP50Ms"), QString(QChar(0x2013)));
        const ScatterSeries series = scatterSeries(result, state);
        QCOMPARE(series.dots.size(), size_t(1));
        QCOMPARE(series.leftOut, size_t(3));
    }

    void intervalsComeFromTheirSources()
    {
        auto all = run();
        all[1].details["latency"] = {{"lowMs", 4.5}, {"highMs", 5.5}, {"medianMs", 5.0}};
        all[2].details["latency"] = {{"lowMs", "broken"}};
        Verdicts verdicts;
        Verdict verdict;
        verdict.difference.figures["accuracy"] = {-0.004, -0.014, 0.006, 0.48};
        verdict.difference.resamples = 2000;
        verdicts["r-2"] = std::make_shared<const Verdict>(verdict);
        const Comparison result = compare(VariantList(all), firstState("accuracy"), verdicts);
        const size_t index = *result.indexOf("r-2");
        QCOMPARE(intervalOf(result, index, "latencyP50Ms")->low, 4.5);
        QVERIFY(!intervalOf(result, *result.indexOf("r-3"), "latencyP50Ms"));
        const auto bar = intervalOf(result, index, "accuracy"); // 0.860 - 0.014 .. 0.860 + 0.006
        QVERIFY(bar && std::abs(bar->low - 0.846) < 1e-12 && std::abs(bar->high - 0.866) < 1e-12);
    }

    void structureIsComparedSideBySide()
    {
        auto all = run();
        all[0].facts.layers = {{12, 32, 1536, 100, 200}, {12, 32, 1536, 100, 200}};
        all[1].facts.layers = {{6, 32, 768, 50, 100}};
        all[0].facts.hiddenSize = all[1].facts.hiddenSize = 384;
        all[0].facts.storage = "fp32";
        all[1].facts.storage = "int8";
        const StructureDiff diff = structureDiff(all[0], all[1]);
        QCOMPARE(diff.layers.size(), size_t(2));
        QCOMPARE(diff.layers[0].bytes[1], int64_t(150));
        QCOMPARE(diff.layers[1].heads[1], 0); // there is no such layer
        const auto fact = [&](const QString& title) {
            return *std::find_if(diff.facts.begin(), diff.facts.end(),
                                 [&](const auto& f) { return f.title == title; });
        };
        QCOMPARE(fact("Heads, all layers").ratio, QString("0.25×")); // 6 of 24
        QVERIFY(!fact("Hidden size").differs);
        QVERIFY(fact("Stored as").differs);
        QVERIFY(structureCsv(diff).contains("layer 0 heads,12,6"));
    }

    void classChangesCountRows()
    {
        // Two classes, four rows. The original decides 0 0 1 1 (three right), the variant 0 1 1 0.
        const auto evaluation = [](std::vector<int> decided) {
            auto result = std::make_shared<runner::Evaluation>();
            result->test.classes = 2;
            result->test.truth = {{0}, {1}, {1}, {1}};
            for (const int label : decided)
                for (int i = 0; i < 2; ++i)
                    result->test.logits.push_back(i == label ? 1.0F : 0.0F);
            return result;
        };
        auto all = run();
        all[0].evaluation = evaluation({0, 0, 1, 1});
        all[1].evaluation = evaluation({0, 1, 1, 0});
        const PairAnalysis pair = analysePair(all[1], all[0]);
        QVERIFY(pair.isKnown);
        QCOMPARE(pair.newlyRight, size_t(1));
        QCOMPARE(pair.newlyWrong, size_t(1));
        QCOMPARE(pair.classes.size(), size_t(2));
        QCOMPARE(pair.classes[1].support, 3);
        QCOMPARE(pair.flips.size(), size_t(2));
        QCOMPARE(pair.flips[0].row, size_t(1));
        QCOMPARE(pair.flips[0].before, QString("LABEL_0"));
        QVERIFY(std::abs(*pair.flips[0].probability - 0.731059) < 1e-6); // 1 / (1 + exp(-1))
        QVERIFY(flipsCsv(pair, {}).contains("4,right → wrong,LABEL_1,LABEL_1,LABEL_0"));
        QVERIFY(!analysePair(all[2], all[0]).isKnown);
        QCOMPARE(largestChanges(pair.classes, 6).size(), size_t(2));
    }

    void histogramKeepsEveryText()
    {
        const auto bins = tokenHistogram({1, 4, 5, 8, 9, 400}, 4, 3); // 1-4, 5-8, 9 and more
        QCOMPARE(bins.size(), size_t(3));
        QCOMPARE(bins[0], (std::pair{1, 2}));
        QCOMPARE(bins[1], (std::pair{5, 2}));
        QCOMPARE(bins[2], (std::pair{9, 2}));
    }

    void thinnedCurveKeepsItsEnds()
    {
        RunRecord::Curve curve;
        for (int i = 0; i < 1000; ++i)
            curve.emplace_back(i, i * 2);
        const auto thin = thinned(curve, 50);
        QCOMPARE(thin.size(), size_t(50));
        QCOMPARE(thin.front(), curve.front());
        QCOMPARE(thin.back(), curve.back());
    }

    void formats()
    {
        QCOMPARE(formatMillions(22713216), QString("22.7 M"));
        QCOMPARE(formatMegabytes(90.9e6), QString("90.9 MB"));
        QCOMPARE(formatDuration(161), QString("2 min 41 s"));
        QCOMPARE(formatDuration(0.42), QString("0.4 s"));
        QCOMPARE(formatPoints(-0.0041), QString("−0.4 pt"));
        QCOMPARE(formatPoints(0), QString("±0.0 pt"));
        QCOMPARE(formatTime("not a time"), QString("not a time"));
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
