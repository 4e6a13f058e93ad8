#include "guide_links.h"
#include "workbench.h"

#include "widgets/guide/contents_tree.h"
#include "widgets/guide/context.h"
#include "widgets/guide/guide_window.h"
#include "widgets/guide/page_view.h"
#include "widgets/guide/result_list.h"
#include "widgets/main_window/header_bar.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/runs/failure_card.h"
#include "widgets/runs/runs_place.h"
#include "widgets/settings/languages.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTextBlock>
#include <QTextTable>
#include <QToolButton>

using namespace lathe;
using namespace lathe::widgets;

namespace {

QToolButton* guideButtonOf(const QWidget& widget)
{
    for (auto* button : widget.findChildren<QToolButton*>())
        if (button->accessibleName() == "Guide")
            return button;
    return nullptr;
}

} // namespace

class TestGuide : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_project;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        QSettings().clear();
        m_project = writeProject(m_folder.filePath("project").toStdString());
    }
    void cleanup() { useLanguage("en", *qApp); }

    void f1InAFormOpensThatStagesPage()
    {
        Workbench bench(m_project);
        bench.window->goTo(MainWindow::Pipeline);
        bench.window->pipelineView()->selectNode("prune");
        QLineEdit* field = nullptr;
        for (auto* edit : bench.window->pipelineView()->findChildren<QLineEdit*>())
            if (guidePageOf(edit) == "method/prune.structured")
                field = edit;
        QVERIFY(field);
        bench.window->activateWindow();
        QTRY_VERIFY(bench.window->isActiveWindow());
        field->setFocus();
        QTest::keyClick(field, Qt::Key_F1);
        QTRY_VERIFY(bench.window->guide() && bench.window->guide()->isVisible());
        QVERIFY(!bench.window->guide()->isModal());
        QCOMPARE(bench.window->guide()->page(), QString("method/prune.structured"));
        QVERIFY(bench.window->guide()->view()->toPlainText().startsWith("Heads and FFN"));

        bench.window->pipelineView()->selectNode("int8"); // its question mark
        QTRY_COMPARE(guidePageOf(bench.window->pipelineView()->findChildren<QToolButton*>().last()),
                     QString("method/quantize.int8"));
        for (auto* button : bench.window->pipelineView()->findChildren<QToolButton*>())
            if (guidePageOf(button) == "method/quantize.int8" && button->isVisible())
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(bench.window->guide()->page(), QString("method/quantize.int8"));
    }

    void everyPlaceHasItsPage()
    {
        Workbench bench(m_project);
        const QStringList pages{"data", "pipeline", "running", "compare", "report", "history", "try"};
        for (int place = 0; place < MainWindow::PlaceCount; ++place) {
            bench.window->goTo(MainWindow::Place(place));
            bench.window->setFocus();
            bench.window->activateWindow();
            QTRY_VERIFY(bench.window->isActiveWindow());
            bench.window->openGuideHere();
            // What has the focus in a place may have a page of its own.
            const QString here = guidePageOf(QApplication::focusWidget());
            QVERIFY(bench.window->guide()->page() == pages[place] || bench.window->guide()->page() == here);
        }
        bench.window->showStart();
        bench.window->openGuide(guidePageOf(bench.window->centralWidget()));
        QCOMPARE(bench.window->guide()->page(), QString("first-steps")); // nowhere in particular: the first page
    }

    void aFailureLeadsToTroubleshooting()
    {
        FakeEngine::Knobs knobs;
        knobs.failingStage = "prune.structured";
        Workbench bench(writeProject(m_folder.filePath("failing").toStdString()), knobs);
        QTRY_VERIFY(bench.session.model() && bench.session.data());
        QTest::mouseClick(bench.window->header()->runButton(), Qt::LeftButton);
        auto* card = bench.window->runsPlace()->findChild<FailureCard*>();
        QVERIFY(card);
        QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), 20000);
        guideButtonOf(*card)->click();
        QVERIFY(bench.window->guide());
        QCOMPARE(bench.window->guide()->page(), QString("troubleshooting"));
    }

    void axesOfCompareKnowTheirMetric()
    {
        Workbench bench(m_project);
        QStringList pages;
        for (auto* box : bench.window->findChildren<QComboBox*>())
            pages << guidePageOf(box);
        QVERIFY2(pages.contains("metric/latencyP50Ms"), qPrintable(pages.join(' ')));
        QVERIFY(pages.contains("metric/accuracy"));
    }

    void everyLinkOfThePagesActs()
    {
        for (const QString& language : GuideBook::languages()) {
            useLanguage(language, *qApp);
            Workbench bench(m_project);
            bench.window->openGuide();
            int acting = 0;
            for (const GuidePage& page : bench.window->guide()->book().pages())
                for (const QString& link : linksOf(page.markdown, false)) {
                    QVERIFY2(bench.window->linkAction(QUrl(link).path()), qPrintable(page.id + ": " + link));
                    acting += !link.startsWith("lathe:guide/");
                }
            QVERIFY(acting > 15);
            QVERIFY(!bench.window->linkAction("place/nowhere"));
            QVERIFY(!bench.window->linkAction("format-disk"));
        }
    }

    void linksTurnPagesAndGoToPlaces()
    {
        Workbench bench(m_project);
        bench.window->goTo(MainWindow::Data);
        bench.window->openGuide("first-steps");
        GuideWindow& guide = *bench.window->guide();
        Q_EMIT guide.view()->anchorClicked(QUrl("lathe:guide/compare"));
        QCOMPARE(guide.page(), QString("compare"));
        QCOMPARE(guide.contents()->currentItem()->text(0), QString("Comparing"));
        guide.view()->verticalScrollBar()->setValue(120);
        Q_EMIT guide.view()->anchorClicked(QUrl("lathe:guide/metrics"));
        guide.back();
        QCOMPARE(guide.page(), QString("compare"));
        QCOMPARE(guide.view()->verticalScrollBar()->value(), 120);
        guide.back();
        QCOMPARE(guide.page(), QString("first-steps"));
        guide.back(); // nothing before it
        guide.forward();
        QCOMPARE(guide.page(), QString("compare"));
        Q_EMIT guide.view()->anchorClicked(QUrl("lathe:place/compare"));
        QCOMPARE(bench.window->place(), MainWindow::Compare);
        QVERIFY(guide.isVisible());
    }

    void searchShowsWhatItFinds()
    {
        Workbench bench(m_project);
        bench.window->openGuide("try");
        GuideWindow& guide = *bench.window->guide();
        QTest::keyClicks(guide.searchField(), "bootstrap");
        QVERIFY(guide.results()->isVisible() && !guide.contents()->isVisible());
        QCOMPARE(guide.results()->count(), 1);
        QTest::keyClick(guide.searchField(), Qt::Key_Return);
        QCOMPARE(guide.page(), QString("compare"));
        QVERIFY(!guide.view()->extraSelections().isEmpty());
        QCOMPARE(guide.view()->extraSelections().front().cursor.selectedText().toLower(), QString("bootstrap"));
        guide.searchField()->setText("xylophone");
        QCOMPARE(guide.results()->count(), 0);
        guide.searchField()->clear();
        QVERIFY(guide.contents()->isVisible());
    }

    void theShortcutsAreThoseOfTheWindow()
    {
        Workbench bench(m_project);
        bench.window->openGuide("shortcuts");
        const QString page = bench.window->guide()->view()->toPlainText();
        for (const char* key : {"Ctrl+K", "Ctrl+R", "F8", "F1"})
            QVERIFY2(page.contains(key), key);
    }

    void pagesAreDressedForTheTheme()
    {
        Workbench bench(m_project);
        bench.themes.setChoice(ThemeChoice::Light);
        bench.window->openGuide("method/prune.structured");
        const auto* view = bench.window->guide()->view(); // its document is another one for each theme
        const auto titleFormat = [&] { return view->document()->begin().begin().fragment().charFormat(); };
        const auto titleColour = [&] { return titleFormat().foreground().color(); };
        QCOMPARE(titleColour(), Theme::light().text);
        QVERIFY(titleFormat().font().pixelSize() > 20);
        QVERIFY(!view->document()->rootFrame()->childFrames().isEmpty());
        bench.themes.setChoice(ThemeChoice::Dark);
        QTRY_COMPARE(titleColour(), Theme::dark().text);
        bench.themes.setChoice(ThemeChoice::Light);
    }

    void itSpeaksTheLanguage()
    {
        QCOMPARE(languageInForce(*qApp), QString("en"));
        useLanguage("de", *qApp);
        QCOMPARE(languageInForce(*qApp), QString("de"));
        Workbench bench(m_project);
        bench.window->openGuide("compare");
        QVERIFY(bench.window->guide()->view()->toPlainText().startsWith("Vergleichen"));
    }

    void noPageIsFarFromTheKeyboard()
    {
        Workbench bench(m_project);
        bench.window->openGuide();
        GuideWindow& guide = *bench.window->guide();
        for (QWidget* widget : std::initializer_list<QWidget*>{guide.searchField(), guide.contents(), guide.view()}) {
            QVERIFY(!widget->accessibleName().isEmpty());
            QVERIFY(widget->focusPolicy() & Qt::TabFocus);
        }
        guide.contents()->setFocus();
        const QString before = guide.page();
        QTest::keyClick(guide.contents(), Qt::Key_Down);
        QVERIFY(guide.page() != before);
    }
};

QTEST_MAIN(TestGuide)
#include "tst_guide.moc"
