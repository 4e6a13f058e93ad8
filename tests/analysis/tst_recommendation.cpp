#include "core/analysis/recommendation.h"
#include "core/base/error.h"

#include <cmath>
#include <QTest>

using namespace lathe;
using namespace lathe::analysis;

namespace {

using Bound = Constraint::Bound;
using Scale = Constraint::Scale;
using Outcome = Recommendation::Outcome;

const Metrics kOriginal{{"accuracy", 0.9}, {"latencyP50Ms", 40}, {"sizeBytes", 100e6}};

Candidate candidate(double accuracy, double ms, double bytes)
{
    return {Metrics{{"accuracy", accuracy}, {"latencyP50Ms", ms}, {"sizeBytes", bytes}}, kOriginal,
            true, {}};
}

const Constraint kQuality{"accuracy", Bound::AtLeast, 0.99, Scale::OfOriginal}; // 0.891
const Constraint kFast{"latencyP50Ms", Bound::AtMost, 10, Scale::Absolute};
const Constraint kSmall{"sizeBytes", Bound::AtMost, 30e6, Scale::Absolute};

// 0 is good enough and fast; 1 faster but worse; 2 better but slow; 3 good enough, fast, too large.
std::vector<Candidate> four()
{
    return {candidate(0.892, 8, 25e6), candidate(0.85, 4, 20e6), candidate(0.9, 20, 28e6),
            candidate(0.895, 6, 60e6)};
}

} // namespace

class TestRecommendation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBestThatMeetsAll()
    {
        const Recommendation r = recommend(four(), {kQuality, kFast, kSmall}, {"latencyP50Ms"});
        QVERIFY(r.outcome == Outcome::Recommended);
        QCOMPARE(*r.chosen, size_t(0));
        QVERIFY(!r.runnerUp); // the only one
        QVERIFY(!r.nearest);
        QVERIFY(r.unmetByAll.empty());
        // Without the quality limit 1 would be taken, without that of size 3; speed costs nothing.
        QCOMPARE(r.binding.size(), size_t(2));
        QCOMPARE(r.binding[0].constraint, size_t(0));
        QCOMPARE(r.binding[0].instead.candidate, size_t(1));
        QCOMPARE(r.binding[0].instead.value, 4.0);
        QCOMPARE(r.binding[0].instead.chosenValue, 8.0);
        QCOMPARE(r.binding[1].constraint, size_t(2));
        QCOMPARE(r.binding[1].instead.candidate, size_t(3));
        const Standing& standing = r.standings[1];
        QVERIFY(!standing.meetsAll && r.standings[0].meetsAll);
        QVERIFY(!standing.checks[0].isMet && standing.checks[1].isMet);
        QVERIFY(std::abs(*standing.checks[0].limit - 0.891) < 1e-12);
        QVERIFY(std::abs(*standing.checks[1].slack - 0.6) < 1e-12);
        QVERIFY(std::abs(*standing.checks[0].slack - (0.85 - 0.891) / 0.891) < 1e-12);
        QVERIFY(!standing.checks[0].isSure);
    }

    void runnerUpAndPreference()
    {
        const Recommendation r = recommend(four(), {kQuality, kFast}, {"latencyP50Ms"});
        QCOMPARE(*r.chosen, size_t(3));
        QCOMPARE(r.runnerUp->candidate, size_t(0));
        QCOMPARE(r.runnerUp->metric, std::string("latencyP50Ms"));
        QCOMPARE(r.runnerUp->value, 8.0);
        QCOMPARE(r.runnerUp->chosenValue, 6.0);
        QCOMPARE(*recommend(four(), {}, {"accuracy"}).chosen, size_t(2));
        // Several metrics count alike. Costs of 0: 0.16 (accuracy), 0.25, 0.125; of 1: 1, 0, 0;
        // of 2: 0, 1, 0.2; of 3: 0.1, 0.125, 1.
        const Recommendation all = recommend(four(), {}, {"accuracy", "latencyP50Ms", "sizeBytes"});
        QCOMPARE(*all.chosen, size_t(0));
        QVERIFY(std::abs(*all.standings[0].score - (0.16 + 0.25 + 0.125) / 3) < 1e-12);
        QCOMPARE(all.runnerUp->candidate, size_t(1));
        QCOMPARE(all.runnerUp->metric, std::string("accuracy")); // in which it is most behind
    }

    void scoresDoNotDependOnTheLimits()
    {
        const auto loose = recommend(four(), {kQuality}, {"latencyP50Ms", "sizeBytes"});
        Constraint strict = kQuality;
        strict.limit = 0.9999;
        const auto tight = recommend(four(), {strict}, {"latencyP50Ms", "sizeBytes"});
        for (size_t i = 0; i < 4; ++i)
            QCOMPARE(*loose.standings[i].score, *tight.standings[i].score);
        QCOMPARE(*tight.chosen, size_t(2));
    }

    void tiesGoToTheConstrainedMetricsThenToTheFirst()
    {
        const std::vector<Candidate> equal{candidate(0.895, 8, 25e6), candidate(0.899, 8, 25e6),
                                           candidate(0.899, 8, 25e6)};
        const Recommendation r = recommend(equal, {kQuality}, {"latencyP50Ms"});
        QCOMPARE(*r.chosen, size_t(1));
        QCOMPARE(r.runnerUp->candidate, size_t(2));
        QCOMPARE(*recommend(equal, {}, {"latencyP50Ms"}).chosen, size_t(0));
        QVERIFY(r.binding.empty());
    }

    void nobodyMeetsAll()
    {
        Constraint impossible = kFast;
        impossible.limit = 3;
        const Recommendation r = recommend(four(), {kQuality, impossible}, {"sizeBytes"});
        QVERIFY(r.outcome == Outcome::NoneMeetsAll);
        QVERIFY(!r.chosen);
        QCOMPARE(r.unmetByAll, std::vector<size_t>{1});
        QCOMPARE(*r.nearest, size_t(1)); // 4.6 % of quality and 33 % of time outside; 3: 100 %
        // Each limit is met by somebody, only not both.
        Constraint quick = kFast;
        quick.limit = 5;
        const Recommendation both = recommend(four(), {kQuality, quick}, {"sizeBytes"});
        QVERIFY(both.outcome == Outcome::NoneMeetsAll);
        QVERIFY(both.unmetByAll.empty());
        QCOMPARE(*both.nearest, size_t(1)); // 4.6 % against 20 %
    }

    void whatIsMissingMeetsNothing()
    {
        std::vector<Candidate> candidates = four();
        candidates[0].metrics = Metrics{{"accuracy", 0.892}, {"sizeBytes", 25e6}};
        candidates[3] = candidate(0.895, std::nan(""), 60e6);
        const Recommendation r = recommend(candidates, {kFast}, {"accuracy"});
        QCOMPARE(*r.chosen, size_t(1));
        QVERIFY(!r.standings[0].checks[0].isMet && !r.standings[0].checks[0].value);
        QVERIFY(!r.standings[0].checks[0].slack);
        QVERIFY(!r.standings[3].checks[0].isMet);
        const Recommendation speed = recommend(candidates, {}, {"latencyP50Ms"});
        QVERIFY(!speed.standings[0].score);
        QCOMPARE(*speed.chosen, size_t(1));
        // Without an original no part of it can be asked for.
        for (Candidate& one : candidates)
            one.original = {};
        const Recommendation lost = recommend(candidates, {kQuality}, {"accuracy"});
        QVERIFY(lost.outcome == Outcome::NoneMeetsAll);
        QVERIFY(!lost.standings[0].checks[0].limit);
        QCOMPARE(lost.unmetByAll, std::vector<size_t>{0});
    }

    void nothingToChoose()
    {
        QVERIFY(recommend({}, {kFast}, {"accuracy"}).outcome == Outcome::NoChoice);
        std::vector<Candidate> originals{candidate(1, 1, 1)};
        originals[0].isChoice = false;
        const Recommendation r = recommend(originals, {kFast}, {"accuracy"});
        QVERIFY(r.outcome == Outcome::NoChoice);
        QVERIFY(!r.chosen && !r.nearest);
        QVERIFY(r.standings[0].checks[0].isMet); // it is still shown beside the others
        QVERIFY(recommend(four(), {}, {"throughput"}).outcome == Outcome::NoChoice);
        const Recommendation one = recommend({candidate(0.9, 5, 5)}, {kFast}, {"accuracy"});
        QCOMPARE(*one.chosen, size_t(0));
        QVERIFY(!one.runnerUp && one.binding.empty());
    }

    void howSureALimitIsMet()
    {
        std::vector<Candidate> candidates = four();
        candidates[0].differences["accuracy"] = {-0.008, -0.02, 0.004, 0.2}; // 0.88 at worst
        candidates[2].differences["accuracy"] = {0, -0.005, 0.005, 1};       // 0.895
        const Recommendation r = recommend(candidates, {kQuality}, {"accuracy"});
        QCOMPARE(r.standings[0].checks[0].isSure, std::optional(false));
        QCOMPARE(r.standings[2].checks[0].isSure, std::optional(true));
        QVERIFY(r.standings[0].checks[0].isMet);
    }

    void limitsAtTheEdge()
    {
        // 0.99 * 0.9 is not 0.891 in a double.
        QVERIFY(recommend({candidate(0.891, 8, 1)}, {kQuality}, {"accuracy"}).chosen);
        const Constraint zero{"mcc", Bound::AtLeast, 0, Scale::Absolute};
        Candidate worse = candidate(0.9, 8, 1);
        Metrics figures = worse.metrics;
        figures["mcc"] = -0.25;
        worse.metrics = figures;
        const Recommendation r = recommend({worse}, {zero}, {"accuracy"});
        QCOMPARE(*r.standings[0].checks[0].slack, -0.25);
        const Constraint half{"sizeBytes", Bound::AtMost, 0.5, Scale::OfOriginal};
        QVERIFY(recommend({candidate(0.9, 8, 50e6)}, {half}, {"accuracy"}).chosen);
        QVERIFY(!recommend({candidate(0.9, 8, 51e6)}, {half}, {"accuracy"}).chosen);
    }

    void wrongQuestionsAreErrors()
    {
        QVERIFY_EXCEPTION_THROWN((void)recommend(four(), {}, {}), Error);
        QVERIFY_EXCEPTION_THROWN((void)recommend(four(), {}, {"speed"}), Error);
        Constraint wrong = kFast;
        wrong.metric = "speed";
        QVERIFY_EXCEPTION_THROWN((void)recommend(four(), {wrong}, {"accuracy"}), Error);
        wrong = kFast;
        wrong.limit = std::nan("");
        QVERIFY_EXCEPTION_THROWN((void)recommend(four(), {wrong}, {"accuracy"}), Error);
    }
};

QTEST_GUILESS_MAIN(TestRecommendation)
#include "tst_recommendation.moc"
