#include "core/analysis/costs.h"
#include "core/analysis/hypervolume.h"
#include "core/analysis/knee.h"
#include "core/analysis/pareto.h"
#include "core/base/error.h"
#include "core/data/random.h"

#include <cmath>
#include <QTest>

using namespace lathe;
using namespace lathe::analysis;

namespace {

using MetricList = std::vector<const MetricInfo*>;

Metrics item(double size, double accuracy)
{
    return {{"sizeBytes", size}, {"accuracy", accuracy}};
}

// Inclusion and exclusion over all subsets: what a union of boxes measures, by definition.
double byDefinition(const std::vector<Metrics>& items, const MetricList& metrics,
                    const Metrics& reference)
{
    const auto limit = *costsOf(reference, metrics);
    double sum = 0;
    for (size_t subset = 1; subset < size_t(1) << items.size(); ++subset) {
        std::vector<double> sides(metrics.size(), INFINITY);
        int members = 0;
        for (size_t i = 0; i < items.size(); ++i)
            if (subset >> i & 1) {
                const auto costs = *costsOf(items[i], metrics);
                for (size_t m = 0; m < sides.size(); ++m)
                    sides[m] = std::min(sides[m], std::max(0.0, limit[m] - costs[m]));
                ++members;
            }
        double volume = members % 2 ? 1 : -1;
        for (const double side : sides)
            volume *= side;
        sum += volume;
    }
    return sum;
}

} // namespace

class TestFronts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void frontOfTwoMetrics()
    {
        QCOMPARE(paretoFront({item(90, 0.9), item(20, 0.8), item(30, 0.7), item(95, 0.9)}, m_two),
                 (std::vector<size_t>{1, 0}));
        // Equal items stand beside each other; what lacks a figure or has none that is finite is
        // left out.
        QCOMPARE(
            paretoFront({item(20, 0.8), item(20, 0.8), {{"accuracy", 1}}, item(std::nan(""), 1)},
                        m_two),
            (std::vector<size_t>{0, 1}));
        QVERIFY(paretoFront({}, m_two).empty());
        QVERIFY(paretoFront({item(1, 1)}, {}).empty());
    }

    void frontOfThreeMetrics()
    {
        const MetricList metrics{findMetric("sizeBytes"), findMetric("accuracy"),
                                 findMetric("throughput")};
        const auto three = [](double size, double accuracy, double speed) {
            return Metrics{{"sizeBytes", size}, {"accuracy", accuracy}, {"throughput", speed}};
        };
        QCOMPARE(paretoFront({three(90, 0.9, 10), three(20, 0.8, 50), three(50, 0.8, 60),
                              three(60, 0.8, 40)},
                             metrics),
                 (std::vector<size_t>{1, 2, 0}));
    }

    void volumeInClosedForm()
    {
        const Metrics reference = item(10, 0);
        QCOMPARE(*hypervolume({item(4, 0.5)}, m_two, reference), 3.0); // 6 * 0.5
        // 8 * 0.5 and 2 * 1 share 2 * 0.5; a dominated, an equal and an outside item add nothing.
        const std::vector<Metrics> items{item(2, 0.5), item(8, 1),  item(8, 0.5),     item(8, 1),
                                         item(12, 1),  item(10, 1), {{"accuracy", 1}}};
        QCOMPARE(*hypervolume(items, m_two, reference), 5.0);
        QCOMPARE(*hypervolume({item(3, 0)}, {findMetric("sizeBytes")}, reference), 7.0);
        QCOMPARE(*hypervolume({item(12, 1)}, m_two, reference), 0.0);
        QVERIFY(!hypervolume({{{"accuracy", 1}}}, m_two, reference));
        QVERIFY(!hypervolume({}, m_two, reference));
        QVERIFY(!hypervolume({item(1, 1)}, {}, {}));
        QVERIFY_EXCEPTION_THROWN((void)hypervolume({item(1, 1)}, m_two, {{"accuracy", 0}}), Error);
        QVERIFY_EXCEPTION_THROWN((void)hypervolume({item(1, 1)}, m_two, item(INFINITY, 0)), Error);
    }

    void volumeOfManyMetrics()
    {
        const MetricList all{findMetric("sizeBytes"), findMetric("accuracy"),
                             findMetric("throughput"), findMetric("latencyP50Ms"),
                             findMetric("macroF1")};
        data::Random random(4);
        for (size_t dimensions = 1; dimensions <= all.size(); ++dimensions) {
            const MetricList metrics(all.begin(), all.begin() + std::ptrdiff_t(dimensions));
            Metrics reference;
            for (const MetricInfo* metric : all)
                reference[std::string(metric->key)] = metric->better == Better::Lower ? 9 : 1;
            for (int round = 0; round < 20; ++round) {
                std::vector<Metrics> items(8);
                for (Metrics& one : items)
                    for (const MetricInfo* metric : all) // small whole numbers: many ties
                        one[std::string(metric->key)] = double(random.below(10));
                const double expected = byDefinition(items, metrics, reference);
                QVERIFY(std::abs(*hypervolume(items, metrics, reference) - expected) < 1e-9);
            }
        }
    }

    void knee()
    {
        // Normalised costs (0, 1), (0.1, 0.2), (0.5, 0.1), (1, 0).
        const std::vector<Metrics> items{item(0, 0), item(1, 0.8), item(5, 0.9), item(10, 1)};
        QCOMPARE(kneePoint(items, m_two), std::optional<size_t>(1));
        // A straight front and one that bends the other way have none.
        QVERIFY(!kneePoint({item(0, 0), item(5, 0.5), item(10, 1)}, m_two));
        QVERIFY(!kneePoint({item(0, 0), item(5, 0.2), item(10, 1)}, m_two));
        QVERIFY(!kneePoint({item(0, 0), item(10, 1)}, m_two));
        QVERIFY(!kneePoint({item(0, 0), item(0, 0), item(10, 1)}, m_two));
        QVERIFY(!kneePoint({}, m_two));
        // Equals: the first.
        QCOMPARE(
            kneePoint({item(10, 1), item(1, 0.8), item(0, 0), item(1, 0.8), item(2, 0.9)}, m_two),
            std::optional<size_t>(1));
        // Scales do not matter, missing figures do.
        QCOMPARE(kneePoint({item(0, 0), item(1e9, 0.8), item(5e9, 0.9), item(1e10, 1), {}}, m_two),
                 std::optional<size_t>(1));
        QVERIFY(!kneePoint(items, {findMetric("sizeBytes")}));
    }

private:
    const MetricList m_two{findMetric("sizeBytes"), findMetric("accuracy")};
};

QTEST_GUILESS_MAIN(TestFronts)
#include "tst_fronts.moc"
