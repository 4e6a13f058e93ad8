#include "core/analysis/agreement.h"
#include "core/analysis/calibration.h"
#include "core/analysis/figures.h"
#include "core/analysis/probabilities.h"
#include "core/analysis/ranking.h"
#include "core/base/error.h"
#include "tests/analysis/metric_fixture.h"

#include <cmath>
#include <limits>
#include <QTest>
#include <set>

using namespace lathe;
using namespace lathe::analysis;
using lathe::tests::metricFixture;
using lathe::tests::predictionsOf;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr auto kMulticlass = data::TaskKind::Multiclass;
constexpr auto kMultilabel = data::TaskKind::Multilabel;
const std::vector<double> kNone;

bool near(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) < tolerance;
}

std::set<std::string> keysOf(const Metrics& metrics)
{
    std::set<std::string> keys;
    for (const auto& [key, value] : metrics)
        keys.insert(key);
    return keys;
}

} // namespace

// Expected figures: tests/fixtures/make_metric_fixtures.py, made with scikit-learn and scipy.
class TestFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreeWithScikitLearn()
    {
        const nlohmann::json cases = metricFixture().at("cases");
        QCOMPARE(cases.size(), size_t(9));
        for (const auto& item : cases) {
            const Predictions predictions = predictionsOf(item);
            const auto temperature = fitTemperature(predictions);
            const nlohmann::json& expectedTemperature = item.at("temperature");
            QCOMPARE(temperature.has_value(), expectedTemperature.is_number());
            if (temperature)
                QVERIFY(near(*temperature, expectedTemperature.get<double>(), 1e-6));
            const Metrics found = figuresOf(
                predictions, item.value("thresholds", std::vector<double>()), temperature);
            const nlohmann::json& expected = item.at("figures");
            for (const auto& [key, value] : found) {
                QVERIFY2(expected.contains(key), key.c_str());
                const double tolerance = key.ends_with("Scaled") ? 1e-6 : 1e-9;
                QVERIFY2(near(value, expected.at(key).get<double>(), tolerance),
                         qPrintable(QString("%1: %2").arg(key.c_str()).arg(value, 0, 'g', 15)));
                const MetricInfo* info = findMetric(key);
                QVERIFY2(info && appliesTo(*info, predictions.kind), key.c_str());
                QVERIFY2(value >= info->low && value <= info->high, key.c_str());
            }
            QCOMPARE(found.size(), expected.size());
        }
    }

    void everythingOfOneClass()
    {
        const Predictions p{kMulticlass, 2, {2, 1, 3, 0}, {{0}, {0}}};
        const Metrics found = figuresOf(p);
        QCOMPARE(found.at("accuracy"), 1.0);
        QCOMPARE(found.at("balancedAccuracy"), 1.0);
        QCOMPARE(found.at("prAucMacro"), 1.0);
        QVERIFY(!found.contains("mcc"));
        QVERIFY(!found.contains("rocAucMacro"));
        // The truth has both classes, the decisions one: no correlation, and ranks that are ties.
        const Predictions constant{kMulticlass, 2, {1, 0, 1, 0}, {{0}, {1}}};
        QCOMPARE(figuresOf(constant).at("mcc"), 0.0);
        QCOMPARE(figuresOf(constant).at("rocAucMacro"), 0.5);
        QCOMPARE(figuresOf(constant).at("balancedAccuracy"), 0.5);
    }

    void noLabelIsTrue()
    {
        const Metrics found = figuresOf({kMultilabel, 2, {-1, -2, -3, -1}, {{}, {}}});
        QCOMPARE(keysOf(found), (std::set<std::string>{"accuracy", "brier", "ece", "hammingLoss",
                                                       "logLoss", "lrap"}));
        QCOMPARE(found.at("accuracy"), 1.0);
        QCOMPARE(found.at("hammingLoss"), 0.0);
    }

    void whatIsNotThereIsAbsent()
    {
        QVERIFY(figuresOf({kMulticlass, 2, {}, {}}).empty());
        QVERIFY(
            figuresOf({kMulticlass, 2, {1, 0, 0, 1}, {{0}, {}}}).empty()); // a row without label
        QVERIFY_EXCEPTION_THROWN((void)figuresOf({kMulticlass, 2, {1, 0}, {{2}}}), Error);
        QVERIFY_EXCEPTION_THROWN((void)figuresOf({kMulticlass, 2, {1}, {{1}}}), Error);
    }

    void brokenLogitsLeaveDecisionsOnly()
    {
        for (const float broken : {kNan, kInf, -kInf}) {
            const Predictions p{kMulticlass, 2, {2, 1, broken, 0, 0, 1}, {{0}, {0}, {1}}};
            QCOMPARE(notFiniteRows(p), size_t(1));
            QCOMPARE(keysOf(figuresOf(p, {}, 2.0)),
                     (std::set<std::string>{"accuracy", "balancedAccuracy", "macroF1", "mcc",
                                            "microF1", "weightedF1"}));
            QCOMPARE(figuresOf(p).at("accuracy"), broken > 0 ? 1.0 : 2.0 / 3);
            QVERIFY(!calibration(p));
            QVERIFY(!fitTemperature(p));
            QVERIFY(ranking(p).perClass.empty());
        }
        // A row that decides nothing is wrong, and counts as a decision of its own for MCC:
        // (c s - sum p t) / sqrt((s^2 - sum p^2) (s^2 - sum t^2)) with c 1, s 3, p 1, 1, 1 and t
        // 2, 1.
        const Predictions undecided{kMulticlass, 2, {2, 1, kNan, 0, 0, 1}, {{0}, {0}, {1}}};
        QVERIFY(near(figuresOf(undecided).at("mcc"), (2 * 3 - 3) / std::sqrt(6.0 * 4)));
    }

    void calibrationBins()
    {
        // Probabilities 0.8 and 0.8, one of them right: bin 12 of 15 is (0.733, 0.8]; and 0.5.
        const float four = float(std::log(4.0));
        const Predictions p{kMultilabel, 1, {four - 0.01f, four - 0.01f, 0}, {{0}, {}, {0}}};
        const auto found = calibration(p);
        QCOMPARE(found->bins.size(), size_t(15));
        QCOMPARE(found->bins[11].count, size_t(2));
        QCOMPARE(*found->bins[11].frequency, 0.5);
        QVERIFY(near(*found->bins[11].confidence, sigmoid(double(four - 0.01f))));
        QCOMPARE(found->bins[7].count, size_t(1));
        QVERIFY(!found->bins[0].confidence && !found->bins[0].frequency);
        QVERIFY(near(found->ece, (2 * (sigmoid(double(four - 0.01f)) - 0.5) + 0.5) / 3));
        QVERIFY(!calibration({kMultilabel, 1, {}, {}}));
        QVERIFY_EXCEPTION_THROWN((void)calibration(p, 1, 0), Error);
    }

    // Two classes with logits +-1 for the decision: 3 of 4 right means T with
    // sigmoid(2 / T) = 3 / 4, T = 2 / log 3.
    void temperatureInClosedForm()
    {
        const Predictions p{kMulticlass, 2, {1, -1, 1, -1, 1, -1, 1, -1}, {{0}, {0}, {0}, {1}}};
        QVERIFY(near(*fitTemperature(p), 2 / std::log(3.0)));
        const Predictions right{kMulticlass, 2, {1, -1, -1, 1}, {{0}, {1}}};
        QVERIFY(!fitTemperature(right)); // only 0 would do
        const Predictions flat{kMulticlass, 2, {0, 0, 0, 0}, {{0}, {1}}};
        QVERIFY(!fitTemperature(flat)); // any would
        const Predictions wrong{kMulticlass, 2, {1, -1}, {{1}}};
        QVERIFY(!fitTemperature(wrong)); // the hotter, the better
        QVERIFY(!fitTemperature({kMulticlass, 2, {}, {}}));
    }

    void agreementAndDivergence()
    {
        const nlohmann::json all = metricFixture().at("divergence");
        QCOMPARE(all.size(), size_t(2));
        for (const auto& item : all) {
            const Predictions a = predictionsOf(item.at(0)), b = predictionsOf(item.at(1));
            const auto found = agreement({a, kNone}, {b, kNone});
            QVERIFY(near(*found->klDivergence, item.at(2).get<double>()));
            const auto same = agreement({a, kNone}, {a, kNone});
            QCOMPARE(same->decisions, 1.0);
            QCOMPARE(same->labels, 1.0);
            QCOMPARE(*same->klDivergence, 0.0);
        }
        // Without labels; half the rows decided alike, 3 of 4 labels.
        const Predictions a{kMultilabel, 2, {1, 1, -1, 1}, {{}, {}}};
        const Predictions b{kMultilabel, 2, {1, 1, 1, 1}, {{}, {}}};
        QCOMPARE(agreement({a, kNone}, {b, kNone})->decisions, 0.5);
        QCOMPARE(agreement({a, kNone}, {b, kNone})->labels, 0.75);
        const Predictions broken{kMultilabel, 2, {1, kNan, 1, 1}, {{}, {}}};
        QVERIFY(!agreement({broken, kNone}, {b, kNone})->klDivergence);
        const Predictions none{kMultilabel, 2, {}, {}};
        QVERIFY(!agreement({none, kNone}, {none, kNone}));
        QVERIFY_EXCEPTION_THROWN((void)agreement({a, kNone}, {none, kNone}), Error);
    }
};

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
