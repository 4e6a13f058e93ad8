#include "fake_engine.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/main_window/main_window.h"
#include "widgets/report/limit_form.h"
#include "widgets/report/page_view.h"
#include "widgets/report/report_place.h"
#include "widgets/report/variant_choice.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;

namespace {

// A window on a project whose recipe has run once on the fake engine.
struct Workbench {
    Workbench()
        : project(writeProject(folder.filePath("project").toStdString())), themes(*qApp),
          engine([] { return std::make_unique<FakeEngine>(FakeEngine::Knobs{}); }),
          session(engine, Workspace::of(QString::fromStdString(project.string()))),
          window(session, themes), place(*window.reportPlace())
    {
        window.show();
    }
    bool run()
    {
        const int wanted = session.document().variantCount();
        window.runOrCancel();
        return QTest::qWaitFor([&] { return !session.isRunning(); }, 30000) &&
               QTest::qWaitFor([&] { return int(session.variants().size()) == wanted; }, 10000);
    }
    template <class Part>
    Part* find(const char* name)
    {
        for (Part* part : place.findChildren<Part*>())
            if (part->accessibleName() == name)
                return part;
        return nullptr;
    }

    QTemporaryDir folder;
    std::filesystem::path project;
    ThemeManager themes;
    EngineThread engine;
    Session session;
    MainWindow window;
    ReportPlace& place;
};

const report::Decision& decisionOf(const report::Document& document)
{
    return std::get<report::Decision>(document.blocks.front());
}

} // namespace

class TestReportPlace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        QCoreApplication::setApplicationName("report");
        QSettings().clear();
    }

    void isEmptyAtFirst()
    {
        Workbench bench;
        QTRY_VERIFY(bench.session.data());
        bench.window.goTo(MainWindow::Report);
        QVERIFY(!bench.place.document());
        QVERIFY(!bench.place.preview()->isVisible());
        QVERIFY(!bench.window.header()->reportButton()->isVisible());
        QVERIFY(bench.window.header()->runButton()->isVisible());
    }

    void comparedModelsBecomePages()
    {
        Workbench bench;
        QTRY_VERIFY(bench.session.data());
        QVERIFY(bench.run());
        bench.window.goTo(MainWindow::Compare);
        QPushButton* button = bench.window.header()->reportButton();
        const int count = int(bench.session.variants().size());
        QTRY_COMPARE(button->text(), QString("Make report from %1").arg(count));
        QVERIFY(button->isVisible() && !bench.window.header()->runButton()->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(bench.window.place(), MainWindow::Report);
        QTRY_VERIFY_WITH_TIMEOUT(bench.place.document(), 10000);
        const int pages = bench.place.preview()->pageCount();
        QVERIFY(pages > 3);
        QCOMPARE(bench.place.document()->title, std::string("Debian sections"));

        bench.find<QLineEdit>("Title")->setText("For the team");
        QTRY_COMPARE(bench.place.document()->title, std::string("For the team"));
        bench.find<QComboBox>("Template")->setCurrentIndex(1);
        QTRY_VERIFY(bench.place.preview()->pageCount() < pages);

        const std::string file = bench.folder.filePath("report").toStdString();
        QSignalSpy saved(&bench.place, &ReportPlace::saved);
        bench.place.writeTo(file + ".html");
        QTRY_COMPARE(saved.size(), 1);
        bench.place.writeTo(file + ".pdf");
        QTRY_COMPARE(saved.size(), 2);
        QCOMPARE(saved.back().front().toString(), QString::fromStdString(file + ".pdf"));
        QVERIFY(readFile(file + ".html").find("<title>For the team</title>") != std::string::npos);
        QVERIFY(readFile(file + ".pdf").starts_with("%PDF-"));

        bench.window.goTo(MainWindow::Pipeline);
        QVERIFY(!button->isVisible() && bench.window.header()->runButton()->isVisible());
    }

    void limitsDecide()
    {
        Workbench bench;
        QTRY_VERIFY(bench.session.data());
        QVERIFY(bench.run());
        bench.window.goTo(MainWindow::Report);
        LimitForm* limits = bench.place.findChild<LimitForm*>();
        bench.find<QDoubleSpinBox>("Quality kept, at least")->setValue(1);
        QCOMPARE(limits->limits().quality.value(), 0.01);
        QTRY_VERIFY_WITH_TIMEOUT(
            bench.place.document() && decisionOf(*bench.place.document()).isPositive, 10000);
        bench.find<QDoubleSpinBox>("Size on disk, at most")->setValue(0.1); // none is that small
        QTRY_VERIFY_WITH_TIMEOUT(
            bench.place.document() && !decisionOf(*bench.place.document()).isPositive, 10000);
    }

    void marksChooseTheModels()
    {
        Workbench bench;
        QTRY_VERIFY(bench.session.data());
        QVERIFY(bench.run());
        bench.window.goTo(MainWindow::Report);
        QListWidget* list = bench.find<QListWidget>("Models of the report");
        // The list is what the history holds, which is read after the run.
        QTRY_COMPARE(list->count(), int(bench.session.variants().size()));
        QCOMPARE(bench.place.choice()->chosen().size(),
                 size_t(list->count())); // all of the newest run
        const std::string last = bench.session.variants().back().id;
        bench.place.makeReport({last});
        QCOMPARE(bench.place.choice()->chosen(), std::vector<std::string>{last});
        QCOMPARE(bench.window.header()->reportButton()->text(), QString("Make report from 1"));
        for (int i = 0; i < list->count(); ++i)
            list->item(i)->setCheckState(Qt::Unchecked);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.place.document(), 10000);
        QCOMPARE(bench.place.preview()->pageCount(), 0);
        list->item(1)->setCheckState(Qt::Checked);
        QTRY_VERIFY_WITH_TIMEOUT(bench.place.document(), 10000);
    }
};

QTEST_MAIN(TestReportPlace)
#include "tst_report_place.moc"
