#include "workbench.h"

#include "widgets/commands/command_palette.h"
#include "widgets/commands/shortcuts_dialog.h"
#include "widgets/settings/preferences.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenuBar>
#include <QSettings>
#include <QStandardPaths>
#include <QMenu>
#include <QTest>
#include <QTreeWidget>

#include <set>

using namespace lathe;
using namespace lathe::widgets;

namespace {

Command named(const QString& title, const QString& detail = {}, Command::Kind kind = Command::Kind::Action)
{
    return {kind, title, detail, {}, {}};
}

} // namespace

class TestCommands : public QObject {
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

    void betterMatchesComeFirst()
    {
        QVERIFY(fit(u"save", u"save") > fit(u"save", u"save recipe"));
        QVERIFY(fit(u"recipe", u"save recipe") > fit(u"ecip", u"save recipe"));
        QVERIFY(fit(u"ecip", u"save recipe") > fit(u"svrc", u"save recipe"));
        QCOMPARE(fit(u"xyz", u"save recipe"), 0);
        QCOMPARE(fit(u"sr", u"save recipe"), 0); // two letters are in everything
        CommandIndex index;
        index.setCommands({named("Prune heads 0.5", "run 1", Command::Kind::Variant), named("Save recipe"),
                           named("Save recipe as"), named("Prune heads", "removes heads", Command::Kind::Stage),
                           named("Quantize", "after save recipe")});
        QCOMPARE(index.find("save recipe", 9), (std::vector{1, 2, 4}));
        QCOMPARE(index.find("RECIPE save", 1), (std::vector{1}));
        QCOMPARE(index.find("prune heads", 9), (std::vector{3, 0}));
        QCOMPARE(index.find("prhds", 9), (std::vector{3, 0}));
        QCOMPARE(index.find("", 2), (std::vector{0, 1}));
        QVERIFY(index.find("nothing like it", 9).empty());
    }

    void isFastWithManyVariants()
    {
        std::vector<Command> commands;
        for (int i = 0; i < 20000; ++i)
            commands.push_back(named(QString("Fine-tune → Heads and FFN 0.%1 → Int8 static %2").arg(i % 97).arg(i),
                                     QString("20261123-160512-%1").arg(i), Command::Kind::Variant));
        CommandModel model;
        QAbstractItemModelTester tester(&model);
        CommandIndex index;
        index.setCommands(commands);
        model.setIndex(std::move(index));
        qint64 longest = 0;
        QString typed;
        for (const QChar c : QString("heads int8 19999")) {
            typed += c;
            QElapsedTimer timer;
            timer.start();
            model.find(typed);
            longest = std::max(longest, timer.elapsed());
        }
        QVERIFY(model.rowCount() >= 1);
        QVERIFY(model.at(0).title.endsWith("19999"));
        qInfo("longest key: %lld ms", longest);
        QVERIFY2(longest < 300, qPrintable(QString::number(longest))); // 50 on an idle machine
    }

    void theKeyboardIsEnough()
    {
        Workbench bench(m_project);
        QVERIFY(QTest::qWaitForWindowExposed(bench.window.get()));
        QTest::keyClick(bench.window.get(), Qt::Key_K, Qt::ControlModifier);
        CommandPalette& palette = *bench.window->palette();
        QTRY_VERIFY(palette.isVisible());
        QTest::keyClicks(palette.field(), "history");
        QCOMPARE(palette.model()->at(0).kind, Command::Kind::Place);
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QCOMPARE(bench.window->place(), MainWindow::History);

        bench.window->openPalette();
        const auto& catalog = bench.session.document().catalog();
        const size_t before = bench.session.document().recipe().nodes.size();
        QTest::keyClicks(palette.field(), QString::fromStdString(catalog.all().front().title));
        while (palette.model()->at(0).kind != Command::Kind::Stage)
            QFAIL("the stage is not the first one found");
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QCOMPARE(bench.session.document().recipe().nodes.size(), before + 1);
        QCOMPARE(bench.window->place(), MainWindow::Pipeline);

        bench.window->openPalette();
        QTest::keyClicks(palette.field(), "zzzz");
        QCOMPARE(palette.model()->rowCount(), 0);
        QTest::keyClick(palette.field(), Qt::Key_Return); // nothing happens
        QTest::keyClick(palette.field(), Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        bench.session.document().undoStack()->setClean();
    }

    void runsAndVariantsAreFound()
    {
        Workbench bench(m_project);
        QTRY_VERIFY(bench.session.data());
        bench.session.startRun();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 30000);
        QTRY_COMPARE(bench.session.runs().size(), size_t(1));
        std::set<Command::Kind> kinds;
        for (const Command& command : bench.window->commands()) {
            kinds.insert(command.kind);
            QVERIFY(!command.title.isEmpty() && command.run);
        }
        QCOMPARE(kinds.size(), size_t(7)); // each kind
    }

    void noTwoCommandsShareAKey()
    {
        Workbench bench(m_project);
        // A key of one place alone may mean something else in another one, but nothing in the whole window.
        const auto isLocal = [](const QAction* action) {
            return action->shortcutContext() == Qt::WidgetWithChildrenShortcut ||
                   action->shortcutContext() == Qt::WidgetShortcut;
        };
        const auto share = [](const QAction* a, const QAction* b) {
            for (QObject* one : a->associatedObjects())
                for (QObject* other : b->associatedObjects())
                    if (one == other && !qobject_cast<QMenu*>(one))
                        return true;
            return false;
        };
        std::map<QString, std::vector<const QAction*>> seen;
        for (const QAction* action : bench.window->findChildren<QAction*>())
            for (const QKeySequence& key : action->shortcuts()) {
                for (const QAction* other : seen[key.toString()])
                    QVERIFY2(isLocal(action) && isLocal(other) && !share(action, other),
                             qPrintable(QString("%1: %2 and %3").arg(key.toString(), other->text(), action->text())));
                seen[key.toString()].push_back(action);
            }
        QVERIFY(seen.size() > 25);
        ShortcutsDialog dialog(bench.window->menuBar(), bench.window.get());
        QString all;
        const auto* tree = dialog.findChild<QTreeWidget*>();
        for (int i = 0; i < tree->topLevelItemCount(); ++i)
            for (int k = 0; k < tree->topLevelItem(i)->childCount(); ++k)
                all += tree->topLevelItem(i)->child(k)->text(0) + "\n";
        for (const auto& [key, actions] : seen)
            for (const QAction* action : actions)
                QVERIFY2(all.contains(plainText(action->text())), qPrintable(action->text()));
    }
};

QTEST_MAIN(TestCommands)
#include "tst_commands.moc"
