#include "real_workbench.h"
#include "widgets/common/banner.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/runs/runs_place.h"

#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;

// What the real engine refuses is explained in the window, and nothing is run.
class TestRefusedRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWrongColumnIsNamed()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test-refused");
        QSettings().clear();
        const QTemporaryDir folder;
        const std::filesystem::path project = folder.path().toStdString();
        writeTopics(project / "sections.train.tsv", 60);
        RealWorkbench bench(folder.path());
        RecipeDocument& document = bench.session.document();
        document.setModel(std::filesystem::path(LATHE_TEST_DATA) / "models" / "bert-multiclass");
        data::DataSpec data;
        data.train = project / "sections.train.tsv";
        data.labelColumn = "category";
        document.setDataSpec(data);
        document.setMaxLength(32);
        (void)document.addNode("finetune", {300, 100}, recipe::kSource);
        QTRY_VERIFY_WITH_TIMEOUT(bench.session.model(), 60000);
        bench.window.goTo(MainWindow::Pipeline);
        QTest::mouseClick(bench.window.header()->runButton(), Qt::LeftButton);
        QVERIFY(bench.session.isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 60000);
        QCOMPARE(bench.window.place(), MainWindow::Runs);
        const Banner& banner = *bench.window.runsPlace()->banner();
        QCOMPARE(banner.title(), QString("The run did not start"));
        QVERIFY2(banner.text().contains("category") && banner.text().contains("sections.train.tsv"),
                 qPrintable(banner.text()));
        QVERIFY(!bench.session.run());
        QVERIFY(bench.session.runs().empty());
    }
};

QTEST_MAIN(TestRefusedRun)
#include "tst_refused_run.moc"
