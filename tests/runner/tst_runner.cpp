#include "fake_engine.h"

#include <new>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::runner;
namespace fs = std::filesystem;

namespace {

QString joined(const std::vector<std::string>& lines)
{
    QStringList list;
    for (const std::string& line : lines)
        list << QString::fromStdString(line);
    return list.join(", ");
}

const char* kFullRun =
    "started, 0 running, quality of r-1, 0 done, 1 running, quality of r-2, 1 done, "
    "2 running, quality of r-3, 2 done, 3 running, quality of r-4, 3 done, "
    "4 running, quality of r-5, 4 done, "
    "speed of r-1, speed of r-2, speed of r-3, speed of r-4, speed of r-5, ended succeeded";

} // namespace

class TestRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_root = fs::path(m_dir->path().toStdString());
    }

    void succeeds()
    {
        FakeProject project(m_root);
        FakeEngine engine;
        EventLog log;
        const Outcome outcome = project.run(engine, log);
        QCOMPARE(joined(log.lines), QString(kFullRun));
        QVERIFY(outcome.state == RunState::Succeeded);
        // The prefix that all share is computed once.
        QCOMPARE(joined(engine.calls),
                 QString("train, evaluate, prune, evaluate, prune, evaluate, int8, evaluate, "
                         "int8, evaluate, speed 5"));
        QCOMPARE(outcome.variants.size(), size_t(5));
        const Variant& last = outcome.variants[4];
        QCOMPARE(last.id, std::string("r-5"));
        QCOMPARE(last.parent, std::string("r-3"));
        QCOMPARE(last.original, std::string("r-1")); // the first that can classify
        QCOMPARE(last.lineage, std::string("Fine-tune → Heads · sparsity 0.5 → Int8"));
        QCOMPARE(last.node, std::string("q"));
        QVERIFY(
            (last.families == std::vector{recipe::StageFamily::Train, recipe::StageFamily::Prune,
                                          recipe::StageFamily::Quantize}));
        // 60 rows, a tenth each for validation and test; the fake is wrong in one of the 6.
        QCOMPARE(last.metrics.at("accuracy"), 5.0 / 6);
        QCOMPARE(last.metrics.at("agreement"), 1.0); // with the original, in what is wrong too
        QCOMPARE(last.metrics.at("klDivergence"), 0.0);
        QCOMPARE(outcome.variants[0].metrics.at("agreement"), 1.0);
        QVERIFY(last.metrics.contains("mcc") && last.metrics.contains("eceScaled"));
        QCOMPARE(last.metrics.at("sizeBytes"), 500.0); // 4000 / 2 / 4
        QCOMPARE(last.metrics.at("latencyP50Ms"), 5.0);
        QCOMPARE(last.metrics.at("throughput"), 6.0);
        QVERIFY(last.details.at("training").at("stage") == "int8");
        QCOMPARE(last.details.at("perClass").size(), size_t(3));
        QCOMPARE(last.details.at("data").get<std::string>().size(), size_t(64)); // SHA-256
        QVERIFY(fs::exists(last.model / "lathe-step.json"));
        QCOMPARE(project.leftovers(), size_t(0));
        QCOMPARE(log.curvePoints, size_t(20));
        double before = 0;
        for (const StepProgress& p : log.progress) {
            QVERIFY(p.runFraction >= before && p.runFraction <= 1);
            before = p.runFraction;
        }
    }

    void aClassifyingSourceIsTheOriginal()
    {
        FakeProject project(m_root, true);
        project.recipe.nodes = {{"q", "int8", {}, {{"model", "source"}}}};
        FakeEngine engine;
        EventLog log;
        const Outcome outcome = project.run(engine, log);
        QCOMPARE(joined(log.lines),
                 QString("started, quality of r-0, 0 running, quality of r-1, 0 done, "
                         "speed of r-0, speed of r-1, ended succeeded"));
        QCOMPARE(outcome.variants[1].original, std::string("r-0"));
        QCOMPARE(outcome.variants[1].parent, std::string("r-0"));
        QCOMPARE(std::distance(fs::directory_iterator(project.folder / "model"), {}),
                 2); // the user's folder stays
    }

    void aStudentGoesByItsTeacher()
    {
        FakeProject project(m_root);
        project.recipe.nodes = {{"t", "train", {}, {{"model", "source"}}},
                                {"s", "distill", {}, {{"model", "source"}, {"teacher", "t"}}}};
        FakeEngine engine;
        EventLog log;
        const Outcome outcome = project.run(engine, log);
        QCOMPARE(outcome.variants[1].original, std::string("r-1"));
        QCOMPARE(outcome.variants[1].parent, std::string());
    }

    void laterRunsReuse()
    {
        FakeProject project(m_root);
        FakeEngine engine;
        EventLog first, second, third;
        (void)project.run(engine, first);
        engine.calls.clear();
        const Outcome outcome = project.run(engine, second);
        QCOMPARE(joined(engine.calls), QString("speed 5")); // anew every time; all else is there
        QCOMPARE(joined(second.lines), QString(kFullRun).replace("done", "reused"));
        QCOMPARE(outcome.variants[4].metrics.at("accuracy"), 5.0 / 6);

        engine.calls.clear();
        project.recipe.nodes[1].params["sparsity"] = {0.5, 0.75};
        (void)project.run(engine, third);
        QCOMPARE(joined(engine.calls), QString("prune, evaluate, int8, evaluate, speed 5"));
    }

    void whatChangesTheWork_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("calls"); // of a second run, without speed
        const QString all =
            "train, evaluate, prune, evaluate, prune, evaluate, int8, evaluate, int8, evaluate";
        const QString tail = "prune, evaluate, prune, evaluate, int8, evaluate, int8, evaluate";
        QTest::newRow("nothing") << 0 << "";
        QTest::newRow("seed") << 1 << all;
        QTest::newRow("stage version") << 2 << tail;
        QTest::newRow("maxLength") << 3 << all;
        QTest::newRow("data") << 4 << all;
        QTest::newRow("model") << 5 << all;
        QTest::newRow("name and ids") << 6 << "";
    }

    void whatChangesTheWork()
    {
        QFETCH(int, what);
        QFETCH(QString, calls);
        FakeProject project(m_root);
        project.recipe.measure.speed = false;
        FakeEngine engine;
        EventLog log;
        (void)project.run(engine, log);
        engine.calls.clear();
        if (what == 1)
            project.recipe.seed++;
        if (what == 2)
            engine.pruneVersion = 2;
        if (what == 3)
            project.recipe.maxLength = 64;
        if (what == 4)
            writeFile(project.recipe.data.train,
                      readFile(project.recipe.data.train) + "one more\ta\n");
        if (what == 5)
            FakeEngine::writeModel(project.recipe.model, {{"name", "other"}}, 4000);
        if (what == 6) {
            project.recipe.name = "another name";
            project.recipe.nodes[0].id = project.recipe.nodes[1].inputs["model"] = "renamed";
        }
        (void)project.run(engine, log);
        QCOMPARE(joined(engine.calls), calls);
    }

    void failures_data()
    {
        QTest::addColumn<QString>("at"); // the call that fails ...
        QTest::addColumn<int>("nth");    // ... when it comes for the n-th time
        QTest::addColumn<QString>("events");
        QTest::newRow("train") << "train" << 1
                               << "started, 0 running, 0 failed, 1 skipped, 2 skipped, 3 skipped, "
                                  "4 skipped, ended failed";
        QTest::newRow("end of train") << "end of train" << 1
                                      << "started, 0 running, 0 failed, 1 skipped, 2 skipped, 3 "
                                         "skipped, 4 skipped, ended failed";
        QTest::newRow("first evaluation") << "evaluate" << 1
                                          << "started, 0 running, 0 failed, 1 skipped, 2 skipped, "
                                             "3 skipped, 4 skipped, ended failed";
        QTest::newRow("one branch")
            << "prune" << 1
            << "started, 0 running, quality of r-1, 0 done, 1 running, 1 failed, 2 running, "
               "quality of r-3, 2 done, 3 skipped, 4 running, quality of r-5, 4 done, "
               "speed of r-1, speed of r-3, speed of r-5, ended failed";
        QTest::newRow("a leaf")
            << "int8" << 2
            << "started, 0 running, quality of r-1, 0 done, 1 running, quality of r-2, 1 done, "
               "2 running, quality of r-3, 2 done, 3 running, quality of r-4, 3 done, 4 running, 4 "
               "failed, "
               "speed of r-1, speed of r-2, speed of r-3, speed of r-4, ended failed";
        QTest::newRow("speed")
            << "speed 5" << 1
            << "started, 0 running, quality of r-1, 0 done, 1 running, quality of r-2, 1 done, "
               "2 running, quality of r-3, 2 done, 3 running, quality of r-4, 3 done, 4 running, "
               "quality of r-5, 4 done, ended failed";
    }

    void failures()
    {
        QFETCH(QString, at);
        QFETCH(int, nth);
        QFETCH(QString, events);
        FakeProject project(m_root);
        FakeEngine engine;
        EventLog log, again;
        engine.before = [&](const std::string& call) {
            if (call == at.toStdString() && --nth == 0)
                throw Error(ErrorKind::Failure, "layer 3 is odd", "Try another one");
        };
        const Outcome outcome = project.run(engine, log);
        QCOMPARE(joined(log.lines), events);
        QVERIFY(outcome.state == RunState::Failed);
        QVERIFY2(outcome.error.ends_with(": layer 3 is odd. Try another one"),
                 outcome.error.c_str());
        QVERIFY(outcome.failure.has_value());
        QCOMPARE(outcome.failure->message, std::string("layer 3 is odd"));
        QCOMPARE(outcome.failure->remedy, std::string("Try another one"));
        QVERIFY(outcome.failure->kind == ErrorKind::Failure);
        QCOMPARE(outcome.failure->stage.empty(), at.startsWith("speed")); // no step's fault
        QCOMPARE(outcome.failure->node.empty(), at.startsWith("speed"));
        QVERIFY(log.failure == outcome.failure);
        QVERIFY(failureFromJson(toJson(*outcome.failure)) == *outcome.failure);
        QCOMPARE(project.leftovers(), size_t(0));
        engine.before = [](const std::string&) {};
        QVERIFY(project.run(engine, again).state == RunState::Succeeded); // nothing broken was kept
    }

    void unknownExceptionsAreFailures()
    {
        FakeProject project(m_root);
        FakeEngine engine;
        EventLog log;
        engine.before = [](const std::string& call) {
            if (call == "prune")
                throw std::runtime_error("shape [2, 3] is invalid\nframe #0: deep inside");
            if (call == "int8")
                throw std::bad_alloc();
        };
        project.recipe.nodes[2].inputs["model"] = "t";
        const Outcome outcome = project.run(engine, log);
        QCOMPARE(outcome.error, std::string("Heads · sparsity 0.25: shape [2, 3] is invalid"));
        QVERIFY(joined(log.lines).endsWith("3 failed, speed of r-1, ended failed"));
    }

    void cancels_data()
    {
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("lastEvents");
        QTest::newRow("train") << "train"
                               << "0 running, 0 cancelled, ended cancelled";
        QTest::newRow("end of train") << "end of train"
                                      << "0 running, 0 cancelled, ended cancelled";
        QTest::newRow("evaluate") << "evaluate"
                                  << "0 running, 0 cancelled, ended cancelled";
        QTest::newRow("prune") << "prune"
                               << "1 running, 1 cancelled, ended cancelled";
        QTest::newRow("int8") << "end of int8"
                              << "3 running, 3 cancelled, ended cancelled";
        QTest::newRow("speed") << "speed 5"
                               << "4 done, ended cancelled";
    }

    void cancels()
    {
        QFETCH(QString, at);
        QFETCH(QString, lastEvents);
        FakeProject project(m_root);
        FakeEngine engine;
        EventLog log, again;
        std::stop_source stop;
        engine.before = [&](const std::string& call) {
            if (call == at.toStdString())
                stop.request_stop();
        };
        QVERIFY(project.run(engine, log, stop.get_token()).state == RunState::Cancelled);
        QVERIFY2(joined(log.lines).endsWith(lastEvents), qPrintable(joined(log.lines)));
        QCOMPARE(project.leftovers(), size_t(0));

        // Running again goes on where it stopped: each stage is computed once over both runs, apart
        // from the one that was stopped half-way.
        engine.before = [](const std::string&) {};
        QVERIFY(project.run(engine, again).state == RunState::Succeeded);
        const auto counted = [&](const char* call) {
            return std::count(engine.calls.begin(), engine.calls.end(), call);
        };
        QCOMPARE(counted("train"), at.endsWith("train") ? 2 : 1);
        QCOMPARE(counted("prune"), at.endsWith("prune") ? 3 : 2);
        QCOMPARE(counted("int8"), at.endsWith("int8") ? 3 : 2);
    }

    void stoppedBeforeItStarts()
    {
        FakeProject project(m_root);
        FakeEngine engine;
        EventLog log;
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(project.run(engine, log, stop.get_token()).state == RunState::Cancelled);
        QCOMPARE(joined(log.lines), QString("started, ended cancelled"));
        QVERIFY(engine.calls.empty());
    }

    void damagedArtifactsAreMadeAgain_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("content"); // "-": the file is removed
        QTest::addColumn<QString>("calls");
        QTest::newRow("weights cut") << "weights.bin"
                                     << "w"
                                     << "train, speed 5";
        QTest::newRow("weights gone") << "weights.bin"
                                      << "-"
                                      << "train, speed 5";
        QTest::newRow("note gone") << "lathe-step.json"
                                   << "-"
                                   << "train, speed 5";
        QTest::newRow("note is no JSON") << "lathe-step.json"
                                         << "{"
                                         << "train, speed 5";
        QTest::newRow("note of another kind") << "lathe-step.json"
                                              << "{\"files\": {}}"
                                              << "train, speed 5";
        QTest::newRow("evaluation cut") << "lathe-evaluation"
                                        << "{}\n"
                                        << "evaluate, speed 5";
        QTest::newRow("evaluation garbled") << "lathe-evaluation"
                                            << "\x01\x02\n"
                                            << "evaluate, speed 5";
        QTest::newRow("evaluation gone") << "lathe-evaluation"
                                         << "-"
                                         << "evaluate, speed 5";
    }

    void damagedArtifactsAreMadeAgain()
    {
        QFETCH(QString, file);
        QFETCH(QString, content);
        QFETCH(QString, calls);
        FakeProject project(m_root);
        FakeEngine engine;
        EventLog log, again;
        const fs::path model = project.run(engine, log).variants[0].model;
        for (const auto& entry : fs::directory_iterator(model))
            if (entry.path().filename().string().starts_with(file.toStdString())) {
                if (content == "-")
                    fs::remove(entry.path());
                else
                    writeFile(entry.path(), content.toStdString());
                break;
            }
        engine.calls.clear();
        QVERIFY(project.run(engine, again).state == RunState::Succeeded);
        // A model that is made again is evaluated again, except that its evaluation went with the
        // old one.
        QCOMPARE(joined(engine.calls),
                 calls.startsWith("train") ? QString("train, evaluate, speed 5") : calls);
        const bool silent = file == "lathe-evaluation" && content == "-"; // absent is not damaged
        QCOMPARE(again.warnings.empty(), silent);
    }

    void aDeadProcessIsSweptUp()
    {
        FakeProject project(m_root);
        const fs::path artifacts = project.folder / "work" / "artifacts";
        writeFile((fs::create_directories(artifacts / ".abc.1.0.tmp"),
                   artifacts / ".abc.1.0.tmp" / "weights.bin"),
                  "half");
        fs::create_directories(artifacts / "abc");
        writeFile(artifacts / "abc" / ".lathe-evaluation.1.0.tmp", "half");
        QCOMPARE(project.leftovers(), size_t(2));
        FakeEngine engine;
        EventLog log;
        engine.before = [&](const std::string& call) {
            if (call != "train")
                return;
            // A second process in the same folder leaves the unfinished work of the first alone.
            EventLog inner;
            FakeEngine other;
            QVERIFY(project.run(other, inner, {}, "other").state == RunState::Succeeded);
            QCOMPARE(project.leftovers(), size_t(1));
        };
        QVERIFY(project.run(engine, log).state == RunState::Succeeded);
        QCOMPARE(joined(log.lines), QString(kFullRun)
                                        .replace("1 done", "1 reused")
                                        .replace("2 done", "2 reused")
                                        .replace("3 done", "3 reused")
                                        .replace("4 done", "4 reused"));
        QCOMPARE(project.leftovers(), size_t(0));
    }

    void aBrokenListenerEndsTheRunAsFailed()
    {
        struct FullDisk final : Listener {
            void onEvent(const Event& event) override
            {
                if (std::holds_alternative<VariantMeasured>(event))
                    throw Error(ErrorKind::Failure, "history.db: the disk is full");
                if (const auto* end = std::get_if<RunEnded>(&event))
                    told.push_back("ended " + std::string(toString(end->state)) + ", " + end->error);
                else
                    told.push_back("more");
            }
            std::vector<std::string> told;
        } broken;
        FakeProject project(m_root);
        FakeEngine engine;
        EventLog log;
        const Outcome outcome =
            run(project.recipe, engine, {project.folder / "work", "r"}, {&broken, &log}, {});
        QVERIFY(outcome.state == RunState::Failed);
        QCOMPARE(outcome.error, std::string("Recording the run: history.db: the disk is full"));
        // Of what came after, the end alone: by then there may be room for it.
        QCOMPARE(broken.told.back(), "ended failed, " + outcome.error);
        QCOMPARE(size_t(std::count(broken.told.begin(), broken.told.end(), "more")), broken.told.size() - 1);
        QVERIFY(joined(log.lines).endsWith("ended failed"));
        QCOMPARE(std::count(engine.calls.begin(), engine.calls.end(), "prune"), 0);
    }

    void badInputThrowsBeforeAnythingIsWritten()
    {
        FakeEngine engine;
        EventLog log;
        const auto refused = [&](auto change) {
            FakeProject project(m_root / "p");
            change(project);
            bool thrown = false;
            try {
                (void)project.run(engine, log);
            } catch (const Error& error) {
                thrown = error.kind() == ErrorKind::BadInput;
            }
            return thrown && !fs::exists(project.folder / "work");
        };
        QVERIFY(refused([](FakeProject& p) { p.recipe.data.train = p.folder / "absent.tsv"; }));
        QVERIFY(refused([](FakeProject& p) { p.recipe.model += ".absent"; }));
        QVERIFY(refused([](FakeProject& p) { p.recipe.nodes[0].stage = "unknown"; }));
        QVERIFY(refused([](FakeProject& p) { p.recipe.maxLength = 513; })); // the fake takes 512
        QVERIFY(refused([](FakeProject& p) { writeFile(p.recipe.model / "weights.bin", "cut"); }));
        QVERIFY(log.lines.empty());
    }

    void runIdsAreUniqueAndOrdered()
    {
        const std::string a = makeRunId(), b = makeRunId();
        QVERIFY(a != b);
        QCOMPARE(a.size(), std::string("20261123-160512-3fa9").size());
        QVERIFY(a.substr(0, 15) <= b.substr(0, 15));
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_root;
};

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
