#include "core/data/random.h"
#include "core/data/stratify.h"

#include <algorithm>
#include <map>
#include <QTest>
#include <set>

using namespace lathe::data;

namespace {

// 2,000 rows with up to three of 12 labels, label k roughly half as often as label k - 1.
std::vector<Example> multilabelRows(uint64_t seed)
{
    Random random(seed);
    std::vector<Example> rows;
    for (int i = 0; i < 2000; ++i) {
        std::set<int> labels;
        for (uint64_t n = random.below(4); n > 0; --n) {
            int label = 0;
            while (label < 11 && random.below(2))
                ++label;
            labels.insert(label);
        }
        rows.push_back({"row " + std::to_string(i), {labels.begin(), labels.end()}});
    }
    return rows;
}

} // namespace

class TestStratify : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // First outputs for the seed 1234567, as published with SplitMix64 (the test values of the
    // language ports collected on rosettacode.org).
    void randomNumbersAreThePublishedOnes()
    {
        Random random(1234567);
        for (const uint64_t expected :
             {6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
              4593380528125082431u, 16408922859458223821u})
            QCOMPARE(random.next(), expected);
        std::map<uint64_t, int> counts;
        for (int i = 0; i < 30000; ++i)
            ++counts[random.below(3)];
        QCOMPARE(counts.size(), size_t(3));
        for (const auto& [value, count] : counts) // 10000 each, standard deviation 82
            QVERIFY2(std::abs(count - 10000) < 410, qPrintable(QString::number(count)));
    }

    void everyLabelGetsItsShare()
    {
        for (const uint64_t seed : {1, 2, 3}) {
            const auto rows = multilabelRows(seed);
            const auto parts = stratify(rows, 12, {0.1, 0.2}, seed);
            std::vector<std::vector<int>> counts(3, std::vector<int>(12, 0));
            std::vector<int> sizes(3, 0);
            for (size_t i = 0; i < rows.size(); ++i) {
                ++sizes[size_t(parts[i])];
                for (const int label : rows[i].labels)
                    ++counts[size_t(parts[i])][size_t(label)];
            }
            QVERIFY(std::abs(sizes[1] - 200) <= 4 && std::abs(sizes[2] - 400) <= 4);
            for (size_t label = 0; label < 12; ++label) {
                const int all = counts[0][label] + counts[1][label] + counts[2][label];
                // Rows with several labels are dealt for the rarest of them; the others follow
                // closely.
                QVERIFY2(std::abs(counts[1][label] - 0.1 * all) <= 2 + 0.01 * all,
                         qPrintable(QString::number(label)));
                QVERIFY2(std::abs(counts[2][label] - 0.2 * all) <= 2 + 0.01 * all,
                         qPrintable(QString::number(label)));
            }
        }
    }

    void everyLabelKeepsATrainingRow()
    {
        std::vector<Example> rows;
        for (int i = 0; i < 60; ++i)
            rows.push_back({std::to_string(i), {i % 30}}); // two rows a label
        for (int i = 0; i < 20; ++i)
            rows.push_back({"single " + std::to_string(i), {30 + i}});
        for (const double fraction : {0.1, 0.3, 0.49}) {
            for (uint64_t seed = 0; seed < 20; ++seed) {
                const auto parts = stratify(rows, 50, {fraction, fraction}, seed);
                std::set<int> inTrain;
                for (size_t i = 0; i < rows.size(); ++i)
                    if (parts[i] == 0)
                        inTrain.insert(rows[i].labels[0]);
                QCOMPARE(inTrain.size(), size_t(50));
            }
        }
    }

    void smallClassesFillTheSplitTogether()
    {
        std::vector<Example> rows;
        for (int i = 0; i < 500; ++i)
            rows.push_back({std::to_string(i), {i / 5}}); // 100 classes of five rows
        const auto parts = stratify(rows, 100, {0.1}, 3);
        const auto sampled = std::count(parts.begin(), parts.end(), 1);
        QVERIFY2(std::abs(sampled - 50) <= 2, qPrintable(QString::number(sampled)));
    }

    void equalTextsStayTogether()
    {
        std::vector<Example> rows;
        for (int i = 0; i < 900; ++i)
            rows.push_back({"text " + std::to_string(i % 300), {i % 2}});
        const auto parts = stratify(rows, 2, {0.2}, 5);
        for (size_t i = 300; i < rows.size(); ++i)
            QCOMPARE(parts[i], parts[i % 300]);
        QVERIFY(std::abs(std::count(parts.begin(), parts.end(), 1) - 180) <= 3);
    }

    void sameSeedSameSplit()
    {
        const auto rows = multilabelRows(9);
        QCOMPARE(stratify(rows, 12, {0.1}, 4), stratify(rows, 12, {0.1}, 4));
        QVERIFY(stratify(rows, 12, {0.1}, 4) != stratify(rows, 12, {0.1}, 5));
    }
};

QTEST_GUILESS_MAIN(TestStratify)
#include "tst_stratify.moc"
