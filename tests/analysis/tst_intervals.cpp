#include "core/analysis/figures.h"
#include "core/analysis/intervals.h"
#include "core/analysis/thresholds.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/random.h"

#include <array>
#include <cmath>
#include <QTest>

using namespace lathe;
using namespace lathe::analysis;

namespace {

// Two classes, the truth always 0; right[i] says whether row i is decided right.
Predictions decidedAs(const std::vector<bool>& right)
{
    Predictions p{data::TaskKind::Multiclass, 2, {}, {}};
    for (const bool isRight : right) {
        p.truth.push_back({0});
        p.logits.insert(p.logits.end(), {isRight ? 1.f : 0.f, isRight ? 0.f : 1.f});
    }
    return p;
}

const std::vector<double> kNone;

nlohmann::json fixture()
{
    return readJson(std::filesystem::path(LATHE_TEST_DATA) / "analysis" / "metrics.json");
}

Predictions predictionsOf(const nlohmann::json& item)
{
    return {data::TaskKind::Multiclass, item.at("classes").get<int>(),
            item.at("logits").get<std::vector<float>>(),
            item.at("truth").get<std::vector<std::vector<int>>>()};
}

} // namespace

class TestIntervals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Every resample figured by scikit-learn, tests/fixtures/make_metric_fixtures.py.
    void agreesWithResamplesByScikitLearn()
    {
        const nlohmann::json paired = fixture().at("paired");
        const Predictions a = predictionsOf(paired.at("first")),
                          b = predictionsOf(paired.at("second"));
        const QualityDifference d =
            compareQuality({a, kNone}, {b, kNone}, paired.at("seed").get<uint64_t>(),
                           paired.at("resamples").get<int>());
        QCOMPARE(d.figures.size(), size_t(8));
        QCOMPARE(paired.at("expected").size(), size_t(8));
        for (const auto& [key, expected] : paired.at("expected").items()) {
            const Difference* found = d.find(key);
            QVERIFY2(found, key.c_str());
            const std::array values{found->value, found->low, found->high, found->p};
            for (size_t i = 0; i < values.size(); ++i)
                QVERIFY2(std::abs(values[i] - expected.at(i).get<double>()) < 1e-9, key.c_str());
        }
    }

    // With b and c discordant rows of n, the difference has the standard error
    // sqrt(b + c - (b - c)^2 / n) / n; the percentile interval must be close to +- 1.96 of these.
    void accuracyIntervalHasTheKnownWidth()
    {
        std::vector<bool> first(2000, true), second(2000, true);
        for (size_t i = 0; i < 120; ++i)
            first[i] = false;
        for (size_t i = 500; i < 560; ++i)
            second[i] = false;
        const Predictions a = decidedAs(first), b = decidedAs(second);
        const QualityDifference d = compareQuality({a, kNone}, {b, kNone}, 7);
        const Difference& accuracy = *d.find("accuracy");
        QVERIFY(std::abs(accuracy.value - -0.03) < 1e-12);
        const double error = std::sqrt(180 - 60.0 * 60 / 2000) / 2000;
        QVERIFY(std::abs(accuracy.low - (-0.03 - 1.96 * error)) < 0.15 * error);
        QVERIFY(std::abs(accuracy.high - (-0.03 + 1.96 * error)) < 0.15 * error);
        QCOMPARE(d.mcnemar.p(), mcnemar(60, 120).midP);
        QCOMPARE(d.resamples, 2000);
        QCOMPARE(accuracy.p, 2.0 / 2001); // 4.5 standard errors away: no resample reaches 0
    }

    void figuresAreThoseOfQuality()
    {
        data::Random random(3);
        Predictions a{data::TaskKind::Multilabel, 4, {}, {}};
        Predictions b = a;
        for (int i = 0; i < 200; ++i) {
            std::vector<int> truth;
            for (int k = 0; k < 4; ++k) {
                const bool isTrue = random.below(3) == 0;
                if (isTrue)
                    truth.push_back(k);
                for (Predictions* p : {&a, &b})
                    p->logits.push_back(float(random.below(400)) / 100 - 2.5f +
                                        (isTrue ? 1.5f : 0.f));
            }
            a.truth.push_back(truth);
            b.truth.push_back(truth);
        }
        const std::vector<double> thresholds = fitThresholds(a);
        const QualityDifference d = compareQuality({a, thresholds}, {b, kNone}, 5);
        const Metrics first = figuresOf(a, thresholds), second = figuresOf(b);
        for (const char* key : {"accuracy", "macroF1", "microF1", "weightedF1", "hammingLoss",
                                "lrap", "brier", "logLoss"}) {
            const Difference* found = d.find(key);
            QVERIFY2(found, key);
            QVERIFY2(std::abs(found->value - (first.at(key) - second.at(key))) < 1e-12, key);
            QVERIFY2(found->low < found->value && found->value < found->high, key);
        }
        QCOMPARE(d.figures.size(), size_t(8));
        const QualityDifference again = compareQuality({a, thresholds}, {b, kNone}, 5);
        QCOMPARE(again.find("macroF1")->low, d.find("macroF1")->low);
        QVERIFY(compareQuality({a, thresholds}, {b, kNone}, 6).find("macroF1")->low !=
                d.find("macroF1")->low);
    }

    void equalModelsDifferByNothing()
    {
        const Predictions a = decidedAs({true, false, true, true});
        const QualityDifference d = compareQuality({a, kNone}, {a, kNone}, 1);
        QCOMPARE(d.find("accuracy")->value, 0.0);
        QCOMPARE(d.find("accuracy")->low, 0.0);
        QCOMPARE(d.find("macroF1")->high, 0.0);
        QCOMPARE(d.find("macroF1")->p, 1.0);
        QCOMPARE(d.mcnemar.p(), 1.0);
        QVERIFY(!d.find("mcc")); // the truth is one class only
        QVERIFY(!d.find("sizeBytes"));
    }

    void oneRow()
    {
        const Predictions right = decidedAs({true}), wrong = decidedAs({false});
        const QualityDifference d = compareQuality({wrong, kNone}, {right, kNone}, 1);
        QCOMPARE(d.find("accuracy")->low, -1.0);
        QCOMPARE(d.find("accuracy")->high, -1.0);
        QCOMPARE(d.mcnemar.onlySecond, size_t(1));
        QCOMPARE(d.mcnemar.p(), 1.0);
    }

    // A model that answers NaN still has decisions, but no probabilities.
    void brokenLogits()
    {
        Predictions a = decidedAs({true, false, true});
        const Predictions b = decidedAs({true, true, true});
        a.logits[0] = std::nanf("");
        const QualityDifference d = compareQuality({a, kNone}, {b, kNone}, 1);
        QCOMPARE(d.find("accuracy")->value, 1.0 / 3 - 1);
        QVERIFY(!d.find("brier"));
        QVERIFY(!d.find("logLoss"));
    }

    void otherRowsAreRefused()
    {
        const Predictions a = decidedAs({true, false});
        const Predictions longer = decidedAs({true, false, true});
        const Predictions none = decidedAs({});
        QVERIFY_EXCEPTION_THROWN((void)compareQuality({a, kNone}, {longer, kNone}, 1), Error);
        QVERIFY_EXCEPTION_THROWN((void)compareQuality({none, kNone}, {none, kNone}, 1), Error);
        QVERIFY_EXCEPTION_THROWN((void)compareQuality({a, kNone}, {a, kNone}, 1, 0), Error);
        Predictions beyond = a;
        beyond.truth = {{0}, {2}};
        QVERIFY_EXCEPTION_THROWN((void)compareQuality({beyond, kNone}, {beyond, kNone}, 1), Error);
    }
};

QTEST_GUILESS_MAIN(TestIntervals)
#include "tst_intervals.moc"
