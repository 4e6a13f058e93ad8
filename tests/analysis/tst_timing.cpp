#include "core/analysis/timing.h"
#include "core/base/error.h"

#include <QTest>
#include <numeric>

using namespace lathe;
using namespace lathe::analysis;

class TestTiming : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // As numpy.quantile interpolates.
    void quantiles()
    {
        const std::vector<double> values{1, 2, 4, 8};
        QCOMPARE(quantile(values, 0), 1.0);
        QCOMPARE(quantile(values, 0.5), 3.0);
        QCOMPARE(quantile(values, 0.75), 5.0);
        QCOMPARE(quantile(values, 1), 8.0);
        QCOMPARE(quantile({7}, 0.3), 7.0);
    }

    // Of 100 ascending samples the 41st and the 61st bound the median (binomial(100, 1/2), 95 %).
    void intervalOfTheMedian()
    {
        std::vector<double> samples(100);
        std::iota(samples.rbegin(), samples.rend(), 1.0);
        const Timing found = timing(samples);
        QCOMPARE(found.samples, 100);
        QCOMPARE(found.median, 50.5);
        QCOMPARE(found.p95, 95.05);
        QCOMPARE(found.low, 41.0);
        QCOMPARE(found.high, 61.0);
        QCOMPARE(found.spread, 49.5 / 50.5);
        QCOMPARE(found.p5, 5.95);
        QCOMPARE(found.p25, 25.75);
        QCOMPARE(found.p75, 75.25);
        QCOMPARE(found.uncertainty(), 20 / (2 * 50.5));
    }

    void fewSamples()
    {
        const Timing two = timing({3, 1});
        QCOMPARE(two.low, 1.0);
        QCOMPARE(two.high, 3.0);
        QCOMPARE(timing({5}).uncertainty(), 0.0);
        QVERIFY_EXCEPTION_THROWN((void)timing({}), Error);
    }
};

QTEST_GUILESS_MAIN(TestTiming)
#include "tst_timing.moc"
