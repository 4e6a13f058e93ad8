#include "fake_engine.h"
#include "widgets/session/engine_thread.h"

#include "core/history/history.h"
#include "core/recipe/recipe_file.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;
using namespace std::chrono_literals;

class TestEngineThread : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = writeProject(m_folder->filePath("project").toStdString());
        m_recipe = recipe::loadRecipe(m_project / "recipes" / "demo.json");
    }

    void answersOnlyTheNewestInspection()
    {
        EngineThread engine([] { return std::make_unique<FakeEngine>(); });
        QSignalSpy good(&engine, &EngineThread::inspected);
        QSignalSpy bad(&engine, &EngineThread::inspectionFailed);
        (void)engine.inspect(m_project / "nowhere");
        const quint64 newest = engine.inspect(m_recipe.model);
        QVERIFY(good.wait());
        QCOMPARE(good.count(), 1);
        QCOMPARE(good.front().front().toULongLong(), newest);
        QCOMPARE(bad.count(), 0);
    }

    void saysWhyAModelCannotBeRead()
    {
        EngineThread engine([] { return std::make_unique<FakeEngine>(); });
        QString text;
        connect(&engine, &EngineThread::inspectionFailed, this,
                [&](quint64, const std::filesystem::path&, const Trouble& trouble) {
                    text = trouble.text;
                });
        (void)engine.inspect(m_project / "nowhere");
        QTRY_VERIFY(text.contains("nowhere"));
    }

    void runsAndRecords()
    {
        EngineThread engine([] { return std::make_unique<FakeEngine>(); });
        runner::Outcome outcome;
        bool isOver = false;
        int measured = 0;
        connect(&engine, &EngineThread::runEvent, this, [&](quint64, const runner::Event& event) {
            QCOMPARE(QThread::currentThread(), thread());
            measured += std::holds_alternative<runner::VariantMeasured>(event);
        });
        connect(&engine, &EngineThread::runFinished, this,
                [&](quint64, const runner::Outcome& ended) {
                    outcome = ended;
                    isOver = true;
                });
        (void)engine.run(m_recipe, {m_project, {}}, m_project / "history.db");
        QTRY_VERIFY_WITH_TIMEOUT(isOver, 30000);
        QVERIFY(outcome.state == runner::RunState::Succeeded);
        QCOMPARE(outcome.variants.size(), recipe::expand(m_recipe, engine.catalog()).steps.size());
        QVERIFY(measured >= int(outcome.variants.size()));
        const history::History history(m_project / "history.db", history::History::Mode::ReadOnly);
        QCOMPARE(history.runs().size(), size_t(1));
        QCOMPARE(history.variants().size(), outcome.variants.size());
    }

    void refusesBadInput()
    {
        EngineThread engine([] { return std::make_unique<FakeEngine>(); });
        m_recipe.data.train = m_project / "missing.tsv";
        QString text;
        connect(&engine, &EngineThread::runRefused, this,
                [&](quint64, const Trouble& trouble) { text = trouble.text; });
        (void)engine.run(m_recipe, {m_project, {}}, m_project / "history.db");
        QTRY_VERIFY_WITH_TIMEOUT(text.contains("missing.tsv"), 10000);
    }

    void cancelsWithinHalfASecond()
    {
        EngineThread engine([] { return std::make_unique<FakeEngine>(FakeEngine::Knobs{4s, {}}); });
        QSignalSpy events(&engine, &EngineThread::runEvent);
        std::optional<runner::RunState> state;
        connect(&engine, &EngineThread::runFinished, this,
                [&](quint64, const runner::Outcome& ended) { state = ended.state; });
        (void)engine.run(m_recipe, {m_project, {}}, m_project / "history.db");
        QTRY_VERIFY_WITH_TIMEOUT(events.count() > 2, 10000);
        QElapsedTimer timer;
        timer.start();
        engine.cancelRuns();
        QTRY_VERIFY_WITH_TIMEOUT(state.has_value(), 5000);
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(*state == runner::RunState::Cancelled);
    }

    void destructorStopsARun()
    {
        QElapsedTimer timer;
        {
            EngineThread engine([] {
                return std::make_unique<FakeEngine>(FakeEngine::Knobs{20s, {}});
            });
            QSignalSpy events(&engine, &EngineThread::runEvent);
            (void)engine.run(m_recipe, {m_project, {}}, m_project / "history.db");
            QTRY_VERIFY_WITH_TIMEOUT(events.count() > 2, 10000);
            timer.start();
        }
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }

    void theEngineIsReplacedBetweenJobs()
    {
        const auto thread = std::make_shared<std::thread::id>();
        EngineThread engine([] { return std::make_unique<FakeEngine>(); });
        QSignalSpy replaced(&engine, &EngineThread::engineReplaced);
        QSignalSpy refused(&engine, &EngineThread::engineRefused);
        QSignalSpy inspected(&engine, &EngineThread::inspected);
        engine.replaceEngine([thread] {
            *thread = std::this_thread::get_id();
            return std::make_unique<FakeEngine>();
        });
        QTRY_COMPARE(replaced.size(), 1);
        QVERIFY(*thread != std::thread::id() && *thread != std::this_thread::get_id());
        engine.replaceEngine([]() -> std::unique_ptr<runner::Engine> {
            throw Error(ErrorKind::BadInput, "no GPU here");
        });
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused[0][0].value<Trouble>().text, QString("no GPU here"));
        (void)engine.inspect(m_recipe.model); // by the one before
        QTRY_COMPARE(inspected.size(), 1);
    }

    void engineThatCannotStart()
    {
        EngineThread engine([]() -> std::unique_ptr<runner::Engine> {
            throw Error(ErrorKind::Failure, "no such processor");
        });
        QVERIFY_EXCEPTION_THROWN((void)engine.catalog(), Error);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_project;
    recipe::Recipe m_recipe;
};

QTEST_GUILESS_MAIN(TestEngineThread)
#include "tst_engine_thread.moc"
