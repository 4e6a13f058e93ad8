// What surrounds the places, on the fake engine, to look at: demo_shell PICTURES [light|dark] [LANGUAGE] writes the
// start page, the palette, the settings, the shortcuts and the banners into PICTURES and quits.

#include "workbench.h"

#include "widgets/commands/command_palette.h"
#include "widgets/commands/shortcuts_dialog.h"
#include "widgets/settings/languages.h"
#include "widgets/settings/preferences.h"
#include "widgets/settings/settings_dialog.h"
#include "widgets/start/drop_target.h"
#include "widgets/start/start_page.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace lathe::widgets;

namespace {

void settle()
{
    QTest::qWait(500);
}

void drag(QWidget& window, const QString& file)
{
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
}

void endDrag(QWidget& window)
{
    QDragLeaveEvent leave;
    QApplication::sendEvent(&window, &leave);
}

} // namespace

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName("lathe-test");
    QApplication::setApplicationName("demo_shell");
    const QStringList arguments = QApplication::arguments();
    const QString pictures = arguments.value(1, "pictures");
    const ThemeChoice theme = arguments.value(2) == "dark" ? ThemeChoice::Dark : ThemeChoice::Light;
    useLanguage(arguments.value(3, "en"), application);
    QDir().mkpath(pictures);
    QSettings().clear();
    QTemporaryDir folder;
    const auto project = writeProject(folder.filePath("spam-filter").toStdString());
    std::filesystem::create_directories(folder.filePath("untouched/recipes").toStdString());
    remember(keys::kRecentWorkspaces, "/media/disk/old-experiments");
    remember(keys::kRecentWorkspaces, folder.filePath("untouched"));
    remember(keys::kRecentWorkspaces, QString::fromStdString(project.string()));
    const auto save = [&](QWidget& widget, const char* name) {
        settle();
        widget.grab().save(QString("%1/%2-%3.png").arg(pictures, name, theme == ThemeChoice::Dark ? "dark" : "light"));
    };

    Workbench bench(folder.filePath("untouched").toStdString());
    MainWindow& window = *bench.window;
    bench.themes.setChoice(theme);
    window.resize(1440, 900);
    save(window, "start");
    drag(window, QString::fromStdString(project.string()));
    save(window, "drop");
    endDrag(window);
    drag(window, "/etc/hostname");
    save(window, "drop-bad");
    endDrag(window);

    window.openPath(QString::fromStdString(project.string()));
    settle();
    window.runOrCancel();
    while (bench.session.isRunning())
        QTest::qWait(50);
    settle();
    window.goTo(MainWindow::Pipeline);
    save(window, "pipeline");
    window.openPalette();
    window.palette()->field()->setText(arguments.value(3) == "de" ? "a" : "re");
    save(window, "palette-behind");
    save(*window.palette(), "palette");
    window.palette()->field()->setText("zzz");
    save(*window.palette(), "palette-none");
    window.palette()->hide();
    SettingsDialog settings(Preferences::read(), bench.session, &window);
    settings.resize(640, 940);
    settings.show();
    save(settings, "settings");
    settings.hide();
    ShortcutsDialog shortcuts(window.menuBar(), &window);
    shortcuts.show();
    save(shortcuts, "shortcuts");
    shortcuts.hide();

    Workbench second(project);
    second.window->resize(1440, 900);
    second.window->goTo(MainWindow::History);
    bench.themes.setChoice(theme == ThemeChoice::Dark ? ThemeChoice::Light : ThemeChoice::Dark);
    bench.themes.setChoice(theme);
    save(*second.window, "read-only");
    return 0;
}
