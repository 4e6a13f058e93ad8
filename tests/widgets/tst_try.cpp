#include "fake_engine.h"
#include "widgets/speed/candidate_list.h"
#include "widgets/try/answer_card.h"
#include "widgets/try/answer_text.h"
#include "widgets/try/batch_model.h"
#include "widgets/try/batch_view.h"
#include "widgets/try/try_place.h"

#include <QAbstractItemModelTester>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;
using namespace std::chrono_literals;

namespace {

// A headed model and its int8 variant, which answers every fifth text differently.
struct Bench {
    explicit Bench(const FakeEngine::Knobs& knobs = {})
        : project(writeProject(folder.filePath("project").toStdString())),
          engine([knobs] { return std::make_unique<FakeEngine>(knobs); }),
          session(engine, Workspace::of(QString::fromStdString(project.string()))),
          place(std::make_unique<TryPlace>(session))
    {
        place->resize(1360, 800);
        place->show();
        original = model("tuned", "fp32");
        small = model("small", "int8");
        session.document().setModel(original);
    }

    [[nodiscard]] std::filesystem::path model(const char* name, const char* storage) const
    {
        const auto model = project / "models" / name;
        FakeEngine::writeModel(model);
        nlohmann::json facts = readJson(model / "facts.json");
        facts["labels"] = {"libs", "devel", "utils", "games"};
        facts["storage"] = storage;
        facts["latency"] = 16.0;
        writeFile(model / "facts.json", facts.dump());
        return model;
    }
    void chooseBoth() const
    {
        place->models()->addFolder(original);
        place->models()->addFolder(small);
        place->models()->choose({original, small});
    }
    [[nodiscard]] const AnswerCard& card(size_t i) const { return *place->cards().at(i); }

    QTemporaryDir folder;
    std::filesystem::path project, original, small;
    EngineThread engine;
    Session session;
    std::unique_ptr<TryPlace> place;
};

// The fake engine: the sum of the bytes decides; those that 5 divides are told apart by int8.
QString textOf(int rest)
{
    for (char a = 'a'; a <= 'z'; ++a)
        if (a % 5 == rest)
            return QString(QChar(a));
    return {};
}

const char* kLabels[] = {"libs", "devel", "utils", "games"};

} // namespace

class TestTry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test-try");
    }
    void init() { QSettings().clear(); }

    void scores()
    {
        runner::Answers answers;
        answers.labels = {data::TaskKind::Multilabel, {"a", "b", "c"}};
        answers.thresholds = {0.5, 0.1, 0.9};
        answers.predictions = {data::TaskKind::Multilabel, 3, {0.0F, -1.0F, 2.0F}, {{}}};
        const std::vector<Score> scores = scoresOf(answers, 0);
        QCOMPARE(scores[0].label, QString("c"));
        QVERIFY(std::abs(scores[0].score - 1 / (1 + std::exp(-2.0))) < 1e-6); // 0.88 < 0.9
        QVERIFY(!scores[0].isDecided);
        QCOMPARE(*scores[0].threshold, 0.9);
        QVERIFY(scores[1].isDecided && scores[1].score == 0.5);
        QVERIFY(scores[2].isDecided); // 0.27 >= 0.1
        QCOMPARE(decisionsOf(answers).front(), (QStringList{"a", "b"}));
        QCOMPARE(decisionText({}), QString("no label"));
        answers.predictions = {data::TaskKind::Multiclass, 3, {0.0F, 0.0F, 0.0F}, {{}}};
        QVERIFY(std::abs(scoresOf(answers, 0)[2].score - 1 / 3.0) < 1e-6);
        QVERIFY(!scoresOf(answers, 0)[0].threshold);
    }

    void answersSideBySide()
    {
        Bench bench;
        QTRY_VERIFY(bench.session.model());
        bench.chooseBoth();
        bench.place->editor()->setPlainText(textOf(1) + "\n" + textOf(0));
        QTRY_COMPARE(bench.place->store()->texts().size(), 2);
        QTRY_VERIFY(!bench.place->store()->isWaiting());
        QCOMPARE(bench.place->cards().size(), size_t(2));
        const int first = textOf(1)[0].toLatin1();
        QCOMPARE(bench.card(0).decision(), QString(kLabels[first % 4]));
        QCOMPARE(bench.card(1).decision(), bench.card(0).decision());
        QVERIFY(bench.card(0).detail().contains("16.00 ms, median of 7"));
        QVERIFY(bench.card(0).detail().contains("3 tokens"));
        QVERIFY(bench.card(1).mark().isEmpty());
        QCOMPARE(bench.place->status(), QString("All 2 agree"));
        bench.place->asked()->setCurrentRow(1);
        const int second = textOf(0)[0].toLatin1();
        QCOMPARE(bench.card(0).decision(), QString(kLabels[second % 4]));
        QCOMPARE(bench.card(1).decision(), QString(kLabels[(second + 1) % 4]));
        QCOMPARE(bench.card(1).mark(), QString("differs"));
        QVERIFY(bench.place->status().contains("1 of 2 differ"));
        QVERIFY(bench.place->store()->disagree(1) && !bench.place->store()->disagree(0));
        bench.place->expected()->setEditText(bench.card(1).decision());
        QCOMPARE(bench.card(0).mark(), QString("not as expected"));
        QCOMPARE(bench.card(1).mark(), QString("as expected"));
    }

    void textsAreRemembered()
    {
        Bench bench;
        QTRY_VERIFY(bench.session.model());
        bench.chooseBoth();
        for (const char* text : {"li", "library", "games"}) {
            bench.place->editor()->setPlainText(text);
            QTRY_COMPARE(bench.place->store()->texts(), QStringList{text});
            QTRY_VERIFY(!bench.place->store()->isWaiting());
        }
        QCOMPARE(bench.place->tried()->count(), 2); // what was typed on is one text
        QCOMPARE(bench.place->tried()->item(0)->text(), QString("games"));
        Q_EMIT bench.place->tried()->itemActivated(bench.place->tried()->item(1));
        QCOMPARE(bench.place->editor()->toPlainText(), QString("library"));
    }

    void aModelThatFailsSaysWhy()
    {
        Bench bench;
        QTRY_VERIFY(bench.session.model());
        bench.chooseBoth();
        std::filesystem::remove(bench.small / "facts.json");
        bench.place->editor()->setPlainText("library");
        QTRY_COMPARE(bench.place->cards().size(), size_t(2));
        QTRY_VERIFY(!bench.place->store()->isWaiting());
        QVERIFY(!bench.card(0).decision().isEmpty());
        QCOMPARE(bench.card(1).decision(), QString("No answer"));
        QVERIFY(bench.card(1).detail().contains("facts.json"));
    }

    void theNewestQuestionWins()
    {
        Bench bench({.answerTime = 5ms});
        QTRY_VERIFY(bench.session.model());
        bench.chooseBoth();
        TryStore& store = *bench.place->store();
        QStringList many;
        for (int i = 0; i < 150; ++i)
            many += QString("text %1").arg(i);
        store.ask(many);
        store.ask({"library"});
        QTRY_VERIFY_WITH_TIMEOUT(!store.isWaiting(), 5000);
        QCOMPARE(store.answers()[0].decisions.size(), size_t(1));
    }

    void waitsForARun()
    {
        Bench bench({.stepTime = 400ms});
        QTRY_VERIFY(bench.session.model() && bench.session.data());
        bench.chooseBoth();
        bench.session.startRun();
        QVERIFY(bench.session.isRunning());
        bench.place->store()->ask({"library"});
        QTRY_COMPARE(bench.place->cards().size(), size_t(2));
        QVERIFY(bench.card(0).detail().contains("A run is on"));
        bench.session.cancelRun();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.place->store()->isWaiting(), 10000);
    }

    void aFileIsAnswered()
    {
        Bench bench;
        QTRY_VERIFY(bench.session.model());
        bench.chooseBoth();
        const QString one = textOf(1), two = textOf(0);
        const int a = one[0].toLatin1(), b = two[0].toLatin1();
        const auto file = bench.project / "batch.tsv";
        writeFile(file, fmt::format("text\tlabel\n{}\t{}\n{}\t{}\n{}\tunheard\n", one.toStdString(),
                                    kLabels[a % 4], two.toStdString(), kLabels[b % 4],
                                    one.toStdString()));
        bench.place->openFile(file);
        QVERIFY(bench.place->batch()->isBusy());
        QTRY_VERIFY(!bench.place->batch()->isBusy());
        const auto result = bench.place->batch()->result();
        QVERIFY(result);
        QCOMPARE(result->columns.size(), size_t(2));
        // The second text is told apart, and the original is right on both that it can be judged
        // by.
        QVERIFY(std::abs(result->columns[1].figures.agreement->decisions - 2 / 3.0) < 1e-9);
        QCOMPARE(result->columns[0].figures.judged, size_t(2));
        QCOMPARE(result->columns[0].figures.quality->accuracy, 1.0);
        QCOMPARE(result->columns[1].figures.quality->accuracy, 0.5);
        const BatchView& view = *bench.place->batchView();
        const QAbstractItemModelTester tester(
            view.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(view.filter()->rowCount(), 3);
        view.shown()->setCurrentIndex(1); // models disagree
        QCOMPARE(view.filter()->rowCount(), 1);
        view.shown()->setCurrentIndex(2); // not as expected: that one, and the unheard label
        QCOMPARE(view.filter()->rowCount(), 2);
        const QString csv = QString::fromUtf8(result->csv());
        QCOMPARE(csv.count("\r\n"), 4);
        QVERIFY(csv.startsWith("text,expected,"));
        QVERIFY(csv.contains(",yes\r\n"));
    }

    void filesOfEveryKind()
    {
        QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        writeFile(folder / "lines.txt", "one\r\n\ntwo\n");
        QCOMPARE(readBatch(folder / "lines.txt", {}).texts,
                 (std::vector<std::string>{"one", "two"}));
        QVERIFY(!readBatch(folder / "lines.txt", {}).isLabelled());
        writeFile(folder / "only.csv", "sentence\none\n");
        QCOMPARE(readBatch(folder / "only.csv", {}).texts, std::vector<std::string>{"one"});
        writeFile(folder / "many.jsonl", R"({"text": "one", "labels": ["b", "a"]})");
        QCOMPARE(readBatch(folder / "many.jsonl", {}).expected.front(), (QStringList{"a", "b"}));
        writeFile(folder / "wrong.csv", "a,b\n1,2\n");
        QVERIFY_EXCEPTION_THROWN((void)readBatch(folder / "wrong.csv", {}), Error);
        writeFile(folder / "empty.txt", "\n\n");
        QVERIFY_EXCEPTION_THROWN((void)readBatch(folder / "empty.txt", {}), Error);
    }

    void aFileCanBeCancelled()
    {
        Bench bench({.answerTime = 5ms});
        QTRY_VERIFY(bench.session.model());
        bench.chooseBoth();
        std::string lines;
        for (int i = 0; i < 2000; ++i)
            lines += fmt::format("text {}\n", i);
        writeFile(bench.project / "long.txt", lines);
        QSignalSpy progressed(bench.place->batch(), &BatchStore::progressed);
        QSignalSpy finished(bench.place->batch(), &BatchStore::finished);
        bench.place->openFile(bench.project / "long.txt");
        QTRY_VERIFY(progressed.count() > 4);
        bench.place->batch()->cancel();
        QVERIFY(!bench.place->batch()->isBusy());
        bench.place->store()->ask({"library"}); // the engine is free at once
        QTRY_VERIFY_WITH_TIMEOUT(!bench.place->store()->isWaiting(), 3000);
        QCOMPARE(finished.count(), 0);
    }
};

QTEST_MAIN(TestTry)
#include "tst_try.moc"
