#include "workbench.h"

#include "widgets/settings/preferences.h"
#include "widgets/settings/settings_dialog.h"
#include "widgets/settings/storage_card.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

using namespace lathe;
using namespace lathe::widgets;

class TestSettings : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_project;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        qRegisterMetaType<Preferences>();
        m_project = writeProject(m_folder.filePath("project").toStdString());
    }
    void init() { QSettings().clear(); }

    void preferencesComeBack()
    {
        QCOMPARE(Preferences::read().threads, 0);
        QVERIFY(Preferences::read().autosaves && Preferences::read().reopens);
        Preferences changed{ThemeChoice::Dark, "de", "cuda", 3, "/tmp/w", "/tmp/m", false, false, false};
        changed.write();
        QVERIFY(Preferences::read() == changed);
        QSettings().setValue(keys::kTheme, 17); // of a later version
        QSettings().setValue(keys::kThreads, -4);
        QVERIFY(Preferences::read().theme == ThemeChoice::System);
        QCOMPARE(Preferences::read().threads, 0);
    }

    void theDialogShowsAndChanges()
    {
        Workbench bench(m_project);
        const Preferences shown{ThemeChoice::Light, "de", "cuda", 2, "/tmp/w", "/tmp/m", true, false, true};
        SettingsDialog dialog(shown, bench.session);
        QVERIFY(dialog.preferences() == shown);
        dialog.findChild<QSpinBox*>()->setValue(5);
        QCOMPARE(dialog.preferences().threads, 5);
    }

    void savedSettingsTakeEffect()
    {
        Workbench bench(m_project);
        QSignalSpy engine(bench.window.get(), &MainWindow::engineSettingsChanged);
        QTimer::singleShot(0, this, [] {
            auto* dialog = qobject_cast<SettingsDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            dialog->findChild<QSpinBox*>()->setValue(1);
            for (auto* box : dialog->findChildren<QComboBox*>())
                if (box->accessibleName() == "Theme")
                    box->setCurrentIndex(box->findData(int(ThemeChoice::Dark)));
            dialog->accept();
        });
        bench.window->openSettings();
        QCOMPARE(engine.size(), 1);
        QCOMPARE(engine[0][0].value<Preferences>().threads, 1);
        QVERIFY(bench.themes.choice() == ThemeChoice::Dark);
        QVERIFY(Preferences::read().theme == ThemeChoice::Dark);
        bench.themes.setChoice(ThemeChoice::Light);
    }

    void unusedModelsAreCleanedUp()
    {
        Workbench bench(m_project);
        QTRY_VERIFY(bench.session.data());
        bench.session.startRun();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.isRunning(), 30000);
        QTRY_COMPARE(bench.session.runs().size(), size_t(1));
        StorageCard card(bench.session);
        QTRY_VERIFY(card.use());
        const int all = card.use()->artifacts;
        QVERIFY(all > 0);
        QVERIFY(card.use()->unused.empty()); // all are named by the run
        QVERIFY(!card.cleanButton()->isEnabled());

        const auto stray = m_project / "artifacts" / "0123";
        std::filesystem::create_directories(stray);
        writeFile(stray / "weights", "12345");
        StorageCard later(bench.session);
        QTRY_VERIFY(later.cleanButton()->isEnabled());
        QCOMPARE(later.use()->unusedBytes, uint64_t(5));
        QSignalSpy changed(&later, &StorageCard::changed);
        later.clean();
        QTRY_VERIFY(later.use()->unused.empty());
        QVERIFY(!std::filesystem::exists(stray));
        QCOMPARE(later.use()->artifacts, all);

        // A second window may only look.
        Workbench second(m_project);
        std::filesystem::create_directories(stray);
        StorageCard other(second.session);
        QTRY_VERIFY(other.use());
        QCOMPARE(other.use()->unused.size(), size_t(1));
        QVERIFY(!other.cleanButton()->isEnabled());
        QCOMPARE(other.cleanButton()->toolTip(), second.session.access().whyReadOnly());
        other.clean();
        QVERIFY(std::filesystem::exists(stray));
    }
};

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
