#include "widgets/common/format.h"
#include "widgets/compare/comparison.h"
#include "widgets/compare/details_card.h"
#include "widgets/compare/sensitivity_map.h"
#include "widgets/data/data_card.h"
#include "widgets/history/run_model.h"
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
        QCOMPARE(firstQuality(all, "r"), std::string("accuracy"));
        for (auto& v : all)
            v.facts.labels = {data::TaskKind::Multilabel, {"a", "b"}};
        QCOMPARE(firstQuality(all, "r"), std::string("microF1"));
        QCOMPARE(firstQuality(all, "another"), std::string("accuracy"));
        all.push_back(variant("s-1", {StageFamily::Train}, 0.9, 1, 1));
        all.back().runId = "s";
        QCOMPARE(firstQuality(all, ""), std::string("accuracy"));
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
        const Comparison result = compare(run(), {});
        QCOMPARE(result.variants.size(), size_t(4));
        QCOMPARE(result.variants.front().variant.id,
                 std::string("r-2")); // the best that is no original
        QVERIFY(result.variants.back().isOriginal);
        QCOMPARE(result.variants.front().faster, QString("3.2×"));   // 16 / 5
        QCOMPARE(result.variants.front().smaller, QString("4.0×"));  // 80 / 20
        QCOMPARE(result.variants.front().delta, QString("−0.4 pt")); // 0.856 - 0.860
        QVERIFY(result.variants.back().faster.isEmpty());
    }

    void frontLeavesOutTheBeaten()
    {
        const Comparison result = compare(run(), {});
        std::vector<std::string> ids;
        for (const size_t index : result.front)
            ids.push_back(result.variants[index].variant.id);
        QCOMPARE(ids, (std::vector<std::string>{"r-4", "r-2", "r-1"})); // by latency
    }

    void filtersByRunAndGroup()
    {
        CompareOptions options;
        options.hidden = {VariantGroup::Pruned};
        QCOMPARE(compare(run(), options).variants.size(), size_t(3));
        options.run = "another";
        QVERIFY(compare(run(), options).variants.empty());
    }

    void missingFiguresAreNoFigures()
    {
        auto all = run();
        all[1].metrics.erase("latencyP50Ms");
        const Comparison result = compare(all, {});
        const auto& compared = result.variants.front();
        QCOMPARE(compared.variant.id, std::string("r-2"));
        QVERIFY(!compared.x);
        QVERIFY(compared.faster.isEmpty());
        QCOMPARE(metricText(compared.variant, "latencyP50Ms"), QString(QChar(0x2013)));
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
        const ClassChanges changes = classChanges(all[1], all[0]);
        QVERIFY(changes.isKnown);
        QCOMPARE(changes.newlyRight, 1);
        QCOMPARE(changes.newlyWrong, 1);
        QCOMPARE(changes.changes.size(), size_t(2));
        QVERIFY(!classChanges(all[2], all[0]).isKnown);
    }

    void csvQuotesAndCounts()
    {
        auto all = run();
        all[0].lineage = "a, \"b\"";
        const QByteArray csv = toCsv({}, all);
        QCOMPARE(csv.count("\r\n"), 5);
        QVERIFY(csv.contains("\"a, \"\"b\"\"\""));
        const auto commas = csv.left(csv.indexOf("\r\n")).count(',');
        QCOMPARE(commas, qsizetype(11 + int(analysis::allMetrics().size())));
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
