#include "core/analysis/intervals.h"
#include "core/analysis/quality.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/random.h"

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

} // namespace

class TestIntervals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Expected values: scipy.stats.binomtest, tests/fixtures/make_metric_fixtures.py.
    void mcnemarAgreesWithScipy()
    {
        const auto fixture =
            readJson(std::filesystem::path(LATHE_TEST_DATA) / "analysis" / "metrics.json");
        QVERIFY(fixture.at("mcnemar").size() > 5);
        for (const auto& row : fixture.at("mcnemar")) {
            const double expected = row.at(2).get<double>();
            const double p = mcnemarExactP(row.at(0).get<int>(), row.at(1).get<int>());
            QVERIFY2(std::abs(p - expected) <= 1e-9 * expected,
                     qPrintable(QString::number(p, 'g', 15)));
            QCOMPARE(p, mcnemarExactP(row.at(1).get<int>(), row.at(0).get<int>()));
        }
        QVERIFY_EXCEPTION_THROWN((void)mcnemarExactP(-1, 0), Error);
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
        QVERIFY(std::abs(d.accuracy.value - -0.03) < 1e-12);
        const double error = std::sqrt(180 - 60.0 * 60 / 2000) / 2000;
        QVERIFY(std::abs(d.accuracy.low - (-0.03 - 1.96 * error)) < 0.15 * error);
        QVERIFY(std::abs(d.accuracy.high - (-0.03 + 1.96 * error)) < 0.15 * error);
        QCOMPARE(d.mcnemarP, mcnemarExactP(60, 120));
        QCOMPARE(d.resamples, 1000);
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
        const Quality qa = quality(a, thresholds), qb = quality(b);
        QVERIFY(std::abs(d.accuracy.value - (qa.accuracy - qb.accuracy)) < 1e-12);
        QVERIFY(std::abs(d.macroF1.value - (qa.macroF1 - qb.macroF1)) < 1e-12);
        QVERIFY(std::abs(d.microF1.value - (qa.microF1 - qb.microF1)) < 1e-12);
        for (const Difference& figure : {d.accuracy, d.macroF1, d.microF1})
            QVERIFY(figure.low < figure.value && figure.value < figure.high);
        const QualityDifference again = compareQuality({a, thresholds}, {b, kNone}, 5);
        QCOMPARE(again.macroF1.low, d.macroF1.low);
        QVERIFY(compareQuality({a, thresholds}, {b, kNone}, 6).macroF1.low != d.macroF1.low);
    }

    void equalModelsDifferByNothing()
    {
        const Predictions a = decidedAs({true, false, true, true});
        const QualityDifference d = compareQuality({a, kNone}, {a, kNone}, 1);
        QCOMPARE(d.accuracy.value, 0.0);
        QCOMPARE(d.accuracy.low, 0.0);
        QCOMPARE(d.macroF1.high, 0.0);
        QCOMPARE(d.mcnemarP, 1.0);
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
