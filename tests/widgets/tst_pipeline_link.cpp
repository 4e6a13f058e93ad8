// What the session knows reaches the pipeline: what recipes are examined against, a run's results on the
// cards, also those of the newest run of the history, and its log below the canvas.
#include "tests/widgets/fake_engine.h"
#include "widgets/pipeline/pipeline_scene.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/runs/pipeline_link.h"
#include "widgets/theme/theme_manager.h"

#include <QApplication>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;

class TestPipelineLink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsKnown();
};

void TestPipelineLink::tellsWhatIsKnown()
{
    QTemporaryDir folder;
    const auto project = writeProject(folder.filePath("project").toStdString());
    ThemeManager themes(*qApp);
    EngineThread engine([] { return std::make_unique<FakeEngine>(); });
    const auto workspace = Workspace::of(QString::fromStdString(project.string()));
    {
        Session session(engine, workspace);
        PipelineView view(session.document());
        PipelineLink link(session, view);
        QCOMPARE(view.findChild<QTabWidget*>()->count(), 3); // before you run, log, curves
        QTRY_VERIFY(session.model() && session.data());
        QCOMPARE(session.document().surroundings().layers, std::optional<int>(6));
        QCOMPARE(session.document().surroundings().maxPositions, std::optional<int>(512));
        QCOMPARE(session.document().surroundings().classifies, std::optional<bool>(false));
        QVERIFY(!view.scene()->card("tune")->run());
        session.startRun();
        QVERIFY(session.isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!session.isRunning(), 30000);
    }
    // Another window on the same project finds the results on its cards.
    Session session(engine, workspace);
    PipelineView view(session.document());
    PipelineLink link(session, view);
    const NodeCard* card = view.scene()->card("tune");
    QTRY_VERIFY(session.run() && card->run() && !card->run()->measured().isEmpty());
    QVERIFY(card->run()->measured().contains("accuracy"));
    QCOMPARE(view.scene()->card("prune")->run()->qualities.size(), size_t(3));
}

QTEST_MAIN(TestPipelineLink)
#include "tst_pipeline_link.moc"
