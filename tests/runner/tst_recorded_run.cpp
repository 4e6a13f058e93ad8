#include "fake_engine.h"

#include "core/history/history.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::runner;

// The runner and the history together, as the program wires them.
class TestRecordedRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theHistoryHoldsWhatTheRunGave()
    {
        const QTemporaryDir dir;
        FakeProject project(dir.path().toStdString(), true);
        FakeEngine engine;
        history::History history(project.folder / "history.db");
        history::Recorder recorder(history);
        const Outcome outcome =
            run(project.recipe, engine, {project.folder / "work", "r"}, {&recorder}, {});
        QVERIFY(outcome.state == RunState::Succeeded);
        const auto kept = history.variants("r");
        QCOMPARE(kept.size(), outcome.variants.size());
        for (size_t i = 0; i < kept.size(); ++i) {
            QCOMPARE(kept[i].id, outcome.variants[i].id);
            QCOMPARE(kept[i].metrics, outcome.variants[i].metrics);
            QVERIFY(kept[i].details == outcome.variants[i].details);
            QCOMPARE(history.variant(kept[i].id).evaluation->test.logits,
                     outcome.variants[i].evaluation->test.logits);
        }
        QVERIFY(history.recipe("r") == project.recipe);
        QVERIFY(history.runs()[0].state == RunState::Succeeded);
        QCOMPARE(history.curves("r").size(), size_t(20));

        std::stop_source stop;
        project.recipe.seed++;
        engine.before = [&](const std::string& call) {
            call == "prune" ? void(stop.request_stop()) : void();
        };
        history::Recorder second(history);
        (void)run(project.recipe, engine, {project.folder / "work", "s"}, {&second},
                  stop.get_token());
        QVERIFY(history.runs()[0].state == RunState::Cancelled);
        QVERIFY(!history.runs()[0].ended.empty());
    }
};

QTEST_GUILESS_MAIN(TestRecordedRun)
#include "tst_recorded_run.moc"
