#include "core/analysis/corrections.h"
#include "core/analysis/flips.h"
#include "core/analysis/mcnemar.h"
#include "core/base/error.h"
#include "core/base/files.h"

#include <cmath>
#include <QTest>

using namespace lathe;
using namespace lathe::analysis;

namespace {

constexpr auto kMulticlass = data::TaskKind::Multiclass;
constexpr auto kMultilabel = data::TaskKind::Multilabel;
const std::vector<double> kNone;

nlohmann::json fixture()
{
    return readJson(std::filesystem::path(LATHE_TEST_DATA) / "analysis" / "metrics.json");
}

bool near(const PValues& found, const PValues& expected)
{
    if (found.size() != expected.size())
        return false;
    for (size_t i = 0; i < found.size(); ++i)
        if (found[i].has_value() != expected[i].has_value() ||
            (found[i] && std::abs(*found[i] - *expected[i]) > 1e-12))
            return false;
    return true;
}

} // namespace

class TestPaired : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Expected values: scipy.stats, tests/fixtures/make_metric_fixtures.py.
    void mcnemarAgreesWithScipy()
    {
        const nlohmann::json rows = fixture().at("mcnemar");
        QCOMPARE(rows.size(), size_t(9));
        for (const auto& row : rows) {
            const auto first = row.at(0).get<size_t>(), second = row.at(1).get<size_t>();
            const double exact = row.at(2).get<double>(), mid = row.at(3).get<double>();
            const McNemar found = mcnemar(first, second);
            QVERIFY2(std::abs(found.exactP - exact) <= 1e-9 * exact,
                     qPrintable(QString::number(found.exactP, 'g', 15)));
            QVERIFY2(std::abs(found.midP - mid) <= 1e-9 * mid,
                     qPrintable(QString::number(found.midP, 'g', 15)));
            QCOMPARE(found.exactP, mcnemar(second, first).exactP);
            QCOMPARE(found.test == McNemar::Test::Exact, first + second < 25);
            QCOMPARE(found.p(), first + second < 25 ? found.exactP : found.midP);
        }
    }

    void holmInClosedForm()
    {
        // Holm's own rule: 4 x 0.005, 3 x 0.01, 2 x 0.03, then 1 x 0.04 raised to the one before.
        QVERIFY(near(holm({0.01, 0.04, 0.03, 0.005}), {0.03, 0.06, 0.06, 0.02}));
        QVERIFY(near(holm({0.5, std::nullopt, 0.6, 0.2}), {1.0, std::nullopt, 1.0, 0.6}));
        QVERIFY(near(holm({0.05}), {0.05}));
        QVERIFY(holm({}).empty());
        QVERIFY(near(holm({std::nullopt}), {std::nullopt}));
        for (const double wrong : {-0.1, 1.1, std::nan("")}) {
            QVERIFY_EXCEPTION_THROWN((void)holm({0.5, wrong}), Error);
            QVERIFY_EXCEPTION_THROWN((void)benjaminiHochberg({0.5, wrong}), Error);
        }
    }

    void benjaminiHochbergAgreesWithScipy()
    {
        const nlohmann::json item = fixture().at("falseDiscovery");
        PValues p, expected;
        for (const double value : item.at("p"))
            p.emplace_back(value);
        for (const double value : item.at("adjusted"))
            expected.emplace_back(value);
        QCOMPARE(p.size(), size_t(8));
        QVERIFY(near(benjaminiHochberg(p), expected));
        p.insert(p.begin() + 3, std::nullopt); // does not count
        expected.insert(expected.begin() + 3, std::nullopt);
        QVERIFY(near(benjaminiHochberg(p), expected));
    }

    void flipsOfClasses()
    {
        const std::vector<std::vector<int>> truth{{0}, {0}, {1}, {2}};
        const Predictions before{
            kMulticlass, 4, {9, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0}, truth};
        const Predictions now{
            kMulticlass, 4, {9, 0, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0}, truth};
        const Flips found = flips({now, kNone}, {before, kNone});
        QCOMPARE(found.newlyWrong, size_t(1));
        QCOMPARE(found.newlyRight, size_t(1));
        QCOMPARE(found.stillWrong, size_t(1));
        QCOMPARE(found.rows.size(), size_t(3));
        QCOMPARE(found.rows[0].row, size_t(1));
        QVERIFY(found.rows[0].kind == Flip::Kind::NewlyWrong);
        QCOMPARE(found.rows[0].before, std::vector<int>{0});
        QCOMPARE(found.rows[0].now, std::vector<int>{1});
        QVERIFY(found.rows[1].kind == Flip::Kind::NewlyRight);
        QVERIFY(found.rows[2].kind == Flip::Kind::StillWrong);
        QCOMPARE(found.labels[0].newlyWrong, 1);
        QCOMPARE(found.labels[0].newlyMissed, 1);
        QCOMPARE(*found.labels[0].recall, -0.5);
        // F1 of class 0: before 2 * 2 / (4 + 2), now 2 * 1 / (1 + 2).
        QVERIFY(std::abs(*found.labels[0].f1) < 1e-12);
        QCOMPARE(found.labels[1].newlyRight, 1);
        QCOMPARE(*found.labels[1].f1, 0.5); // 2 * 1 / (3 + 1) from 0
        QCOMPARE(found.labels[2].newlyWrong + found.labels[2].newlyRight, 0);
        QVERIFY(!found.labels[3].recall && !found.labels[3].f1); // no row has it
        QCOMPARE(found.labels[3].support, 0);
    }

    void flipsOfLabels()
    {
        const std::vector<std::vector<int>> truth{{0, 1}, {}};
        const Predictions before{kMultilabel, 2, {1, -1, -1, -1}, truth};
        const Predictions now{kMultilabel, 2, {-1, 1, -1, 1}, truth};
        const Flips found = flips({now, kNone}, {before, kNone});
        QCOMPARE(found.newlyWrong, size_t(1)); // the empty row
        QCOMPARE(found.stillWrong, size_t(1));
        QCOMPARE(found.labels[0].newlyWrong, 1);
        QCOMPARE(found.labels[0].newlyMissed, 1);
        QCOMPARE(*found.labels[0].recall, -1.0);
        QCOMPARE(found.labels[1].newlyRight, 1);
        QCOMPARE(found.labels[1].newlyWrong, 1);
        QCOMPARE(found.labels[1].newlyMissed, 0); // a false alarm
        QVERIFY(flips({now, kNone}, {now, kNone}).rows.empty());
    }

    void flipsOfNothing()
    {
        const Predictions none{kMulticlass, 2, {}, {}};
        const Flips found = flips({none, kNone}, {none, kNone});
        QVERIFY(found.rows.empty());
        QCOMPARE(found.labels.size(), size_t(2));
        QVERIFY(!found.labels[0].f1);
        const Predictions one{kMulticlass, 2, {1, 0}, {{0}}};
        QVERIFY_EXCEPTION_THROWN((void)flips({one, kNone}, {none, kNone}), Error);
    }
};

QTEST_GUILESS_MAIN(TestPaired)
#include "tst_paired.moc"
