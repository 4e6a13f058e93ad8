#include "widgets/main_window/main_window.h"

#include "widgets/common/banner.h"
#include "widgets/data/data_place.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/settings/preferences.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>

namespace lathe::widgets {

void MainWindow::makeMenus()
{
    makeFileMenu();
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions(m_pipeline->editActions());
    edit->addSeparator();
    edit->addAction(tr("Settings…"), this, &MainWindow::openSettings)->setShortcut(QKeySequence("Ctrl+,"));
    makeViewMenu();
    makeRunMenu();
    makeHelpMenu();
}

void MainWindow::makeFileMenu()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->setToolTipsVisible(true);
    const auto add = [&](const QString& text, QKeySequence key, auto slot) {
        QAction* action = file->addAction(text, this, slot);
        action->setShortcut(key);
        return action;
    };
    add(tr("New recipe"), QKeySequence::New, &MainWindow::newRecipe);
    add(tr("Open recipe…"), QKeySequence::Open, &MainWindow::openRecipe);
    file->addSeparator();
    add(tr("New workspace…"), QKeySequence("Ctrl+Shift+N"), &MainWindow::newWorkspace);
    add(tr("Open workspace…"), QKeySequence("Ctrl+Shift+O"), &MainWindow::openProject);
    m_recent = file->addMenu(tr("Open recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    m_recent->setObjectName("recent");
    add(tr("Open the sample"), {}, &MainWindow::openSample);
    file->addSeparator();
    add(tr("Open model…"), QKeySequence("Ctrl+M"), [this] {
        goTo(Data);
        m_data->openModel();
    });
    // Ctrl+D duplicates on the canvas.
    add(tr("Open data…"), QKeySequence("Ctrl+Shift+D"), [this] {
        goTo(Data);
        m_data->openData();
    });
    file->addSeparator();
    add(tr("Save recipe"), QKeySequence::Save, &MainWindow::save);
    add(tr("Save recipe as…"), QKeySequence("Ctrl+Shift+S"), &MainWindow::saveAs);
    file->addSeparator();
    add(tr("Export model…"), QKeySequence("Ctrl+E"), [this] { exportModel(); });
    file->addSeparator();
    add(tr("Quit"), QKeySequence("Ctrl+Q"), &MainWindow::close);
}

void MainWindow::makeViewMenu()
{
    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("Find a command…"), this, &MainWindow::openPalette)->setShortcut(QKeySequence("Ctrl+K"));
    view->addSeparator();
    view->addAction(tr("Start page"), this, &MainWindow::showStart)->setShortcut(QKeySequence("Alt+Home"));
    for (int i = 0; i < PlaceCount; ++i) {
        QAction* action =
            view->addAction(placeTitle(Place(i)), this, [this, i] { goTo(Place(i)); });
        action->setShortcut(QKeySequence(QString("Ctrl+%1").arg(i + 1)));
        action->setData(kIsPlace);
    }
    view->addSeparator();
    view->addActions(m_pipeline->viewActions());
    view->addSeparator();
    makeThemeMenu(view);
    QAction* full = view->addAction(tr("Full screen"), this, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    full->setShortcut(QKeySequence("F11"));
}

void MainWindow::makeThemeMenu(QMenu* view)
{
    QMenu* theme = view->addMenu(tr("Theme"));
    m_themeActions = new QActionGroup(this);
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("As the system")},
                                                       {ThemeChoice::Light, tr("Light")},
                                                       {ThemeChoice::Dark, tr("Dark")}};
    for (const auto& [choice, title] : choices) {
        QAction* action = theme->addAction(title, this, [this, choice = choice] {
            Preferences preferences = Preferences::read();
            preferences.theme = choice;
            changePreferences(preferences);
        });
        action->setData(int(choice));
        action->setCheckable(true);
        action->setChecked(m_themes.choice() == choice);
        m_themeActions->addAction(action);
    }
}

void MainWindow::makeDeviceMenu(QMenu* run)
{
    QMenu* menu = run->addMenu(tr("Train on"));
    m_deviceActions = new QActionGroup(this);
    const std::pair<const char*, QString> devices[] = {{"cpu", tr("CPU")},
                                                       {"cuda", tr("GPU (CUDA)")}};
    for (const auto& [device, title] : devices) {
        QAction* action = menu->addAction(title, this, [this, device = device] {
            Preferences preferences = Preferences::read();
            preferences.device = device;
            changePreferences(preferences);
        });
        action->setData(device);
        action->setCheckable(true);
        action->setChecked(Preferences::read().device == device);
        m_deviceActions->addAction(action);
    }
}

void MainWindow::makeHelpMenu()
{
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    QAction* guide = help->addAction(tr("Guide"), this, &MainWindow::openGuideHere);
    guide->setShortcut(QKeySequence::HelpContents);
    guide->setShortcutContext(Qt::ApplicationShortcut); // also in the windows beside this one
    help->addAction(tr("Keyboard shortcuts…"), this, &MainWindow::showShortcuts)->setShortcut(QKeySequence("Ctrl+?"));
    help->addSeparator();
    help->addAction(tr("About Lathe…"), this, &MainWindow::about);
    help->addAction(tr("About Qt…"), qApp, &QApplication::aboutQt);
}

void MainWindow::warn(const QString& title, const QString& text)
{
    m_banner->showMessage(Banner::Tone::Warning, title, text, text);
}

void MainWindow::inform(const QString& title, const QString& text)
{
    m_banner->showMessage(Banner::Tone::Good, title, text);
}

void MainWindow::about()
{
    QMessageBox::about(
        this, tr("About Lathe"),
        tr("<h3>Lathe %1</h3><p>Compression experiments on transformer text classifiers: prune, "
           "distill, quantize, measure and compare.</p><p>Free software under the GNU General "
           "Public "
           "License, version 3 or later.</p><p>Built with Qt and Qt Charts (GPL-3.0), LibTorch "
           "(BSD-3-Clause), SQLite (public domain), SQLiteCpp, fmt, nlohmann-json, spdlog (MIT), "
           "CLI11 (BSD-3-Clause), Oniguruma (BSD-2-Clause), Unicode data (Unicode license) and the Inter font (OFL-1.1).</p>")
            .arg(QApplication::applicationVersion()));
}

} // namespace lathe::widgets
