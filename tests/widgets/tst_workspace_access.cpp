#include "workbench.h"

#include "core/history/history.h"
#include "widgets/history/history_place.h"
#include "widgets/main_window/access_banner.h"
#include "widgets/main_window/header_bar.h"

#include <QAction>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;

namespace {

QAction* actionOf(QWidget& widget, const QString& text)
{
    for (auto* action : widget.findChildren<QAction*>())
        if (action->text() == text)
            return action;
    return nullptr;
}

} // namespace

// Two windows on one workspace.
class TestWorkspaceAccess : public QObject {
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

    void theSecondWindowLooksOn()
    {
        auto first = std::make_unique<Workbench>(m_project);
        QTRY_VERIFY(first->session.data());
        QTest::mouseClick(first->window->header()->runButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!first->session.isRunning(), 30000);
        QTRY_COMPARE(first->session.runs().size(), size_t(1));

        Workbench second(m_project);
        QVERIFY(first->session.access().isWritable());
        QVERIFY(!second.session.access().isWritable());
        const auto* banner = second.window->findChild<AccessBanner*>();
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->title(), QString("This workspace is open read-only"));
        QVERIFY(!first->window->findChild<AccessBanner*>()->isVisible());
        QVERIFY2(banner->text().contains("Another window of this program"), qPrintable(banner->text()));

        // What writes is off and says why; looking works.
        QTRY_VERIFY(second.session.data());
        QTRY_COMPARE(second.session.runs().size(), size_t(1));
        const QString why = second.session.access().whyReadOnly();
        QPushButton* run = second.window->header()->runButton();
        QVERIFY(!run->isEnabled());
        QCOMPARE(run->toolTip(), why);
        QAction* runAction = actionOf(*second.window, "Run");
        QVERIFY(runAction && !runAction->isEnabled());
        HistoryStore& store = second.window->historyPlace()->store();
        QVERIFY(store.isReadOnly());
        QSignalSpy refused(&second.session, &Session::runRefused);
        second.session.startRun();
        QCOMPARE(refused.size(), 1);
        QVERIFY(!second.session.isRunning());
        QTRY_VERIFY(!store.isEmpty());
        store.removeRuns({second.session.runs().front().id});
        QVERIFY(!store.isEmpty());
        const auto before = std::filesystem::last_write_time(second.session.workspace().recipe);
        second.session.document().setName("Changed");
        QVERIFY(!second.window->save());
        QCOMPARE(std::filesystem::last_write_time(second.session.workspace().recipe), before);
        second.session.document().undoStack()->undo();

        QTest::mouseClick(banner->tryAgainButton(), Qt::LeftButton);
        QCOMPARE(banner->title(), QString("This workspace is still open read-only"));

        // The first one goes, which is noticed.
        first.reset();
        QTRY_VERIFY(second.session.access().isWritable());
        QVERIFY(run->isEnabled());
        QVERIFY(runAction->isEnabled());
        QVERIFY(!store.isReadOnly());
        QVERIFY(!banner->tryAgainButton()->isVisible());
        QVERIFY(second.window->save());
    }

    void aRunKeepsItsWorkspaceLocked()
    {
        const auto other = writeProject(m_folder.filePath("other").toStdString());
        Workbench window(m_project, {std::chrono::milliseconds(20000), {}, {}, {}});
        QTRY_VERIFY(window.session.data());
        window.session.startRun();
        window.session.openWorkspace(Workspace::of(QString::fromStdString(other.string())));
        const auto history = m_project / "history.db";
        QVERIFY(!runner::WriterLock::tryTake(history, "lathe-cli run").lock);
        QVERIFY(!runner::WriterLock::tryTake(other / "history.db", "lathe-cli run").lock);
        window.session.openWorkspace(Workspace::of(QString::fromStdString(m_project.string())));
        QVERIFY(window.session.access().isWritable()); // its own run does not shut it out
        window.session.openWorkspace(Workspace::of(QString::fromStdString(other.string())));
        window.session.cancelRun();
        QTRY_VERIFY_WITH_TIMEOUT(!window.session.isRunning(), 10000);
        QVERIFY(runner::WriterLock::tryTake(history, "lathe-cli run").lock);
    }

    void aHolderThatIsKilledMakesRoom()
    {
        // Its file stays; the kernel's lock does not.
        writeFile(m_project / ".history.db.lock", R"({"program": "lathe", "host": "elsewhere", "pid": 1})");
        Workbench window(m_project);
        QVERIFY(window.session.access().isWritable());
    }
};

QTEST_MAIN(TestWorkspaceAccess)
#include "tst_workspace_access.moc"
