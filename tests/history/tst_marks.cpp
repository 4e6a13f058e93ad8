#include "core/history/brief.h"
#include "tests/history/history_fixture.h"

#include <cmath>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::history;
namespace fs = std::filesystem;

// Marks, removal and the summary that lists are made of.
class TestMarks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_file = fs::path(m_dir->path().toStdString()) / "history.db";
    }

    void marksAreKeptAndReplaced()
    {
        History history(m_file);
        record(history, "a", 2);
        QVERIFY(history.mark("a") == Mark());
        history.setMark("a", {true, {"prod", "old", "", "prod"}, "first\nsecond"});
        history.setMark("a-1", {false, {"small"}, ""});
        QVERIFY(history.mark("a") == (Mark{true, {"old", "prod"}, "first\nsecond"}));
        history.setMark("a", {false, {}, "only a note"});
        QVERIFY(history.mark("a") == (Mark{false, {}, "only a note"}));

        const Summary summary = history.summary();
        QVERIFY(summary.runs.at(0).mark == history.mark("a"));
        QVERIFY(summary.variants.at(0).mark == Mark());
        QVERIFY(summary.variants.at(1).mark == (Mark{false, {"small"}, ""}));
        QVERIFY(messageOf([&] { history.setMark("b", {}); }).find("no run or variant 'b'") !=
                std::string::npos);
    }

    void measuringAgainKeepsMarks()
    {
        History history(m_file);
        record(history, "a", 1);
        history.setMark("a-0", {true, {}, "keep"});
        Recorder(history).onEvent(VariantMeasured{variant("a", 0)});
        QVERIFY(history.mark("a-0") == (Mark{true, {}, "keep"}));
    }

    void tagsAreSortedWords()
    {
        const std::vector<std::string> expected{"a b", "prod"};
        QCOMPARE(tagsFrom(" prod,a b ,, prod,"), expected);
        QVERIFY(tagsFrom(" , ").empty());
    }

    void removedRunsAreHiddenUntilRestored()
    {
        History history(m_file);
        record(history, "a", 2);
        record(history, "b", 3);
        history.setMark("a", {true, {"prod"}, "n"});
        history.removeRuns({"a"});
        QCOMPARE(history.runs().size(), size_t(1));
        QCOMPARE(history.variants().size(), size_t(3));
        QVERIFY(history.variants("a").empty());
        QCOMPARE(history.summary().runs.size(), size_t(1));
        QCOMPARE(history.summary().variants.size(), size_t(3));
        for (const std::function<void()>& asks : std::vector<std::function<void()>>{
                 [&] { (void)history.variant("a-0"); }, [&] { (void)history.recipe("a"); },
                 [&] { (void)history.mark("a"); }, [&] { history.removeRuns({"a"}); }})
            QVERIFY(messageOf(asks).find("the history has no") != std::string::npos);

        history.restoreRuns({"a"});
        QCOMPARE(history.runs().size(), size_t(2));
        QCOMPARE(history.variants("a").size(), size_t(2));
        QVERIFY(history.mark("a") == (Mark{true, {"prod"}, "n"}));
        QVERIFY(messageOf([&] { history.restoreRuns({"a"}); }).find("no run 'a'") !=
                std::string::npos);
    }

    void removalIsAllOrNothing()
    {
        History history(m_file);
        record(history, "a", 1);
        QVERIFY(messageOf([&] {
                    history.removeRuns({"a", "x"});
                }).find("no run 'x'") != std::string::npos);
        QCOMPARE(history.runs().size(), size_t(1));
    }

    void purgedRunsAreGone()
    {
        History history(m_file);
        record(history, "a", 2);
        record(history, "b", 1);
        history.setMark("a-1", {true, {}, ""});
        history.removeRuns({"a"});
        history.purgeRemoved();
        QVERIFY(messageOf([&] { history.restoreRuns({"a"}); }).find("no run 'a'") !=
                std::string::npos);
        QCOMPARE(history.runs().size(), size_t(1));
        record(history, "a", 1); // nothing of it is left that a new one would meet
        QVERIFY(history.mark("a-0") == Mark());
    }

    void summaryAgreesWithTheVariants()
    {
        History history(m_file);
        record(history, "a", 2);
        Recorder recorder(history);
        recorder.onEvent(started("b"));
        Variant measured = variant("b", 0);
        measured.metrics = {{"accuracy", 0.5}, {"throughput", 100}};
        measured.warning = "collapsed";
        measured.details["runtime"] = "ONNX Runtime";
        measured.details["export"] = {{"format", "onnx"}, {"disagreement", "3 of 9 decisions differ"}};
        recorder.onEvent(VariantMeasured{measured});

        const Summary summary = history.summary();
        QCOMPARE(summary.metrics,
                 (std::vector<std::string>{"accuracy", "sizeBytes", "throughput"}));
        const auto rows = history.runs();
        const auto full = history.variants();
        QCOMPARE(summary.runs.size(), rows.size());
        QCOMPARE(summary.variants.size(), full.size());
        QCOMPARE(summary.runs[0].id, std::string("b"));
        QCOMPARE(summary.runs[0].model, std::string("/models/base"));
        QCOMPARE(summary.runs[0].data, std::string("/data/train.tsv"));
        QVERIFY(summary.runs[0].environment->at("threads") == 2);
        QVERIFY(summary.runs[0].environment == summary.runs[1].environment); // shared
        for (size_t i = 0; i < full.size(); ++i) {
            const VariantSummary& v = summary.variants[i];
            QCOMPARE(v.id, full[i].id);
            QCOMPARE(summary.runs[v.run].id, full[i].runId);
            QCOMPARE(v.original, full[i].original);
            QCOMPARE(v.lineage, full[i].lineage);
            QCOMPARE(*v.params, full[i].params);
            QVERIFY(v.families == full[i].families);
            QCOMPARE(v.storage, full[i].facts.storage);
            QCOMPARE(v.base, full[i].facts.name);
            QCOMPARE(v.task, std::string("multiclass"));
            QCOMPARE(v.warning, full[i].warning);
            for (size_t k = 0; k < summary.metrics.size(); ++k) {
                const auto known = full[i].metrics.find(summary.metrics[k]);
                if (known == full[i].metrics.end())
                    QVERIFY(std::isnan(v.figures[k]));
                else
                    QCOMPARE(v.figures[k], known->second);
            }
        }
        QCOMPARE(summary.variants[0].runtime, std::string("ONNX Runtime"));
        QCOMPARE(summary.variants[0].disagreement, std::string("3 of 9 decisions differ"));
        QVERIFY(summary.variants[1].runtime.empty() && summary.variants[1].disagreement.empty());

        const auto brief = briefVariants(summary);
        QCOMPARE(brief.size(), full.size());
        for (size_t i = 0; i < full.size(); ++i) {
            const Variant &b = brief[i], &f = full[i];
            for (const auto field : {&Variant::id, &Variant::runId, &Variant::parent,
                                     &Variant::original, &Variant::node, &Variant::stage,
                                     &Variant::label, &Variant::lineage, &Variant::kernels,
                                     &Variant::warning})
                QCOMPARE(b.*field, f.*field);
            QVERIFY(b.families == f.families && b.params == f.params && b.model == f.model);
            QVERIFY(b.metrics == f.metrics);
            QCOMPARE(b.facts.name, f.facts.name);
            QCOMPARE(b.facts.storage, f.facts.storage);
            QVERIFY(b.facts.labels && b.facts.labels->kind == f.facts.labels->kind);
            QVERIFY(isBrief(b));
        }
        QVERIFY(brief[0].details == nlohmann::json({{"runtime", "ONNX Runtime"},
                                                    {"export", {{"disagreement", "3 of 9 decisions differ"}}}}));
        QVERIFY(brief[1].details.empty());
    }

    void newestVariantsAreThoseRecordedLast()
    {
        History history(m_file);
        QVERIFY(history.newestVariants(5).empty());
        record(history, "a", 3);
        record(history, "b", 2);
        std::vector<std::string> ids;
        for (const Variant& variant : history.newestVariants(3))
            ids.push_back(variant.id);
        QCOMPARE(ids, (std::vector<std::string>{"b-0", "b-1", "a-2"}));
        QVERIFY(history.newestVariants(3)[2].metrics.at("accuracy") ==
                history.variant("a-2").metrics.at("accuracy"));
        QCOMPARE(history.newestVariants(99).size(), size_t(5));
    }

    void readOnlyReadsAndRefusesToWrite()
    {
        {
            History history(m_file);
            record(history, "a", 1);
            history.setMark("a", {true, {}, ""});
        }
        History history(m_file, History::Mode::ReadOnly);
        QVERIFY(history.mark("a").isStarred);
        QCOMPARE(history.summary().variants.size(), size_t(1));
        for (const std::function<void()>& writes : std::vector<std::function<void()>>{
                 [&] { history.setMark("a", {}); }, [&] { history.removeRuns({"a"}); },
                 [&] { history.purgeRemoved(); }})
            QVERIFY(messageOf(writes).find("cannot be opened or written") != std::string::npos);
    }

    void version1IsUpgraded()
    {
        fs::copy_file(fs::path(LATHE_TEST_DATA) / "history" / "v1.db", m_file);
        History history(m_file);
        checkVersion1(history);
        history.setMark("r1-1", {true, {}, ""});
        QVERIFY(history.mark("r1-1").isStarred);
    }

    // Every query works, and the file stays as it was.
    void version1IsReadWithoutWriting()
    {
        fs::copy_file(fs::path(LATHE_TEST_DATA) / "history" / "v1.db", m_file);
        fs::permissions(m_file, fs::perms::owner_read);
        const auto before = fs::last_write_time(m_file);
        History history(m_file, History::Mode::ReadOnly);
        checkVersion1(history);
        QVERIFY(history.mark("r1") == Mark());
        QCOMPARE(history.variant("r1-1").evaluation->test.rows(), size_t(2));
        QVERIFY(messageOf([&] { history.setMark("r1", {}); }).find("cannot be opened or written") !=
                std::string::npos);
        QVERIFY(fs::last_write_time(m_file) == before);
    }

private:
    static void record(History& history, const std::string& run, int variants)
    {
        Recorder recorder(history);
        recorder.onEvent(started(run));
        for (int i = 0; i < variants; ++i)
            recorder.onEvent(VariantMeasured{variant(run, i)});
        recorder.onEvent(RunEnded{RunState::Succeeded, "", 1});
    }

    // As make_history_v1.py wrote it.
    static void checkVersion1(const History& history)
    {
        const Summary summary = history.summary();
        QCOMPARE(summary.runs.size(), size_t(2));
        QCOMPARE(summary.runs[1].model, std::string("/models/base"));
        QCOMPARE(summary.variants.size(), size_t(2));
        QCOMPARE(summary.variants[1].base, std::string("base"));
        QCOMPARE(summary.variants[1].task, std::string("multilabel"));
        QCOMPARE(summary.variants[1].storage, std::string("fp32"));
        QCOMPARE(summary.variants[1].kernels, std::string("plain"));
        QCOMPARE(summary.metrics, std::vector<std::string>{"microF1"});
        QCOMPARE(summary.variants[1].figures.at(0), 0.25);
        QVERIFY(summary.variants[1].mark == Mark());
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_file;
};

QTEST_GUILESS_MAIN(TestMarks)
#include "tst_marks.moc"
