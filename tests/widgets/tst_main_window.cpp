#include "fake_engine.h"
#include "widgets/common/banner.h"
#include "widgets/compare/compare_place.h"
#include "widgets/compare/scatter_view.h"
#include "widgets/compare/variant_model.h"
#include "widgets/data/data_place.h"
#include "widgets/history/history_place.h"
#include "widgets/history/history_model.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/pipeline/before_run.h"
#include "widgets/main_window/main_window.h"
#include "widgets/runs/failure_card.h"
#include "widgets/runs/runs_place.h"
#include "widgets/theme/system_scheme.h"
#include "tests/sanitized.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;
using namespace std::chrono_literals;

namespace {

// A window on a project of its own, with an engine that behaves as told.
struct Workbench {
    explicit Workbench(const FakeEngine::Knobs& knobs)
        : project(writeProject(folder.filePath("project").toStdString())), themes(*qApp),
          engine([knobs] { return std::make_unique<FakeEngine>(knobs); }),
          session(engine, Workspace::of(QString::fromStdString(project.string()))),
          window(std::make_unique<MainWindow>(session, themes))
    {
        window->show();
    }
    void pressRun() const { QTest::mouseClick(window->header()->runButton(), Qt::LeftButton); }

    QTemporaryDir folder;
    std::filesystem::path project;
    ThemeManager themes;
    EngineThread engine;
    Session session;
    std::unique_ptr<MainWindow> window;
};

QColor middleOf(QWidget& widget)
{
    const QImage image = widget.grab().toImage();
    return image.pixelColor(image.width() / 2, image.height() - 2);
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        QSettings().clear();
    }

    void showsModelAndData()
    {
        Workbench bench({});
        QTRY_VERIFY(bench.session.model() && bench.session.data());
        QVERIFY(bench.session.tokenizer());
        QCOMPARE(bench.session.data()->data->train.size(), size_t(240));
        QTRY_VERIFY(bench.session.data()->meanTokens > 3);
        const int variants = bench.session.document().variantCount();
        QCOMPARE(bench.window->header()->runButton()->text(),
                 QString("Run %1 variants").arg(variants));
        for (int place = 0; place < MainWindow::PlaceCount; ++place) { // fits a laptop
            bench.window->goTo(MainWindow::Place(place));
            QCoreApplication::processEvents();
            QVERIFY2(bench.window->minimumSizeHint().height() <= 760, qPrintable(QString::number(place)));
        }
    }

    void emptyStatesAreReadInFull()
    {
        EmptyState state("data", "No data yet", QString("Words that take several lines. ").repeated(8), "Open", nullptr);
        state.resize(900, 600);
        state.show();
        const auto labels = state.findChildren<QLabel*>();
        const auto body = std::find_if(labels.begin(), labels.end(), [](const QLabel* label) { return label->wordWrap(); });
        QVERIFY(body != labels.end());
        QVERIFY((*body)->width() >= 300);
        QVERIFY((*body)->height() >= (*body)->heightForWidth((*body)->width()));
    }

    void runFillsChartTableAndHistory()
    {
        Workbench bench({});
        QTRY_VERIFY(bench.session.data());
        const int variants = bench.session.document().variantCount();
        bench.pressRun();
        QVERIFY(bench.session.isRunning());
        QVERIFY(bench.window->header()->runButton()->text().startsWith("Cancel"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 30000);
        QVERIFY(bench.session.run()->state == runner::RunState::Succeeded);
        QTRY_COMPARE(bench.window->historyPlace()->model()->rowCount(), 1);
        ComparePlace& compare = *bench.window->comparePlace();
        QTRY_COMPARE(compare.variantModel()->rowCount(), variants);
        QCOMPARE(compare.scatter()->shownDots(), variants);
        QVERIFY(compare.scatter()->frontPoints() >= 2);
        bench.window->goTo(MainWindow::Compare);
        QTest::qWait(50); // layout of the place that was just shown
        const std::string last = compare.variantModel()->at(1).variant->id;
        const QPointF dot = compare.scatter()->dotPosition(last);
        QVERIFY(compare.scatter()->rect().contains(dot.toPoint()));
        const QColor colour = compare.scatter()->grab().toImage().pixelColor(dot.toPoint());
        QVERIFY2(colour != Theme::light().card, qPrintable(colour.name()));
    }

    void cancelShowsAtOnceAndKeepsSteps()
    {
        Workbench bench({200ms, {}});
        QTRY_VERIFY(bench.session.data());
        bench.pressRun();
        QTRY_VERIFY_WITH_TIMEOUT(bench.session.run() && bench.session.run()->steps.size() > 1 &&
                                     bench.session.run()->steps[0].state == runner::StepState::Done,
                                 10000);
        bench.pressRun();
        QVERIFY(bench.session.isCancelling());
        QCOMPARE(bench.window->header()->runButton()->text(), QString("Cancelling…"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 3000);
        QVERIFY(bench.session.run()->state == runner::RunState::Cancelled);
        QCOMPARE(bench.window->runsPlace()->banner()->title(), QString("The run was cancelled"));
        bench.pressRun();
        QTRY_VERIFY_WITH_TIMEOUT(bench.session.run()->runId.empty() ||
                                     bench.session.run()->steps[0].state ==
                                         runner::StepState::Reused,
                                 10000);
    }

    void failureShowsTheCard()
    {
        Workbench bench({0ms, "quantize.int8"});
        QTRY_VERIFY(bench.session.data());
        bench.pressRun();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 30000);
        QTRY_COMPARE(bench.window->place(), MainWindow::Runs);
        const FailureCard& card = *bench.window->runsPlace()->failure();
        QVERIFY(card.isVisible());
        QVERIFY2(card.title().startsWith("The run failed"), qPrintable(card.title()));
        QVERIFY2(card.text().contains("gradient is not finite"), qPrintable(card.text()));
    }

    void themeSwitches()
    {
        Workbench bench({});
        bench.themes.setChoice(ThemeChoice::Light);
        QVERIFY(!Theme::of(bench.window.get()).isDark);
        const QColor light = middleOf(*bench.window);
        bench.themes.setChoice(ThemeChoice::Dark);
        QVERIFY(Theme::of(bench.window.get()).isDark);
        QVERIFY(light.lightness() > 200);
        QVERIFY(middleOf(*bench.window).lightness() < 80);
        bench.themes.setChoice(ThemeChoice::Light);
    }

    void followsTheSystem()
    {
        Workbench bench({});
        auto* system = bench.themes.findChild<SystemScheme*>();
        const auto told = [&](uint scheme) {
            system->onSetting("org.freedesktop.appearance", "color-scheme", QDBusVariant(scheme));
        };
        bench.themes.setChoice(ThemeChoice::System);
        told(1);
        QVERIFY(Theme::of(bench.window.get()).isDark);
        told(0); // no preference: as it is
        QVERIFY(Theme::of(bench.window.get()).isDark);
        told(2);
        QVERIFY(!Theme::of(bench.window.get()).isDark);
        bench.themes.setChoice(ThemeChoice::Light);
        told(1); // the user's choice goes before
        QVERIFY(!Theme::of(bench.window.get()).isDark);
        told(2);
    }

    void staysResponsiveDuringARun()
    {
        Workbench bench({100ms, {}});
        QTRY_VERIFY(bench.session.data());
        bench.window->goTo(MainWindow::Runs);
        bench.pressRun();
        qint64 longest = 0;
        QElapsedTimer timer;
        while (bench.session.isRunning()) {
            timer.restart();
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            longest = std::max(longest, timer.elapsed());
        }
        // 50 ms on an idle machine; six times that where tests share two cores with a build.
        QVERIFY2(kSanitized || longest < 300, qPrintable(QString::number(longest)));
    }

    void closingDuringARunStops()
    {
        QElapsedTimer timer;
        {
            Workbench bench({20s, {}});
            QTRY_VERIFY(bench.session.data());
            bench.pressRun();
            QTRY_VERIFY_WITH_TIMEOUT(bench.session.run(), 10000);
            timer.start();
            bench.window->setAtClose(MainWindow::AtClose::StopAndClose);
            QVERIFY(bench.window->close());
            bench.window.reset();
        }
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }

    void badModelIsExplainedInPlace()
    {
        Workbench bench({});
        QTRY_VERIFY(bench.session.model());
        bench.session.document().setModel(bench.project / "nowhere");
        QTRY_VERIFY(!bench.session.isModelLoading());
        bench.window->goTo(MainWindow::Data);
        bool isShown = false;
        for (const QLabel* label : bench.window->dataPlace()->findChildren<QLabel*>())
            isShown = isShown || (label->isVisible() && label->text().contains("nowhere"));
        QVERIFY(isShown);
        const auto* notes = bench.window->findChild<BeforeRun*>();
        QTRY_VERIFY(!notes->findItems("The model cannot be used: .*nowhere.*", Qt::MatchRegularExpression).empty());
        bench.session.document().undoStack()->undo();
        QTRY_VERIFY(bench.session.model());
        QVERIFY(notes->findItems("cannot be used", Qt::MatchContains).empty());
        bench.session.document().undoStack()->setClean();
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
