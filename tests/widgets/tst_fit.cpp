// Whether texts have room: in every language the window fits a small screen, and no button, label or title of a
// column is cut where nobody meant it to be.

#include "workbench.h"

#include "widgets/common/elided_button.h"
#include "widgets/common/kit.h"
#include "widgets/export/export_setup.h"
#include "widgets/export/export_window.h"
#include "widgets/export/proof_choice.h"
#include "widgets/settings/languages.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace lathe::widgets;

namespace {

constexpr QSize kSmallScreen{1280, 800};

bool cutsOnPurpose(const QWidget& widget)
{
    return qobject_cast<const ElidedLabel*>(&widget) ||
           qobject_cast<const ElidedButton*>(&widget);
}

// The part of the widget that the areas around it show.
QRect seenPart(const QWidget& widget)
{
    return widget.visibleRegion().boundingRect();
}

QString cutText(QWidget& widget)
{
    const auto* button = qobject_cast<QAbstractButton*>(&widget);
    const auto* label = qobject_cast<QLabel*>(&widget);
    if ((!button && !label) || cutsOnPurpose(widget))
        return {};
    const QString text = button ? button->text() : label->text();
    if (text.isEmpty() || seenPart(widget).isEmpty())
        return {};
    const bool wraps = label && label->wordWrap();
    const int wanted = wraps ? widget.minimumSizeHint().width() : widget.sizeHint().width();
    const int seen = std::min(widget.width(), seenPart(widget).width());
    return seen < wanted ? QString("%1 (%2 of %3)").arg(text).arg(seen).arg(wanted) : QString();
}

QStringList cutTitles(const QHeaderView& header)
{
    QStringList cut;
    for (int i = 0; header.isVisible() && i < header.count(); ++i) {
        const QString title = header.model()->headerData(i, header.orientation()).toString();
        const int wanted = header.fontMetrics().horizontalAdvance(title) + 8;
        if (!header.isSectionHidden(i) && header.sectionSize(i) < wanted)
            cut << QString("column %1 (%2 of %3)").arg(title).arg(header.sectionSize(i)).arg(wanted);
    }
    return cut;
}

QStringList allCut(QWidget& root)
{
    QStringList cut;
    for (auto* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        if (const QString text = cutText(*widget); !text.isEmpty())
            cut << widget->metaObject()->className() + QString(": ") + text;
        if (const auto* header = qobject_cast<QHeaderView*>(widget))
            cut << cutTitles(*header);
    }
    return cut;
}

} // namespace

class TestFit : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_project;

    // One that agrees and one that failed, which Compare has more to say about.
    void recordExports(const std::string& id) const
    {
        lathe::history::History history(m_project / "history.db");
        lathe::runner::Variant proven = history.variant(id);
        for (const char* disagreement : {"", "3 of 120 decisions differ"}) {
            proven.parent = id;
            proven.id = id + (*disagreement ? ".openvino.openvino" : ".onnx.onnxruntime");
            proven.lineage += " → ONNX Runtime 1.32.0";
            proven.label = "ONNX Runtime 1.32.0";
            proven.details["runtime"] = proven.label;
            proven.details["export"] = {{"format", "onnx"}, {"agreement", 0.975}, {"rows", 120}, {"largestDifference", 0.43}};
            if (*disagreement) {
                proven.details["export"]["disagreement"] = disagreement;
                proven.warning = proven.label + " answers otherwise than Lathe: " + disagreement;
            }
            lathe::history::Recorder(history).onEvent(lathe::runner::VariantMeasured{proven});
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        QSettings().clear();
        m_project = writeProject(m_folder.filePath("project").toStdString());
        Workbench bench(m_project);
        QTRY_VERIFY(bench.session.data());
        bench.session.startRun();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 30000);
        QTRY_COMPARE(bench.session.runs().size(), size_t(1));
        recordExports(bench.session.variants().begin()->id);
    }
    void cleanup() { useLanguage("en", *qApp); }

    void everyPlaceHasRoom_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("place");
        for (const Language& language : knownLanguages())
            for (int place = -1; place < MainWindow::PlaceCount; ++place)
                QTest::addRow("%s %d", qPrintable(language.code), place) << language.code << place;
    }

    void everyPlaceHasRoom()
    {
        QFETCH(const QString, language);
        QFETCH(const int, place);
        useLanguage(language, *qApp);
        Workbench bench(m_project);
        QTRY_VERIFY(bench.session.data());
        QTRY_COMPARE(bench.session.runs().size(), size_t(1));
        bench.window->resize(1440, 900);
        place < 0 ? bench.window->showStart() : bench.window->goTo(MainWindow::Place(place));
        QTest::qWait(300); // what a place computes when it is shown
        QCOMPARE(bench.window->size(), QSize(1440, 900));
        const QStringList cut = allCut(*bench.window);
        QVERIFY2(cut.isEmpty(), qPrintable("\n" + cut.join("\n")));
        const QSize least = bench.window->minimumSizeHint();
        QVERIFY2(least.width() <= kSmallScreen.width() && least.height() <= kSmallScreen.height(),
                 qPrintable(QString("%1 x %2").arg(least.width()).arg(least.height())));
    }

    void theExportWindowHasRoom_data()
    {
        QTest::addColumn<QString>("language");
        for (const Language& language : knownLanguages())
            QTest::addRow("%s", qPrintable(language.code)) << language.code;
    }
    void theExportWindowHasRoom()
    {
        QFETCH(const QString, language);
        useLanguage(language, *qApp);
        Workbench bench(m_project);
        QTRY_VERIFY(!bench.session.variants().empty());
        bench.window->exportModel();
        ExportWindow& window = *bench.window->exportWindow();
        QSignalSpy checked(window.setup(), &ExportSetup::checked);
        QTRY_VERIFY(checked.count() > 0);
        QTest::qWait(50); // laid out anew
        QStringList cut = allCut(window);
        QVERIFY2(cut.isEmpty(), qPrintable("\n" + cut.join("\n")));
        window.setup()->proof()->prove()->setChecked(false);
        window.start();
        QTRY_COMPARE(window.page(), ExportWindow::Outcome);
        QTest::qWait(50);
        cut = allCut(window);
        QVERIFY2(cut.isEmpty(), qPrintable("\n" + cut.join("\n")));
        QVERIFY(window.height() <= kSmallScreen.height() && window.minimumSizeHint().width() <= window.width());
    }
};

QTEST_MAIN(TestFit)
#include "tst_fit.moc"
