#include "core/analysis/metric_info.h"
#include "core/analysis/pareto.h"

#include <cmath>
#include <QTest>

using namespace lathe::analysis;

class TestMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formats_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("fraction") << "accuracy" << 0.8719 << "0.872";
        QTest::newRow("bytes") << "sizeBytes" << 22713216.0 << "22.7 MB";
        QTest::newRow("few bytes") << "sizeBytes" << 999.0 << "999 B";
        QTest::newRow("rounds up to the next prefix") << "sizeBytes" << 999950.0 << "1.00 MB";
        QTest::newRow("gigabytes") << "peakMemoryBytes" << 1.117e9 << "1.12 GB";
        QTest::newRow("parameters") << "parameters" << 22713216.0 << "22.7 M";
        QTest::newRow("few parameters") << "parameters" << 12.0 << "12";
        QTest::newRow("hundreds of millions") << "parameters" << 109.5e6 << "110 M";
        QTest::newRow("ms") << "latencyP50Ms" << 6.96 << "6.96 ms";
        QTest::newRow("tens of ms") << "latencyP95Ms" << 42.34 << "42.3 ms";
        QTest::newRow("rounds to ten") << "latencyP95Ms" << 9.997 << "10.0 ms";
        QTest::newRow("texts") << "throughput" << 1234.4 << "1234 texts/s";
        QTest::newRow("nothing") << "throughput" << std::nan("") << "–";
    }

    void formats()
    {
        QFETCH(QString, key);
        QFETCH(double, value);
        QFETCH(QString, text);
        const MetricInfo* info = findMetric(key.toStdString());
        QVERIFY(info);
        QCOMPARE(QString::fromStdString(formatMetric(*info, value)), text);
    }

    void listIsComplete()
    {
        std::vector<std::string> keys;
        for (const MetricInfo& info : allMetrics())
            keys.emplace_back(info.key);
        QCOMPARE(keys, (std::vector<std::string>{"accuracy", "macroF1", "microF1", "sizeBytes",
                                                 "parameters", "latencyP50Ms", "latencyP95Ms",
                                                 "throughput", "peakMemoryBytes"}));
        QVERIFY(!findMetric("speed"));
        QVERIFY(findMetric("throughput")->better == Better::Higher);
        QVERIFY(findMetric("sizeBytes")->better == Better::Lower);
    }

    void paretoFrontOfTwoMetrics()
    {
        const std::vector<const MetricInfo*> metrics{findMetric("sizeBytes"),
                                                     findMetric("accuracy")};
        const auto item = [](double size, double accuracy) {
            return Metrics{{"sizeBytes", size}, {"accuracy", accuracy}};
        };
        QCOMPARE(paretoFront({item(90, 0.9), item(20, 0.8), item(30, 0.7), item(95, 0.9)}, metrics),
                 (std::vector<size_t>{1, 0}));
        // Equal items stand beside each other; what lacks a figure or has none that is finite is
        // left out.
        QCOMPARE(
            paretoFront({item(20, 0.8), item(20, 0.8), {{"accuracy", 1}}, item(std::nan(""), 1)},
                        metrics),
            (std::vector<size_t>{0, 1}));
        QVERIFY(paretoFront({}, metrics).empty());
        QVERIFY(paretoFront({item(1, 1)}, {}).empty());
    }

    void paretoFrontOfThreeMetrics()
    {
        const std::vector<const MetricInfo*> metrics{
            findMetric("sizeBytes"), findMetric("accuracy"), findMetric("throughput")};
        const auto item = [](double size, double accuracy, double speed) {
            return Metrics{{"sizeBytes", size}, {"accuracy", accuracy}, {"throughput", speed}};
        };
        QCOMPARE(paretoFront(
                     {item(90, 0.9, 10), item(20, 0.8, 50), item(50, 0.8, 60), item(60, 0.8, 40)},
                     metrics),
                 (std::vector<size_t>{1, 2, 0}));
    }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
