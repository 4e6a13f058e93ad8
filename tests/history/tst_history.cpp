#include "core/base/error.h"
#include "core/base/files.h"
#include "core/history/history.h"
#include "tests/history/history_fixture.h"
#include "tests/sanitized.h"

#include <cmath>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::history;
using namespace lathe::runner;
namespace fs = std::filesystem;

namespace {

std::shared_ptr<Evaluation> evaluation()
{
    auto e = std::make_shared<Evaluation>();
    e->validation = {data::TaskKind::Multilabel, 2, {1, -1, 0.5f, std::nanf("")}, {{0, 1}, {}}};
    e->test = {data::TaskKind::Multilabel, 2, {3, 4}, {{1}}};
    e->thresholds = {0.1, 0.75};
    return e;
}

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A moved or copied workspace has its models beside its history.
    void modelsMoveWithTheWorkspace()
    {
        const QTemporaryDir folder;
        const fs::path here = fs::path(folder.path().toStdString()) / "here";
        const char* recorded[] = {"/models/base", "/gone/./artifacts/moved", "/gone/artifacts/lost"};
        {
            History history(here / "history.db");
            Recorder recorder(history);
            recorder.onEvent(started("a"));
            for (int i = 0; i < 3; ++i) {
                Variant v = variant("a", i);
                v.model = recorded[i];
                recorder.onEvent(VariantMeasured{v});
            }
        }
        fs::create_directories(here / "artifacts" / "moved");
        const fs::path there = fs::path(folder.path().toStdString()) / "there";
        fs::rename(here, there);
        const fs::path now[] = {recorded[0], there / "artifacts" / "moved", recorded[2]};
        const History history(there / "history.db", History::Mode::ReadOnly);
        for (int i = 0; i < 3; ++i) {
            const auto at = size_t(i);
            QCOMPARE(history.variants()[at].model, now[i]);
            QCOMPARE(history.variants("a")[at].model, now[i]);
            QCOMPARE(history.variant("a-" + std::to_string(i)).model, now[i]);
            QCOMPARE(fs::path(history.summary().variants[at].model), now[i]);
        }
    }

    // So does a recipe's data; what is still where it was, or nowhere, is told as recorded.
    void dataMovesWithTheWorkspace()
    {
        const QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        const fs::path here = root / "here", there = root / "there", outside = root / "test.tsv";
        fs::create_directories(here / "data");
        for (const fs::path& file : {here / "data" / "train.tsv", outside})
            writeFile(file, "text\tlabel\n");
        {
            History history(here / "history.db");
            RunStarted run = started("a");
            run.recipe.model = "/gone/model";
            run.recipe.data.train = here / "data" / "train.tsv";
            run.recipe.data.test = outside;
            Recorder(history).onEvent(run);
        }
        fs::rename(here, there);
        const recipe::Recipe recipe = History(there / "history.db", History::Mode::ReadOnly).recipe("a");
        QCOMPARE(recipe.data.train, there / "data" / "train.tsv");
        QCOMPARE(recipe.data.test, outside);
        QCOMPARE(recipe.model, fs::path("/gone/model"));
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_file = fs::path(m_dir->path().toStdString()) / "new" / "history.db";
    }

    void keepsWhatARunTells()
    {
        History history(m_file);
        Recorder recorder(history);
        recorder.onEvent(started("a"));
        QVERIFY(history.runs().at(0).state == RunState::Running);
        QVERIFY(history.runs().at(0).ended.empty());
        recorder.onEvent(LogLine{LogLine::Level::Warning, "two texts were cut"});
        recorder.onEvent(StepCurve{3, {"loss", 10, 0.25}});
        recorder.onEvent(StepCurve{3, {"loss", 20, std::nan("")}});
        Variant v = variant("a", 1);
        v.evaluation = evaluation();
        recorder.onEvent(VariantMeasured{v});
        v.metrics["latencyP50Ms"] = 7.5;
        v.metrics["throughput"] = std::nan("");
        v.kernels = "oneDNN int8";
        recorder.onEvent(VariantMeasured{v}); // measured twice: one row
        Failure failure;
        failure.kind = ErrorKind::BadInput;
        failure.step = 1;
        failure.label = "int8";
        failure.message = "out of memory";
        failure.remedy = "Close other programs";
        Failure speed = failure;
        speed.step = -1;
        recorder.onEvent(StepChanged{1, StepState::Running, 0, ""});
        recorder.onEvent(StepChanged{1, StepState::Failed, 2, failure.text(), failure});
        recorder.onEvent(RunEnded{RunState::Failed, "int8: out of memory", 33.5, failure});
        QVERIFY(history.failures("a") == std::vector{failure}); // the run's is the step's
        recorder.onEvent(RunEnded{RunState::Failed, "int8: out of memory", 33.5, speed});
        QVERIFY(history.failures("a") == (std::vector{failure, speed}));

        const RunRow run = history.runs().at(0);
        QCOMPARE(run.name, std::string("sample of a"));
        QVERIFY(run.state == RunState::Failed);
        QCOMPARE(run.error, std::string("int8: out of memory"));
        QCOMPARE(run.seed, 18446744073709551615ull);
        QCOMPARE(run.variants, 1);
        QCOMPARE(run.seconds, 33.5);
        QCOMPARE(run.ended.size(), std::string("2026-11-23T16:05:12Z").size());
        QVERIFY(history.recipe("a") == started("a").recipe);
        QVERIFY(history.environment("a").at("threads") == 2);
        QCOMPARE(history.log("a").at(0).text, std::string("two texts were cut"));
        QVERIFY(history.log("a").at(0).level == LogLine::Level::Warning);
        QCOMPARE(history.log("a").size(), size_t(1));
        QCOMPARE(history.curves("a").size(), size_t(2));
        QCOMPARE(history.curves("a")[0].point.y, 0.25);
        QVERIFY(std::isnan(history.curves("a")[1].point.y));

        const Variant read = history.variant("a-1");
        QCOMPARE(read.params, v.params);
        QVERIFY(read.families == v.families);
        QCOMPARE(read.lineage, v.lineage);
        QCOMPARE(read.model, v.model);
        QCOMPARE(read.kernels, v.kernels);
        QVERIFY(read.details == v.details);
        QCOMPARE(read.facts.layers.size(), size_t(12));
        QCOMPARE(read.facts.layers[7].ffnBytes, int64_t(4'700'000));
        QVERIFY(read.facts.labels == v.facts.labels);
        v.metrics.erase("throughput"); // not finite: absent
        for (const auto& [key, value] : v.metrics)
            QCOMPARE(read.metrics.at(key), value);
        QVERIFY(!read.metrics.contains("throughput"));
        // The run did not know it; the answers tell: both labels decided, one of them true.
        QCOMPARE(read.metrics.at("hammingLoss"), 0.5);
        QVERIFY(read.evaluation);
        QCOMPARE(read.evaluation->thresholds, evaluation()->thresholds);
        QCOMPARE(read.evaluation->validation.truth, evaluation()->validation.truth);
        QVERIFY(read.evaluation->validation.kind == data::TaskKind::Multilabel);
        QVERIFY(std::isnan(read.evaluation->validation.logits[3]));
        QCOMPARE(read.evaluation->test.logits, evaluation()->test.logits);
    }

    // As when a variant is exported again: nothing of the earlier proof is left.
    void whatIsMeasuredAgainReplacesWhatWasThere()
    {
        History history(m_file);
        Recorder recorder(history);
        recorder.onEvent(started("a"));
        recorder.onEvent(VariantMeasured{variant("a", 0)});
        Variant v = variant("a", 1);
        v.evaluation = evaluation();
        v.metrics["throughput"] = 100;
        v.warning = "answers otherwise";
        recorder.onEvent(VariantMeasured{v});
        Variant again = variant("a", 1);
        auto answers = evaluation();
        answers->test.logits[0] += 1;
        answers->validation = {answers->test.kind, answers->test.classes, {}, {}};
        again.evaluation = answers;
        again.label = "ONNX Runtime 2", again.lineage = "Fine-tune → ONNX Runtime 2", again.model = "/exports/second";
        again.params = {{"bits", 4}};
        recorder.onEvent(VariantMeasured{again});

        QCOMPARE(history.variants().size(), size_t(2));
        const Variant read = history.variant("a-1");
        QCOMPARE(read.label, again.label);
        QCOMPARE(read.lineage, again.lineage);
        QCOMPARE(read.model, again.model);
        QCOMPARE(read.params, again.params);
        QVERIFY(read.warning.empty());
        QVERIFY(!read.metrics.contains("throughput"));
        QCOMPARE(read.evaluation->test.logits, answers->test.logits);
        const Summary summary = history.summary();
        QCOMPARE(summary.variants[1].lineage, again.lineage);
        QVERIFY(summary.variants[1].warning.empty());
    }

    void ordersRunsAndVariants()
    {
        History history(m_file);
        for (const std::string run : {"b", "a"}) {
            Recorder recorder(history);
            recorder.onEvent(started(run));
            for (int i = 0; i < 12; ++i)
                recorder.onEvent(VariantMeasured{variant(run, i)});
            recorder.onEvent(RunEnded{});
        }
        QCOMPARE(history.runs().at(0).id, std::string("a")); // newest first
        const auto all = history.variants();
        QCOMPARE(all.size(), size_t(24));
        QCOMPARE(all[0].id, std::string("a-0"));
        QCOMPARE(all[11].id, std::string("a-11"));
        QCOMPARE(all[12].id, std::string("b-0"));
        QVERIFY(!all[0].evaluation);
        QCOMPARE(all[23].metrics.at("accuracy"), 0.875);
        QCOMPARE(history.variants("b").size(), size_t(12));
        QVERIFY(history.variants("c").empty());

        history.removeRuns({"b"});
        QCOMPARE(history.variants().size(), size_t(12));
        QVERIFY(messageOf([&] { history.removeRuns({"b"}); }).find("no run 'b'") != std::string::npos);
        QVERIFY(messageOf([&] { (void)history.variant("b-1"); }).find("no variant 'b-1'") !=
                std::string::npos);
        QVERIFY(messageOf([&] { (void)history.recipe("b"); }).find("no run 'b'") !=
                std::string::npos);
    }

    void aRunningRunCannotBeRemoved()
    {
        History history(m_file);
        Recorder recorder(history);
        recorder.onEvent(started("a"));
        QVERIFY(messageOf([&] { history.removeRuns({"a"}); }).find("still going on") !=
                std::string::npos);
        recorder.onEvent(RunEnded{RunState::Cancelled, "", 1});
        history.removeRuns({"a"});
        QVERIFY(history.runs().empty());
    }

    // The child records the start of a run and dies without a word, as a killed process does.
    void aKilledProcessLeavesAnInterruptedRun()
    {
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LATHE_TEST_DIE_IN", QString::fromStdString(m_file.string()));
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(), {});
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitCode(), 77);
        const History history(m_file, History::Mode::ReadOnly);
        QCOMPARE(history.runs().size(), size_t(1));
        QVERIFY(history.runs()[0].state == RunState::Interrupted);
    }

    void readsWhileAnotherWrites()
    {
        History writer(m_file);
        Recorder recorder(writer);
        recorder.onEvent(started("a"));
        const History reader(m_file, History::Mode::ReadOnly);
        QVERIFY(reader.variants().empty());
        recorder.onEvent(VariantMeasured{variant("a", 0)});
        QCOMPARE(reader.variants().size(), size_t(1));
    }

    void opensVersion1()
    {
        const fs::path copy = fs::path(m_dir->path().toStdString()) / "v1.db";
        fs::copy_file(fs::path(LATHE_TEST_DATA) / "history" / "v1.db", copy);
        const History history(copy);
        QCOMPARE(history.runs().size(), size_t(2));
        QVERIFY(history.runs()[0].state == RunState::Running); // of another host: nothing is known
        QCOMPARE(history.runs()[0].seed, 18446744073709551615ull);
        QCOMPARE(history.runs()[1].seconds, 90.0);
        QCOMPARE(history.recipe("r1").nodes[0].stage, std::string("quantize.int8"));
        QVERIFY(history.environment("r1").at("threads") == 2);
        QCOMPARE(history.log("r1").at(0).text, std::string("one text was cut"));
        QCOMPARE(history.curves("r1").at(0).point.y, 0.75);
        const Variant v = history.variant("r1-1");
        QCOMPARE(v.parent, std::string("r1-0"));
        QVERIFY(v.families == std::vector<recipe::StageFamily>{recipe::StageFamily::Quantize});
        QCOMPARE(
            v.params,
            (recipe::Params{
                {"rate", 1.0}, {"n", int64_t(2)}, {"on", true}, {"way", std::string("mean")}}));
        QCOMPARE(v.facts.labels->names, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(v.metrics.at("microF1"), 0.25);     // as its run said
        QCOMPARE(v.metrics.at("hammingLoss"), 0.25); // a metric of a later version
        QCOMPARE(v.evaluation->thresholds, (std::vector<double>{0.25, 0.75}));
        QCOMPARE(v.evaluation->test.logits, (std::vector<float>{11, 8, 10.5f, 14}));
        QCOMPARE(v.evaluation->test.truth, (std::vector<std::vector<int>>{{0, 1}, {1}}));
    }

    void refusals()
    {
        const fs::path folder = m_dir->path().toStdString();
        const auto open = [](const fs::path& file, History::Mode mode = History::Mode::ReadWrite) {
            return messageOf([&] { const History history(file, mode); });
        };
        writeFile(folder / "text.db",
                  "this is no database, however long it is, and never was one; nothing to see. ");
        QVERIFY2(open(folder / "text.db").find("text.db: is not a Lathe history") !=
                     std::string::npos,
                 open(folder / "text.db").c_str());
        QVERIFY(open(folder).find("is a folder") != std::string::npos);
        QVERIFY(open(folder / "absent.db", History::Mode::ReadOnly).find("no such history") !=
                std::string::npos);
        QVERIFY(!fs::exists(folder / "absent.db"));

        {
            const History history(folder / "new.db");
        }
        std::string bytes = readFile(folder / "new.db");
        bytes[63] = 9; // user_version, big-endian at offset 60 (sqlite.org/fileformat.html, 1.3)
        writeFile(folder / "new.db", bytes);
        const std::string newer = open(folder / "new.db");
        QVERIFY2(newer.find("version 9, this program knows versions up to 2. Update Lathe") !=
                     std::string::npos,
                 newer.c_str());
        QCOMPARE(readFile(folder / "new.db"), bytes); // left as it was

        bytes[63] = 1;
        bytes[68] = 0; // application_id, at offset 68
        writeFile(folder / "other.db", bytes);
        QVERIFY(open(folder / "other.db").find("but not a Lathe history") != std::string::npos);

        bytes[68] = 0x4c;
        writeFile(folder / "cut.db", std::string_view(bytes).substr(0, bytes.size() / 2));
        const std::string damaged = messageOf([&] { (void)History(folder / "cut.db").variants(); });
        QVERIFY2(damaged.find("cut.db") != std::string::npos, damaged.c_str());
    }

    void damagedRowsAreErrors()
    {
        {
            History history(m_file);
            Recorder recorder(history);
            recorder.onEvent(started("a"));
            Variant v = variant("a", 1);
            v.details = {{"note", "find me in the file"}};
            recorder.onEvent(VariantMeasured{v});
            recorder.onEvent(RunEnded{});
        }
        std::string bytes = readFile(m_file);
        const size_t at = bytes.find("{\"note\"");
        QVERIFY(at != std::string::npos);
        bytes[at] = '?';
        writeFile(m_file, bytes);
        const std::string message = messageOf([&] { (void)History(m_file).variants(); });
        QVERIFY2(message.find("holds a damaged row") != std::string::npos, message.c_str());
    }

    void twentyThousandVariantsListQuickly()
    {
        History history(m_file);
        Recorder recorder(history);
        recorder.onEvent(started("a"));
        for (int i = 0; i < 20'000; ++i)
            recorder.onEvent(VariantMeasured{variant("a", i)});
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(history.variants().size(), size_t(20'000));
        qInfo("listed in %lld ms", static_cast<long long>(timer.elapsed()));
        QVERIFY(kSanitized || timer.elapsed() < 10'000);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_file;
};

int main(int argc, char** argv)
{
    if (const char* file = std::getenv("LATHE_TEST_DIE_IN")) {
        History history(file);
        Recorder(history).onEvent(started("a"));
        std::_Exit(77);
    }
    QCoreApplication application(argc, argv);
    TestHistory test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_history.moc"
