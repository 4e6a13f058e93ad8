#include "workbench.h"

#include "widgets/commands/command_palette.h"
#include "widgets/export/export_window.h"
#include "widgets/settings/preferences.h"
#include "widgets/settings/settings_dialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSlider>
#include <QStandardPaths>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>

using namespace lathe;
using namespace lathe::widgets;

namespace {

// What a user does something with, parts of it left out: the field of a spin box, the list of a combo box, headers.
bool isInteractive(const QWidget& widget)
{
    if (qobject_cast<const QComboBox*>(widget.parent()) || qobject_cast<const QAbstractSpinBox*>(widget.parent()) ||
        qobject_cast<const QTabBar*>(widget.parent()) || qobject_cast<const QLineEdit*>(widget.parent()) ||
        widget.inherits("QHeaderView") || widget.inherits("QTableCornerButton") ||
        widget.inherits("QComboBoxPrivateContainer") || widget.inherits("QComboBoxListView") ||
        (widget.parent() && widget.parent()->inherits("QMenuBar")))
        return false;
    return widget.inherits("QAbstractButton") || widget.inherits("QLineEdit") || widget.inherits("QAbstractSpinBox") ||
           widget.inherits("QComboBox") || widget.inherits("QAbstractItemView") || widget.inherits("QPlainTextEdit") ||
           widget.inherits("QTextEdit") || widget.inherits("QAbstractSlider") || widget.inherits("QTabBar") ||
           widget.inherits("QGraphicsView");
}

QString nameOf(QWidget& widget)
{
    const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&widget);
    QString name = face ? face->text(QAccessible::Name) : QString();
    if (name.isEmpty() && qobject_cast<QTabBar*>(&widget))
        name = "tabs have names of their own";
    return name;
}

QString describe(const QWidget& widget)
{
    QStringList chain;
    for (const QWidget* at = &widget; at && chain.size() < 5; at = at->parentWidget())
        chain << QString("%1%2").arg(at->metaObject()->className(),
                                     at->objectName().isEmpty() ? "" : "#" + at->objectName());
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return chain.join(" < ") + (button ? " '" + button->text() + "' " : " ") + widget.toolTip();
}

// Every interactive widget below `root` that has no name, or that Tab never comes to.
QStringList faultsOf(QWidget& root)
{
    QStringList faults;
    for (auto* widget : root.findChildren<QWidget*>()) {
        if (!isInteractive(*widget) || widget->inherits("QScrollBar"))
            continue;
        if (nameOf(*widget).trimmed().isEmpty())
            faults << "no name: " + describe(*widget);
        const bool isByTab = widget->focusPolicy() & Qt::TabFocus;
        const bool isProxied = widget->focusProxy() != nullptr;
        const auto* view = qobject_cast<QAbstractItemView*>(widget);
        const bool onlyShows = view && view->selectionMode() == QAbstractItemView::NoSelection &&
                               view->focusPolicy() == Qt::NoFocus;
        if (!isByTab && !isProxied && !onlyShows)
            faults << "not by Tab: " + describe(*widget);
    }
    return faults;
}

} // namespace

class TestAccessibility : public QObject {
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

    void everyWidgetHasANameAndIsReached()
    {
        Workbench bench(m_project);
        QTRY_VERIFY(bench.session.data());
        bench.session.startRun();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 30000);
        QTRY_COMPARE(bench.session.runs().size(), size_t(1));
        for (int place = 0; place < MainWindow::PlaceCount; ++place)
            bench.window->goTo(MainWindow::Place(place)); // what is made when it is shown
        bench.window->showStart();
        QCoreApplication::processEvents();
        QStringList faults = faultsOf(*bench.window);
        faults.removeIf([](const QString& fault) { return fault.contains("CommandPalette"); }); // moved by the field
        QVERIFY2(faults.isEmpty(), qPrintable("\n" + faults.join("\n")));
    }

    void soDoDialogs()
    {
        Workbench bench(m_project);
        SettingsDialog settings(Preferences::read(), bench.session);
        QVERIFY2(faultsOf(settings).isEmpty(), qPrintable("\n" + faultsOf(settings).join("\n")));
        ExportWindow window(bench.session);
        QVERIFY2(faultsOf(window).isEmpty(), qPrintable("\n" + faultsOf(window).join("\n")));
    }

    void tabGoesRound()
    {
        Workbench bench(m_project);
        QTRY_VERIFY(bench.session.data());
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        QSet<QWidget*> seen;
        for (int i = 0; i < 400; ++i) {
            QTest::keyClick(bench.window.get(), Qt::Key_Tab);
            if (QWidget* focus = QApplication::focusWidget()) {
                if (seen.contains(focus) && seen.size() > 10 && i > 300)
                    break;
                seen.insert(focus);
                // Tab belongs to the text in fields of several lines, as it should not.
                QVERIFY2(!qobject_cast<QPlainTextEdit*>(focus) ||
                             static_cast<QPlainTextEdit*>(focus)->tabChangesFocus(),
                         qPrintable(describe(*focus)));
            }
        }
        // The rail is one stop, within which the arrows go on, as in any group of choices.
        QSet<int> places;
        for (QWidget* widget : seen)
            if (widget->property("role").toByteArray() == "rail") {
                widget->setFocus();
                for (const Qt::Key key : {Qt::Key_Up, Qt::Key_Down})
                    for (int i = 0; i < MainWindow::PlaceCount; ++i) {
                        places.insert(bench.window->place());
                        QTest::keyClick(QApplication::focusWidget(), key);
                        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
                    }
            }
        QCOMPARE(places.size(), qsizetype(MainWindow::PlaceCount));
    }
};

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
