#include "core/base/error.h"
#include "core/base/files.h"
#include "widgets/compare/advice.h"
#include "widgets/compare/axis_scale.h"
#include "widgets/compare/colour_scale.h"
#include "widgets/compare/latency_view.h"
#include "widgets/compare/limits_panel.h"
#include "widgets/compare/parallel_view.h"
#include "widgets/compare/saved_views.h"
#include "widgets/compare/scatter_series.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace lathe;
using namespace lathe::widgets;
using analysis::Constraint;

namespace {

runner::Variant variant(const std::string& id, double accuracy, double latency, double size)
{
    runner::Variant result;
    result.id = id;
    result.runId = "r";
    result.original = "r-1";
    result.stage = "some.stage";
    result.families = {recipe::StageFamily::Prune};
    result.lineage = id;
    result.metrics = {{"accuracy", accuracy}, {"latencyP50Ms", latency}, {"sizeBytes", size}};
    return result;
}

// An original at 0.900 and three that are ever smaller, faster and worse: 99.6 %, 99 % and 97 %.
std::vector<runner::Variant> ladder()
{
    return {variant("r-1", 0.900, 16, 90e6), variant("r-2", 0.896, 8, 40e6),
            variant("r-3", 0.891, 4, 20e6), variant("r-4", 0.873, 2, 6e6)};
}

std::string bestOf(const Comparison& comparison, const CompareState& state)
{
    const auto best = adviceOf(comparison, state).best();
    return best ? comparison.variants[*best].variant->id : std::string();
}

std::shared_ptr<const Verdict> verdict(double value, double p)
{
    Verdict made;
    made.difference.resamples = 2000;
    made.difference.figures["microF1"] = {value, value - 0.01, value + 0.01, p};
    return std::make_shared<const Verdict>(std::move(made));
}

} // namespace

class TestCompareState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stateSurvivesJson()
    {
        CompareState state = firstState("microF1");
        state.x = "sizeBytes";
        state.colour = "ece";
        state.size.clear();
        state.isLogY = true;
        setLimit(state, limitAt("latencyP50Ms", 4));
        state.hidden = {VariantGroup::Pruned, VariantGroup::OtherRuntime};
        state.showsFailed = state.onlyDifferences = true;
        state.preference = Preference::Fastest;
        state.columns = {"ece", "kernels"};
        QVERIFY(stateFrom(toJson(state)) == state);
        QVERIFY(!(stateFrom(toJson(state)) == firstState("microF1")));
    }

    void hostileJsonLeavesAWorkingState()
    {
        const CompareState state = stateFrom(nlohmann::json::parse(R"({
            "x": "no such metric", "y": 7, "colour": ["a"], "quality": "sizeBytes", "logX": "yes",
            "limits": [{"metric": "accuracy"}, {"metric": "nope", "limit": 1}, 3,
                       {"metric": "sizeBytes", "limit": 1e6, "bound": "atMost"}],
            "hidden": "all", "prefer": "cheapest", "columns": [1, "ece"]})"));
        CompareState expected;
        expected.limits = {
            {"sizeBytes", Constraint::Bound::AtMost, 1e6, Constraint::Scale::Absolute}};
        expected.columns = {"ece"};
        QVERIFY(state == expected);
        QVERIFY(stateFrom(nlohmann::json::parse("[1, 2]")) == CompareState());
    }

    void savedViewsSurviveTheFile()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("views.json").toStdString();
        CompareState state = firstState("accuracy");
        state.run = "20261101-000000-1234";
        setLimit(state, limitAt("sizeBytes", 12e6));
        {
            SavedViews views = SavedViews::read(file);
            QVERIFY(views.all().empty());
            views.save("Smallest at 99 %", state);
            views.save("Edge device", firstState("microF1"));
            views.rename("Edge device", "Edge device, 1 thread");
        }
        SavedViews views = SavedViews::read(file);
        QCOMPARE(views.all().size(), size_t(2));
        state.run.clear(); // a view fits any run
        QVERIFY(views.find("Smallest at 99 %")->state == state);
        QVERIFY(!views.find("Edge device"));
        views.remove("Smallest at 99 %");
        QCOMPARE(SavedViews::read(file).all().size(), size_t(1));
        writeFile(file, R"({"formatVersion": 9, "views": []})");
        QVERIFY_EXCEPTION_THROWN((void)SavedViews::read(file), Error);
        writeFile(file, "[]");
        QVERIFY_EXCEPTION_THROWN((void)SavedViews::read(file), Error);
    }

    void anotherQualityTakesItsLimitAlong()
    {
        CompareState state = firstState("accuracy");
        setQuality(state, "macroF1");
        QCOMPARE(state.y, std::string("macroF1"));
        QVERIFY(!limitOf(state, "accuracy"));
        QCOMPARE(limitOf(state, "macroF1")->limit, 0.99);
    }

    void limitsDecideWhatIsRecommended()
    {
        CompareState state = firstState("accuracy");
        const Comparison comparison = compare(VariantList(ladder()), state);
        QCOMPARE(bestOf(comparison, state), std::string("r-3")); // 0.891 is just 99 %
        QCOMPARE(countText(adviceOf(comparison, state), 1), QString("2 of 3 variants meet it"));
        setLimit(state, limitAt("accuracy", 0.995));
        QCOMPARE(bestOf(comparison, state), std::string("r-2"));
        setLimit(state, limitAt("accuracy", 0.95));
        QCOMPARE(bestOf(comparison, state), std::string("r-4"));
        setLimit(state, limitAt("accuracy", 0.99));
        setLimit(state, limitAt("latencyP50Ms", 3));
        const Advice none = adviceOf(comparison, state);
        QCOMPARE(none.meeting, size_t(0));
        QCOMPARE(none.title, QString("Nearest to your limits"));
        QVERIFY2(none.reasons.join(' ').contains("not all by one"),
                 qPrintable(none.reasons.join(' ')));
    }

    void reasonsSayWhatBindsAndWhatFollows()
    {
        const CompareState state = firstState("accuracy");
        const Comparison comparison = compare(VariantList(ladder()), state);
        const QString reasons = adviceOf(comparison, state).reasons.join(' ');
        QVERIFY2(reasons.contains("of the 2 variants that meet every limit"), qPrintable(reasons));
        QVERIFY2(reasons.contains("(6.00 MB) loses 2.7 points"),
                 qPrintable(reasons)); // 0.900 - 0.873
        QVERIFY2(reasons.contains("Accuracy kept at least 99 %"), qPrintable(reasons));
        QVERIFY2(reasons.contains("Next best: r-2, "), qPrintable(reasons));
    }

    void preferenceWithoutSpeedFallsBackToSize()
    {
        auto variants = ladder();
        for (auto& v : variants)
            v.metrics.erase("latencyP50Ms");
        CompareState state = firstState("accuracy");
        state.preference = Preference::Fastest;
        const Comparison comparison = compare(VariantList(variants), state);
        const Advice advice = adviceOf(comparison, state);
        QCOMPARE(advice.preference, std::vector<std::string>{"sizeBytes"});
        QCOMPARE(comparison.variants[*advice.best()].variant->id, std::string("r-3"));
    }

    void manyTestsAreCorrected()
    {
        // p 0.02 alone differs; as the smaller of two it is doubled, and so it still does; of three
        // not.
        Verdicts verdicts{{"a", verdict(-0.02, 0.02)}};
        QVERIFY(judgementText(judge(verdicts, "microF1").at("a")).startsWith("worse than"));
        verdicts.emplace("b", verdict(0.0, 0.9));
        verdicts.emplace("c", verdict(0.0, 0.8));
        verdicts.emplace("untested", nullptr);
        const auto judged = judge(verdicts, "microF1");
        QCOMPARE(judged.size(), size_t(3));
        QCOMPARE(judged.at("a").p, 0.06); // Holm: three times the smallest
        QCOMPARE(
            judgementText(judged.at("a")),
            QString(
                "not distinguishable from the original after correction for 3 variants, p 0.06"));
        QVERIFY(judge(verdicts, "macroF1").empty());
        QCOMPARE(formatP(0.0001), QString("< 0.001"));
        QVERIFY(resamplesFor(1) == 2000 && resamplesFor(200) == 12000);
    }

    void scalesGoThereAndBack()
    {
        for (const bool isLogarithmic : {false, true}) {
            const AxisScale scale{2, 32, isLogarithmic};
            QCOMPARE(scale.part(scale.value(0.3)), 0.3);
            const AxisScale nearer = scale.zoomed(0.25, 0.5);
            QVERIFY(std::abs(nearer.value(0.25) - scale.value(0.25)) < 1e-9); // stays in its place
            QVERIFY(nearer.to < scale.to && nearer.from > scale.from);
            QCOMPARE(scale.panned(0.5).value(0), scale.value(0.5));
        }
        AxisScale deep{1, 2, false};
        for (int i = 0; i < 500; ++i)
            deep = deep.zoomed(0.5, 0.5);
        QVERIFY(deep.to > deep.from);
    }

    void ticksAreRoundAndFew()
    {
        const auto& latency = *analysis::findMetric("latencyP50Ms");
        const auto texts = [&](const AxisScale& scale, const analysis::MetricInfo& metric) {
            QStringList all;
            for (const Tick& tick : ticksOf(scale, metric, 6))
                all += tick.text;
            return all;
        };
        QCOMPARE(texts({1, 20, true}, latency),
                 QStringList({"1 ms", "2 ms", "5 ms", "10 ms", "20 ms"}));
        QVERIFY(texts({4, 5, true}, latency).size() >= 4); // within one octave too
        QCOMPARE(texts({10e6, 30e6, false}, *analysis::findMetric("sizeBytes")),
                 QStringList({"10 MB", "15 MB", "20 MB", "25 MB", "30 MB"}));
        QVERIFY(texts({1e-6, 1e9, true}, latency).size() <= 6);
    }

    void fittingLeavesOutWhatHasNoLogarithm()
    {
        const auto& latency = *analysis::findMetric("latencyP50Ms");
        const AxisScale scale = fittingScale({0, -3, 2, 8, NAN}, latency, true);
        QVERIFY(scale.from > 0 && scale.from < 2 && scale.to > 8);
        const AxisScale empty = fittingScale({}, latency, true);
        QVERIFY(empty.from > 0 && empty.to > empty.from);
        const AxisScale one = fittingScale({0.8}, *analysis::findMetric("accuracy"), false);
        QVERIFY(one.to - one.from >= 0.05); // noise does not fill the chart
    }

    void colourScaleRisesEvenly()
    {
        for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
            double last = -1;
            for (int i = 0; i <= 10; ++i) {
                const QColor colour = scaleColour(i / 10.0, *theme);
                // Relative luminance, which every kind of colour vision keeps.
                const double light = 0.2126 * std::pow(colour.redF(), 2.2) +
                                     0.7152 * std::pow(colour.greenF(), 2.2) +
                                     0.0722 * std::pow(colour.blueF(), 2.2);
                QVERIFY(light > last);
                last = light;
            }
        }
        const QColor low = scaleColour(0, Theme::light()), high = scaleColour(1, Theme::light());
        QVERIFY(low.blue() > low.red());
        QVERIFY(high.red() > high.blue());
    }

    void sliderEndsMeanNoLimit()
    {
        const Comparison comparison = compare(VariantList(ladder()), firstState("accuracy"));
        const LimitRange quality = *limitRange(comparison, "accuracy");
        QVERIFY(!quality.limit(0));
        const auto limit =
            *quality.limit(LimitRange::kSteps * 19 / 20); // 80 % + 19/20 of 20 points
        QCOMPARE(limit.limit, 0.99);
        QVERIFY(limit.scale == Constraint::Scale::OfOriginal);
        QCOMPARE(quality.position(&limit), LimitRange::kSteps * 19 / 20);
        const LimitRange size = *limitRange(comparison, "sizeBytes");
        const auto tightest = *size.limit(LimitRange::kSteps);
        QVERIFY(tightest.limit < 6e6 && tightest.bound == Constraint::Bound::AtMost);
        QCOMPARE(size.position(nullptr), 0);
        QVERIFY(!limitRange(comparison, "throughput"));
    }

    void parallelLeavesOutAndTurnsRound()
    {
        auto variants = ladder();
        variants[2].metrics.erase("sizeBytes");
        const CompareState state = firstState("accuracy");
        const Comparison comparison = compare(VariantList(variants), state);
        const ParallelSeries series =
            parallelSeries(comparison, state, {"accuracy", "sizeBytes", "ece", "nope"},
                           adviceOf(comparison, state).found);
        QCOMPARE(series.axes.size(), size_t(2));
        QCOMPARE(series.lines.size(), size_t(3));
        QCOMPARE(series.leftOut, size_t(1));
        for (const auto& line : series.lines) // the smallest is the worst in accuracy
            if (comparison.variants[line.index].variant->id == "r-4")
                QVERIFY(line.parts[0] < 0.2 && line.parts[1] > 0.8);
        QCOMPARE(parallelCsv(series, comparison).count("\r\n"), 4);
    }

    void latencySpreadsKeepTheSelected()
    {
        auto variants = ladder();
        for (size_t i = 0; i < 3; ++i) {
            const double ms = variants[i].metrics["latencyP50Ms"];
            variants[i].details["latency"] = {{"medianMs", ms},
                                              {"lowMs", ms * 0.9},
                                              {"highMs", ms * 1.1},
                                              {"p5Ms", ms / 2},
                                              {"p95Ms", nullptr}};
        }
        const Comparison comparison = compare(VariantList(variants), firstState("accuracy"));
        const LatencySpreads spreads = latencySpreads(comparison, {"r-1"}, 2);
        QCOMPARE(spreads.rows.size(), size_t(2));
        QCOMPARE(spreads.leftOut, size_t(2)); // one beyond the room, one without a spread
        QCOMPARE(spreads.rows[0].variantId, std::string("r-3"));
        QCOMPARE(spreads.rows[1].variantId, std::string("r-1"));
        QVERIFY(spreads.rows[0].p5 && !spreads.rows[0].p95);
        QVERIFY(latencyCsv(spreads).contains("r-3,4,3.6,4.4,2,,,\r\n"));
    }
};

QTEST_MAIN(TestCompareState)
#include "tst_compare_state.moc"
