#include "workbench.h"

#include "widgets/common/format.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/settings/languages.h"
#include "widgets/theme/said.h"

#include <QDoubleSpinBox>
#include <QMenuBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTranslator>

using namespace lathe::widgets;

namespace {

// All texts of a menu and the menus in it, in their order; lists of what the workspace holds are
// left out.
QStringList textsOf(const QMenu& menu)
{
    QStringList texts;
    for (const QAction* action : menu.actions()) {
        if (!action->isSeparator())
            texts << action->text();
        if (action->menu() && action->menu()->objectName() != "recent")
            texts << textsOf(*action->menu());
    }
    return texts;
}

QList<QMenu*> menusOf(const MainWindow& window)
{
    QList<QMenu*> menus;
    for (const QAction* action : window.menuBar()->actions())
        menus << action->menu();
    return menus;
}

QStringList menuTexts(const QString& language, const std::filesystem::path& project)
{
    useLanguage(language, *qApp);
    Workbench bench(project);
    QStringList texts;
    for (const QMenu* menu : menusOf(*bench.window))
        texts << menu->title() << textsOf(*menu);
    return texts;
}

} // namespace

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
        QCOMPARE(QCoreApplication::translate("lathe::widgets::HeaderBar", "Run %1 variants"),
                 QString("%1 Varianten rechnen"));
    }

    void coreIsSaidInTheLanguage()
    {
        QCOMPARE(said("Fine-tune"), QString("Fine-tune"));
        QCOMPARE(midSentence("Fine-tune"), QString("fine-tune"));
        useLanguage("de", *qApp);
        QCOMPARE(said("Fine-tune"), QString("Fine-Tuning"));
        QCOMPARE(said("a text that nobody translated"), QString("a text that nobody translated"));
        QVERIFY(said("").isEmpty());
    }

    void noMenuSpeaksEnglish()
    {
        QTemporaryDir folder;
        const auto project = writeProject(folder.filePath("project").toStdString());
        const QStringList english = menuTexts("en", project), german = menuTexts("de", project);
        QVERIFY(english.size() > 40);
        QCOMPARE(german.size(), english.size());
        const QStringList same{"CPU", "GPU (CUDA)"}; // what both languages call so
        for (qsizetype i = 0; i < english.size(); ++i)
            QVERIFY2(german[i] != english[i] || same.contains(english[i]), qPrintable(english[i]));
    }

    void noTwoOfAMenuHaveOneAccelerator()
    {
        QTemporaryDir folder;
        useLanguage("de", *qApp);
        Workbench bench(writeProject(folder.filePath("project").toStdString()));
        QSet<QChar> used;
        for (const QMenu* menu : menusOf(*bench.window)) {
            const qsizetype at = menu->title().indexOf('&');
            QVERIFY(at >= 0);
            const QChar key = menu->title()[at + 1].toLower();
            QVERIFY2(!used.contains(key), qPrintable(menu->title()));
            used.insert(key);
        }
    }

    void numbersAndDatesAreWrittenAsInTheLanguage()
    {
        QCOMPARE(formatCount(4083), QString("4,083"));
        QCOMPARE(saidNumber(1234.5, 2), QString("1234.50"));
        QCOMPARE(saidFigure(std::string("90.9 MB")), QString("90.9 MB"));
        useLanguage("de", *qApp);
        QCOMPARE(formatCount(4083), QString("4.083"));
        QCOMPARE(saidNumber(1234.5, 2), QString("1234,50"));
        QCOMPARE(saidFigure(std::string("90.9 MB")), QString("90,9 MB"));
        QCOMPARE(saidFigure(std::string("v1.x and fp16")), QString("v1.x and fp16"));
        QCOMPARE(formatMegabytes(1.2e9), QString("1,20 GB"));
        QCOMPARE(formatDuration(3900), QString("1 h 05 min"));
        QVERIFY(formatTime("2026-05-23T12:05:12Z").contains("23. Mai 2026"));
        QDoubleSpinBox box;
        box.setValue(0.5);
        QCOMPARE(box.text(), QString("0,50"));
        QCOMPARE(midSentence("Genauigkeit"), QString("Genauigkeit"));
    }

    void messagesOfCoreAreFoundByTheirWording()
    {
        const std::string text = "prune.heads has no parameter 'epoch'; did you mean 'learningRate'?";
        QCOMPARE(saidMessage(text), QString::fromStdString(text));
        useLanguage("de", *qApp);
        QCOMPARE(saidMessage(text),
                 QString("prune.heads hat keinen Parameter „epoch“; meinten Sie „learningRate“?"));
        QCOMPARE(saidMessage("sparsity must be between 0 and 0.95, found 2"),
                 QString("sparsity muss zwischen 0 und 0.95 sein, gefunden: 2"));
        QCOMPARE(saidMessage("no such text"), QString("no such text"));
        QVERIFY(saidMessage("").isEmpty());
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
