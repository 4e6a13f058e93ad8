#include "workbench.h"

#include "widgets/main_window/recovery_banner.h"
#include "widgets/session/autosave.h"

#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <cstdio>

using namespace lathe;
using namespace lathe::widgets;

namespace {

constexpr auto kVictim = "--edit-and-wait";

void setUp()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("lathe-test");
    QCoreApplication::setApplicationName("tst_autosave");
}

// Another workbench, which changes the recipe, says that it is kept, and goes on until it is killed.
int editAndWait(const QString& project)
{
    Workbench bench(project.toStdString());
    QObject::connect(&bench.window->autosave(), &Autosave::saved, [] {
        std::puts("saved");
        std::fflush(stdout);
    });
    bench.session.document().setName("Never saved");
    return QApplication::exec();
}

QPushButton* buttonOf(QWidget& widget, const QString& text)
{
    for (auto* button : widget.findChildren<QPushButton*>())
        if (button->text() == text)
            return button;
    return nullptr;
}

int filesIn(const std::filesystem::path& folder)
{
    std::error_code error;
    return int(std::distance(std::filesystem::directory_iterator(folder, error), {}));
}

} // namespace

class TestAutosave : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_project, m_kept;

    void crash() const
    {
        QProcess victim;
        victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        victim.start(QCoreApplication::applicationFilePath(), {kVictim, QString::fromStdString(m_project.string())});
        QVERIFY(victim.waitForReadyRead(30000));
        QCOMPARE(victim.readAllStandardOutput(), QByteArray("saved\n"));
        victim.kill();
        QVERIFY(victim.waitForFinished());
    }

private Q_SLOTS:
    void init()
    {
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = writeProject(m_folder->filePath("project").toStdString());
        m_kept = m_project / ".autosave";
    }

    void nothingIsKeptOfWhatIsSaved()
    {
        Workbench bench(m_project);
        QSignalSpy saved(&bench.window->autosave(), &Autosave::saved);
        QTest::qWait(0);
        QCOMPARE(filesIn(m_kept), 0);
        bench.session.document().setName("Changed");
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(filesIn(m_kept), 1);
        QVERIFY(bench.window->save());
        QCOMPARE(filesIn(m_kept), 0);
        bench.session.document().setName("Changed again");
        QTRY_COMPARE(saved.size(), 2);
        bench.session.document().undoStack()->undo();
        QCOMPARE(filesIn(m_kept), 0);
        QVERIFY(!std::filesystem::exists(m_kept));
    }

    void aKilledProcessLosesNothing()
    {
        crash();
        QCOMPARE(filesIn(m_kept), 1);
        Workbench bench(m_project);
        QVERIFY(bench.session.access().isWritable()); // the lock died with its holder
        auto* banner = bench.window->findChild<RecoveryBanner*>();
        QTRY_VERIFY(banner->isVisible());
        QVERIFY2(banner->text().contains("Never saved"), qPrintable(banner->text()));
        const QString path = bench.session.document().path();
        QVERIFY(bench.session.document().recipe().name != "Never saved");

        QSignalSpy saved(&bench.window->autosave(), &Autosave::saved);
        QTest::mouseClick(buttonOf(*banner, "Recover"), Qt::LeftButton);
        QCOMPARE(bench.session.document().recipe().name, std::string("Never saved"));
        QVERIFY(bench.session.document().isModified());
        QCOMPARE(bench.session.document().path(), path);
        QVERIFY(!banner->isVisible());
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(filesIn(m_kept), 1); // kept anew, and only once
        QVERIFY(bench.window->save());
        QCOMPARE(filesIn(m_kept), 0);
    }

    void whatWasFoundCanBeGivenUp()
    {
        crash();
        {
            Workbench bench(m_project);
            auto* banner = bench.window->findChild<RecoveryBanner*>();
            QTRY_VERIFY(banner->isVisible());
            QTest::mouseClick(buttonOf(*banner, "Discard"), Qt::LeftButton);
            QVERIFY(!banner->isVisible());
            QCOMPARE(filesIn(m_kept), 0);
        }
        Workbench bench(m_project);
        QTRY_VERIFY(bench.session.data());
        QVERIFY(!bench.window->autosave().found());
    }

    void aReadOnlyWindowKeepsItsChangesElsewhere()
    {
        Workbench first(m_project);
        Workbench second(m_project);
        QVERIFY(!second.session.access().isWritable());
        QSignalSpy saved(&second.window->autosave(), &Autosave::saved);
        second.session.document().setName("Mine");
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(filesIn(m_kept), 0);
        const auto program = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/autosave";
        QCOMPARE(filesIn(program.toStdString()), 1);
        second.session.document().undoStack()->undo();
        QCOMPARE(filesIn(program.toStdString()), 0);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    setUp();
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == kVictim)
        return editAndWait(arguments.value(2));
    TestAutosave test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_autosave.moc"
