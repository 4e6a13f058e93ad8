#include "core/analysis/probabilities.h"
#include "core/analysis/quality.h"
#include "core/analysis/thresholds.h"
#include "core/base/error.h"
#include "tests/analysis/metric_fixture.h"

#include <cmath>
#include <limits>
#include <QTest>

using namespace lathe;
using namespace lathe::analysis;
using lathe::tests::metricFixture;
using lathe::tests::predictionsOf;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr auto kMulticlass = data::TaskKind::Multiclass;
constexpr auto kMultilabel = data::TaskKind::Multilabel;

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

// Absent is null.
bool same(std::optional<double> value, const nlohmann::json& expected)
{
    return value ? expected.is_number() && near(*value, expected.get<double>())
                 : expected.is_null();
}

// That of all labels together, as if they were one.
double sharedThreshold(const Predictions& p)
{
    Predictions all{kMultilabel, 1, p.logits, std::vector<std::vector<int>>(p.logits.size())};
    for (size_t i = 0; i < p.truth.size(); ++i)
        for (const int label : p.truth[i])
            all.truth[i * size_t(p.classes) + size_t(label)] = {0};
    return fitThresholds(all, 1)[0];
}

} // namespace

// Expected figures: tests/fixtures/make_metric_fixtures.py, made with scikit-learn.
class TestQuality : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithScikitLearn()
    {
        const nlohmann::json cases = metricFixture().at("cases");
        QCOMPARE(cases.size(), size_t(9));
        for (const auto& item : cases) {
            const Quality q =
                quality(predictionsOf(item), item.value("thresholds", std::vector<double>()));
            const auto& figures = item.at("figures");
            QVERIFY(near(q.accuracy, figures.at("accuracy").get<double>()));
            QVERIFY(near(q.macroF1, figures.value("macroF1", 0.0)));
            QVERIFY(near(q.microF1, figures.value("microF1", 0.0)));
            QCOMPARE(q.perClass.size(), item.at("perClass").size());
            for (size_t k = 0; k < q.perClass.size(); ++k) {
                const auto& expected = item.at("perClass").at(k);
                QVERIFY(same(q.perClass[k].precision, expected.at(0)));
                QVERIFY(same(q.perClass[k].recall, expected.at(1)));
                QVERIFY(same(q.perClass[k].f1, expected.at(2)));
                QCOMPARE(q.perClass[k].support, expected.at(3).get<int>());
            }
        }
    }

    void fittedThresholdsReachTheBestF1()
    {
        int fitted = 0;
        const nlohmann::json cases = metricFixture().at("cases");
        for (const auto& item : cases) {
            if (!item.contains("bestF1"))
                continue;
            const Predictions predictions = predictionsOf(item);
            const auto thresholds = fitThresholds(predictions, 1); // each label its own
            const Quality q = quality(predictions, thresholds);
            for (size_t k = 0; k < thresholds.size(); ++k) {
                QVERIFY(thresholds[k] > 0 && thresholds[k] < 1);
                if (q.perClass[k].support == 0)
                    QCOMPARE(thresholds[k], sharedThreshold(predictions));
                else
                    QVERIFY(same(q.perClass[k].f1, item.at("bestF1").at(k)));
                ++fitted;
            }
        }
        QCOMPARE(fitted, 16);
    }

    void thresholdsAtTheEdges()
    {
        // Probabilities that are 0 and 1 in a double, and rows that cannot be told apart.
        const Predictions far{kMultilabel, 1, {200, 200, -200, -200}, {{0}, {0}, {}, {}}};
        QCOMPARE(fitThresholds(far), std::vector<double>{0.5});
        const Predictions same{kMultilabel, 1, {1, 1, 1}, {{0}, {}, {}}};
        QCOMPARE(decide(same, fitThresholds(same)), (std::vector<std::vector<int>>{{0}, {0}, {0}}));
        const Predictions low{kMultilabel, 1, {-200, -200}, {{0}, {0}}};
        QVERIFY(fitThresholds(low)[0] > 0);
        // One true row among a thousand: its own score decides.
        Predictions rare{kMultilabel, 1, std::vector<float>(1000, -5), {}};
        rare.truth.resize(1000);
        rare.logits[500] = -2;
        rare.truth[500] = {0};
        const std::vector<double> fitted = fitThresholds(rare);
        QVERIFY(near(fitted[0], (sigmoid(-5) + sigmoid(-2)) / 2));
        QCOMPARE(*quality(rare, fitted).perClass[0].f1, 1.0);
        rare.truth[500] = {}; // and with none: neutral, whatever the scores
        QCOMPARE(fitThresholds(rare), std::vector<double>{0.5});
        QCOMPARE(fitThresholds({kMultilabel, 2, {}, {}}), (std::vector<double>{0.5, 0.5}));
        const Predictions broken{kMultilabel, 1, {kNan, 2, -2}, {{0}, {0}, {}}};
        QVERIFY(near(fitThresholds(broken)[0], 0.5));
    }

    void rareLabelsShareAThreshold()
    {
        // Label 0: 20 true rows at 2, 20 others at -2. Label 1: one true row at -1, 39 others at -3.
        Predictions p{kMultilabel, 2, {}, {}};
        for (int i = 0; i < 40; ++i) {
            p.logits.insert(p.logits.end(), {i < 20 ? 2.f : -2.f, i == 30 ? -1.f : -3.f});
            p.truth.push_back(i < 20 ? std::vector<int>{0} : i == 30 ? std::vector<int>{1} : std::vector<int>{});
        }
        const double own = (sigmoid(-1) + sigmoid(-3)) / 2;    // parts the rows of label 1
        const double shared = (sigmoid(-1) + sigmoid(-2)) / 2; // parts all that is true from all that is not
        std::vector<double> fitted = fitThresholds(p);
        QVERIFY(near(fitted[0], 0.5));
        QVERIFY(near(fitted[1], shared));
        QVERIFY(near(fitThresholds(p, 1)[1], own));
        p.truth[0] = {}; // 19 rows are too few as well; the highest score is now wrong, and nothing else changes
        fitted = fitThresholds(p);
        QVERIFY(near(fitted[0], shared));
        QVERIFY(near(fitted[1], shared));
    }

    void decisions()
    {
        const Predictions classes{
            kMulticlass, 3, {1, 3, 2, 5, 5, 0, kNan, 1, 2, -kInf, kInf, 0}, {{1}, {0}, {0}, {1}}};
        QCOMPARE(decide(classes),
                 (std::vector<std::vector<int>>{{1}, {0}, {}, {1}})); // a tie, a NaN, infinities
        const Predictions labels{kMultilabel, 2, {0, -0.1f, 3, kNan, kInf, -kInf}, {{}, {}, {}}};
        QCOMPARE(decide(labels), (std::vector<std::vector<int>>{{0}, {}, {0}}));
        QCOMPARE(decide(labels, {0.9, 0.1}), (std::vector<std::vector<int>>{{1}, {}, {0}}));
    }

    void collapseIsTold()
    {
        Predictions p{kMulticlass, 3, {}, {}};
        for (int i = 0; i < 100; ++i) {
            p.truth.push_back({i % 3});
            for (const float logit : {0.f, 0.f, i < 95 ? 1.f : -1.f})
                p.logits.push_back(logit);
        }
        QCOMPARE(quality(p).collapse,
                 std::string("95 % of the rows are decided as label 3, which is true for 33 %"));
        QCOMPARE(quality(p, {}, {"a", "b", "spam"}).collapse,
                 std::string("95 % of the rows are decided as 'spam', which is true for 33 %"));
        for (auto& truth : p.truth)
            truth = {2}; // the same decisions, but right
        QVERIFY(quality(p).collapse.empty());
        Predictions majority{kMulticlass, 2, {}, {}};
        for (int i = 0; i < 100; ++i) {
            majority.truth.push_back({i < 85 ? 0 : 1});
            majority.logits.insert(majority.logits.end(), {1.f, 0.f});
        }
        QCOMPARE(quality(majority).collapse,
                 std::string("100 % of the rows are decided as label 1, which is true for 85 %"));
        p.logits[5] = kInf;
        QCOMPARE(quality(p).collapse, std::string("the logits of 1 of 100 rows are not finite"));

        Predictions silent{kMultilabel, 2, {-3, -3, -2, -4}, {{0}, {}}};
        QCOMPARE(quality(silent).collapse, std::string("no label is decided for any row"));
        silent.truth = {{}, {}};
        QVERIFY(quality(silent).collapse.empty());
        QCOMPARE(quality(silent).accuracy, 1.0);
    }

    void wrongShapesAreErrors()
    {
        QVERIFY_EXCEPTION_THROWN((void)quality({kMulticlass, 2, {}, {}}), Error);
        QVERIFY_EXCEPTION_THROWN((void)quality({kMulticlass, 2, {1, 2, 3}, {{0}}}), Error);
        QVERIFY_EXCEPTION_THROWN((void)quality({kMulticlass, 0, {}, {{0}}}), Error);
        QVERIFY_EXCEPTION_THROWN((void)quality({kMulticlass, 2, {1, 2}, {{2}}}), Error);
        QVERIFY_EXCEPTION_THROWN((void)quality({kMulticlass, 2, {1, 2}, {{-1}}}), Error);
        QVERIFY_EXCEPTION_THROWN((void)quality({kMulticlass, 2, {1, 2}, {{}}}), Error);
        QVERIFY_EXCEPTION_THROWN((void)quality({kMultilabel, 2, {1, 2}, {{0}}}, {0.5}), Error);
        QVERIFY_EXCEPTION_THROWN((void)fitThresholds({kMultilabel, 2, {1}, {{0}}}), Error);
    }
};

QTEST_GUILESS_MAIN(TestQuality)
#include "tst_quality.moc"
