#include "fake_engine.h"

#include "core/runner/artifact_cache.h"
#include "core/runner/emitter.h"
#include "core/runner/evaluation_file.h"
#include "core/runner/run_clock.h"
#include "core/runner/variant_maker.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::runner;
namespace fs = std::filesystem;

namespace {

recipe::Plan planOf(const std::vector<std::string>& stages)
{
    recipe::Plan plan;
    for (const std::string& stage : stages)
        plan.steps.push_back({"n", stage, {}, {}, stage});
    return plan;
}

data::DataSet smallData()
{
    data::DataSet data;
    data.labels = {data::TaskKind::Multilabel, {"a", "b"}};
    data.validation = {{"x", {0, 1}}, {"y", {}}};
    data.test = {{"z", {1}}};
    data.fingerprint = "of this set";
    return data;
}

} // namespace

class TestRunParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Times are told, so every expectation is plain arithmetic.
    void remainingTime()
    {
        const recipe::Plan plan = planOf({"train", "train", "prune"});
        RunClock clock(plan, {false, false, false}, 6, {{}, {}, 25.0});
        QVERIFY(!clock.remainingSeconds()); // nothing is known yet
        clock.startStep(0);
        clock.advance(0.05, 3);
        QVERIFY(!clock.remainingSeconds()); // too early to tell
        clock.advance(0.5, 10);
        QVERIFY(!clock.remainingSeconds()); // nothing is known of the other steps
        clock.finishStep(20, true);
        // train as the one before, prune as earlier runs tell, and 6 s of speed
        QCOMPARE(*clock.remainingSeconds(), 20.0 + 25.0 + 6.0);
        clock.startStep(1);
        clock.advance(0.25, 10); // says 40 s in all, 30 of them left
        QCOMPARE(*clock.remainingSeconds(), 30.0 + 25.0 + 6.0);
        clock.finishStep(40, true);
        clock.startStep(2);
        QCOMPARE(*clock.remainingSeconds(), 25.0 + 6.0);
        clock.finishStep(5, true);
        clock.startSpeed();
        clock.advance(0.5, 3);
        QCOMPARE(*clock.remainingSeconds(), 3.0);
        QCOMPARE(clock.fraction(), 3.5 / 4);
    }

    // One stage says nothing about another.
    void unknownStagesHaveNoTime()
    {
        RunClock clock(planOf({"train", "prune"}), {false, false}, 6);
        clock.startStep(0);
        clock.finishStep(20, true);
        QVERIFY(!clock.remainingSeconds());
        clock.startStep(1);
        clock.advance(0.5, 4);
        QCOMPARE(*clock.remainingSeconds(), 4.0 + 6.0);
    }

    void cachedStepsTakeNoTime()
    {
        const recipe::Plan plan = planOf({"train", "prune", "prune"});
        RunClock clock(plan, {true, false, true}, 0);
        QVERIFY(!clock.remainingSeconds());
        clock.startStep(0);
        clock.finishStep(0.1, false);
        QVERIFY(!clock.remainingSeconds()); // a reused step tells nothing
        clock.startStep(1);
        clock.advance(0.5, 8);
        QCOMPARE(*clock.remainingSeconds(), 8.0);
        QCOMPARE(clock.fraction(), (0.05 + 0.5) / 1.1);
    }

    void progressIsThinned()
    {
        EventLog log;
        Emitter emitter({&log}, {});
        for (int i = 0; i < 10'000; ++i)
            emitter.progress({i < 5'000 ? 0 : 1, {}, 0, {}});
        QVERIFY(log.progress.size() >= 2); // the first word of every step passes
        QVERIFY(log.progress.size() < 20);
    }

    void evaluationsRoundTrip()
    {
        const QTemporaryDir dir;
        const data::DataSet data = smallData();
        Evaluation e;
        e.validation = {data::TaskKind::Multilabel, 2, {1, -1, 0.5f, 3e-20f}, {{0, 1}, {}}};
        e.test = {data::TaskKind::Multilabel, 2, {7, -0.0f}, {{1}}};
        e.thresholds = {0.1, 0.75};
        const fs::path file = evaluationFile(dir.path().toStdString(), data, 128);
        QVERIFY(file != evaluationFile(dir.path().toStdString(), data, 64));
        saveEvaluation(e, file);
        const Evaluation read = loadEvaluation(file, data);
        QCOMPARE(read.validation.logits, e.validation.logits);
        QCOMPARE(read.test.logits, e.test.logits);
        QCOMPARE(read.validation.truth, e.validation.truth);
        QCOMPARE(read.thresholds, e.thresholds);

        const std::string bytes = readFile(file);
        for (size_t i = 0; i < bytes.size();
             ++i) { // any single damaged byte is noticed, or does no harm
            std::string damaged = bytes;
            damaged[i] = char(damaged[i] ^ 1);
            writeFile(file, damaged);
            try {
                const Evaluation odd = loadEvaluation(file, data);
                QCOMPARE(odd.test.logits, e.test.logits);
            } catch (const Error&) {
            }
            writeFile(file, bytes.substr(0, i));
            QVERIFY_EXCEPTION_THROWN((void)loadEvaluation(file, data), Error);
        }
        data::DataSet longer = data;
        longer.test.push_back({"w", {0}});
        writeFile(file, bytes);
        QVERIFY_EXCEPTION_THROWN((void)loadEvaluation(file, longer), Error);
    }

    void figuresFollowFromAnswers()
    {
        auto answers = std::make_shared<Evaluation>();
        answers->validation = {
            data::TaskKind::Multilabel, 2, {1, -1, 2, 1, -1, 1}, {{0}, {0}, {0}}};
        answers->test = {data::TaskKind::Multilabel, 2, {1, 1, -1, -1}, {{0}, {}}};
        answers->thresholds = {0.5, 0.9};
        Variant v;
        v.metrics = {{"accuracy", 0.25}};
        deriveFigures(v);
        QCOMPARE(v.metrics.size(), size_t(1)); // no answers, nothing new
        v.evaluation = answers;
        deriveFigures(v);
        QCOMPARE(v.metrics.at("accuracy"), 0.25);   // what the run said stays
        QCOMPARE(v.metrics.at("hammingLoss"), 0.0); // with the thresholds
        QVERIFY(v.metrics.contains("eceScaled"));
        QVERIFY(v.details.at("temperature").get<double>() > 0);
        QVERIFY(!v.metrics.contains("mcc")); // of the other task

        Variant made;
        addQuality(made, answers, {data::TaskKind::Multilabel, {"a", "b"}});
        QCOMPARE(made.metrics.at("accuracy"), 1.0);
        QVERIFY(made.details.at("perClass").at(1).at("f1").is_null()); // no row has it
        QCOMPARE(made.details.at("perClass").at(0).at("f1").get<double>(), 1.0);

        Variant original = made;
        addAgreement(v, original);
        QCOMPARE(v.metrics.at("agreement"), 1.0);
        auto others = std::make_shared<Evaluation>(*answers);
        others->test.truth = {{0}, {1}};
        original.evaluation = others;
        made.metrics.erase("agreement");
        addAgreement(made, original); // other rows
        QVERIFY(!made.metrics.contains("agreement"));
        original.evaluation = nullptr;
        addAgreement(made, original);
        QVERIFY(!made.metrics.contains("agreement"));
    }

    void spreadOfTheLatencyIsKept()
    {
        Variant v;
        SpeedFigures figures;
        figures.latencyP50Ms = 4;
        addSpeed(v, figures);
        QVERIFY(!v.details.contains("latency"));
        figures.latency = analysis::timing({0.002, 0.004, 0.006});
        addSpeed(v, figures);
        const auto& kept = v.details.at("latency");
        QCOMPARE(kept.at("samples").get<int>(), 3);
        QCOMPARE(kept.at("medianMs").get<double>(), 4.0);
        QCOMPARE(kept.at("p25Ms").get<double>(), 3.0);
        QCOMPARE(kept.at("lowMs").get<double>(), 2.0);
        QCOMPARE(kept.at("highMs").get<double>(), 6.0);
    }

    void theFasterProcessWins()
    {
        const QTemporaryDir dir;
        ArtifactCache cache(dir.path().toStdString());
        for (const char* content : {"first", "second"}) {
            StagedFolder staged(cache.folder("h"));
            writeFile(staged.path() / "weights", content);
            cache.store(staged, "h", {{"by", content}});
        }
        nlohmann::json note;
        QVERIFY(cache.find("h", note) == ArtifactCache::Lookup::Found);
        QVERIFY(note.at("by") == "first");
        writeFile(cache.folder("h") / "weights", "cut");
        QVERIFY(cache.find("h", note) == ArtifactCache::Lookup::Damaged);
        StagedFolder staged(cache.folder("h"));
        writeFile(staged.path() / "weights", "third");
        cache.store(staged, "h", {{"by", "third"}});
        QVERIFY(cache.find("h", note) == ArtifactCache::Lookup::Found);
        QCOMPARE(readFile(cache.folder("h") / "weights"), std::string("third"));
    }

    void textsSpreadOverTheLengths()
    {
        std::vector<data::Example> examples;
        for (const int length : {9, 1, 8, 2, 7, 3, 6, 4, 5, 10})
            examples.push_back({std::string(size_t(length), 'x'), {}});
        std::vector<size_t> lengths;
        for (const std::string& text : textsForSpeed(examples, 5))
            lengths.push_back(text.size());
        QCOMPARE(lengths, (std::vector<size_t>{2, 4, 6, 8, 10}));
        QCOMPARE(textsForSpeed(examples, 100).size(), size_t(10));
        QVERIFY(textsForSpeed({}, 5).empty());
    }
};

QTEST_GUILESS_MAIN(TestRunParts)
#include "tst_run_parts.moc"
