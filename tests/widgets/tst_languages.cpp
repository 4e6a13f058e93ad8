#include "workbench.h"

#include "widgets/main_window/header_bar.h"
#include "widgets/settings/languages.h"
#include "widgets/theme/said.h"

#include <QMenuBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTranslator>

using namespace lathe::widgets;

class TestLanguages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        QSettings().clear();
    }
    void cleanup() { useLanguage("en", *qApp); }

    void theWindowSpeaksTheLanguage()
    {
        QTemporaryDir folder;
        const auto project = writeProject(folder.filePath("project").toStdString());
        QCOMPARE(useLanguage("de", *qApp), QString("de"));
        Workbench bench(project);
        QCOMPARE(MainWindow::placeTitle(MainWindow::Pipeline), QString("Ablauf"));
        QCOMPARE(bench.window->menuBar()->actions().front()->text(), QString("&Datei"));
        QTRY_VERIFY(bench.session.data());
        QCOMPARE(QCoreApplication::translate("lathe::widgets::HeaderBar", "Run %1 variants"), QString("%1 Varianten rechnen"));
    }

    void coreIsSaidInTheLanguage()
    {
        QCOMPARE(said("Fine-tune"), QString("Fine-tune"));
        useLanguage("de", *qApp);
        QCOMPARE(said("Fine-tune"), QString("Feinabstimmung"));
        QCOMPARE(said("a text that nobody translated"), QString("a text that nobody translated"));
        QVERIFY(said("").isEmpty());
    }

    void unknownLanguagesAreEnglish()
    {
        QCOMPARE(useLanguage("tlh", *qApp), QString("en"));
        QCOMPARE(MainWindow::placeTitle(MainWindow::Data), QString("Data"));
        useLanguage("de", *qApp);
        useLanguage("en", *qApp); // and back
        QCOMPARE(MainWindow::placeTitle(MainWindow::Data), QString("Data"));
        for (const Language& language : knownLanguages())
            QCOMPARE(useLanguage(language.code, *qApp), language.code);
    }
};

QTEST_MAIN(TestLanguages)
#include "tst_languages.moc"
