#include "core/analysis/metric_info.h"

#include <cmath>
#include <QTest>
#include <set>

using namespace lathe::analysis;
using lathe::data::TaskKind;

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
        QTest::newRow("score") << "mcc" << -0.0314 << "-0.031";
        QTest::newRow("nats") << "logLoss" << 1.2345 << "1.234 nats";
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
        std::set<std::string_view> keys, titles;
        for (const MetricInfo& info : allMetrics()) {
            QVERIFY2(keys.insert(info.key).second, info.key.data());
            QVERIFY2(titles.insert(info.title).second, info.key.data());
            QVERIFY2(!info.meaning.empty() && info.meaning.back() != '.', info.key.data());
            QVERIFY2(info.low < info.high, info.key.data());
            QVERIFY2(info.unit != "fraction" || info.high == 1, info.key.data());
            QCOMPARE(findMetric(info.key), &info);
        }
        QCOMPARE(keys.size(), size_t(27));
        QVERIFY(!findMetric("speed"));
        QVERIFY(findMetric("throughput")->better == Better::Higher);
        QVERIFY(findMetric("sizeBytes")->better == Better::Lower);
        QVERIFY(findMetric("ece")->better == Better::Lower);
        QVERIFY(!appliesTo(*findMetric("mcc"), TaskKind::Multilabel));
        QVERIFY(appliesTo(*findMetric("lrap"), TaskKind::Multilabel));
        QVERIFY(appliesTo(*findMetric("macroF1"), TaskKind::Multiclass));
    }

    void absentIsNotANumber()
    {
        const Metrics metrics{{"accuracy", 0.5}, {"ece", std::nan("")}};
        QCOMPARE(valueOf(metrics, "accuracy"), std::optional(0.5));
        QVERIFY(!valueOf(metrics, "ece"));
        QVERIFY(!valueOf(metrics, "brier"));
    }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
