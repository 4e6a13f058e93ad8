#include "widgets/main_window/main_window.h"

#include "core/base/error.h"
#include "widgets/common/banner.h"
#include "widgets/common/format.h"
#include "widgets/data/data_place.h"
#include "widgets/pipeline/pipeline_view.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>

namespace lathe::widgets {

namespace {
constexpr auto kRecent = "recentRecipes";
constexpr auto kTheme = "theme";
constexpr auto kDevice = "device";
constexpr int kRecentCount = 8;

void remember(const QString& path)
{
    QSettings settings;
    QStringList recent = settings.value(kRecent).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    settings.setValue(kRecent, recent.mid(0, kRecentCount));
}
} // namespace

void MainWindow::makeMenus()
{
    makeFileMenu();
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions(m_pipeline->editActions());
    makeViewMenu();
    makeRunMenu();
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("About Lathe…"), this, &MainWindow::about);
    help->addAction(tr("About Qt…"), qApp, &QApplication::aboutQt);
}

void MainWindow::makeFileMenu()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    const auto add = [&](const QString& text, QKeySequence key, auto slot) {
        QAction* action = file->addAction(text, this, slot);
        action->setShortcut(key);
        return action;
    };
    add(tr("New recipe"), QKeySequence::New, &MainWindow::newRecipe);
    add(tr("Open recipe…"), QKeySequence::Open, &MainWindow::openRecipe);
    add(tr("Open project folder…"), QKeySequence("Ctrl+Shift+O"), &MainWindow::openProject);
    m_recent = file->addMenu(tr("Open recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    file->addSeparator();
    add(tr("Open model…"), QKeySequence("Ctrl+M"), [this] {
        goTo(Data);
        m_data->openModel();
    });
    add(tr("Open data…"), QKeySequence("Ctrl+D"), [this] {
        goTo(Data);
        m_data->openData();
    });
    file->addSeparator();
    add(tr("Save recipe"), QKeySequence::Save, &MainWindow::save);
    add(tr("Save recipe as…"), QKeySequence("Ctrl+Shift+S"), &MainWindow::saveAs);
    file->addSeparator();
    add(tr("Quit"), QKeySequence("Ctrl+Q"), &MainWindow::close);
}

void MainWindow::makeViewMenu()
{
    QMenu* view = menuBar()->addMenu(tr("&View"));
    for (int i = 0; i < PlaceCount; ++i) {
        QAction* action =
            view->addAction(placeTitle(Place(i)), this, [this, i] { goTo(Place(i)); });
        action->setShortcut(QKeySequence(QString("Ctrl+%1").arg(i + 1)));
    }
    view->addSeparator();
    view->addActions(m_pipeline->viewActions());
    view->addSeparator();
    QMenu* theme = view->addMenu(tr("Theme"));
    auto* group = new QActionGroup(this);
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("As the system")},
                                                       {ThemeChoice::Light, tr("Light")},
                                                       {ThemeChoice::Dark, tr("Dark")}};
    for (const auto& [choice, title] : choices) {
        QAction* action = theme->addAction(title, this, [this, choice = choice] {
            m_themes.setChoice(choice);
            QSettings().setValue(kTheme, int(choice));
        });
        action->setCheckable(true);
        action->setChecked(m_themes.choice() == choice);
        group->addAction(action);
    }
}

void MainWindow::makeDeviceMenu(QMenu* run)
{
    QMenu* menu = run->addMenu(tr("Train on"));
    auto* group = new QActionGroup(this);
    const std::pair<const char*, QString> devices[] = {{"cpu", tr("CPU")},
                                                       {"cuda", tr("GPU (CUDA)")}};
    for (const auto& [device, title] : devices) {
        QAction* action = menu->addAction(title, this, [this, device = device] {
            QSettings().setValue(kDevice, device);
            m_banner->showMessage(Banner::Tone::Good, tr("The device changes with the next start"),
                                  tr("Training, calibration and evaluation will run there; speed is "
                                     "always measured on the CPU."));
        });
        action->setCheckable(true);
        action->setChecked(QSettings().value(kDevice, "cpu").toString() == device);
        group->addAction(action);
    }
}

void MainWindow::warn(const QString& title, const QString& text)
{
    m_banner->showMessage(Banner::Tone::Warning, title, text, text);
}

void MainWindow::fillRecent()
{
    m_recent->clear();
    for (const QString& path : QSettings().value(kRecent).toStringList())
        m_recent->addAction(path, this, [this, path] {
            if (mayDiscard())
                openPath(path);
        });
    if (m_recent->isEmpty())
        m_recent->addAction(tr("Nothing yet"))->setEnabled(false);
}

void MainWindow::newRecipe()
{
    if (!mayDiscard())
        return;
    recipe::Recipe recipe;
    recipe.name = tr("Untitled").toStdString();
    recipe.model =
        m_session.document().recipe().model; // the next idea usually starts from the same place
    recipe.data = m_session.document().recipe().data;
    m_session.document().replace(recipe);
    goTo(Pipeline);
}

void MainWindow::openPath(const QString& path)
{
    try {
        m_session.openWorkspace(Workspace::of(path));
        m_banner->hide();
        remember(path);
        goTo(m_session.document().recipe().model.empty() ? Data : Pipeline);
    } catch (const Error& error) { // a slot: nothing may escape
        m_banner->showMessage(Banner::Tone::Bad, tr("%1 could not be opened").arg(path),
                              QString::fromStdString(error.full()),
                              QString::fromStdString(error.full()));
    }
}

void MainWindow::openRecipe()
{
    if (!mayDiscard())
        return;
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Open recipe"), toQString(m_session.workspace().recipesFolder()),
        tr("Recipes (*.json)"));
    if (!file.isEmpty())
        openPath(file);
}

void MainWindow::openProject()
{
    if (!mayDiscard())
        return;
    const QString folder = QFileDialog::getExistingDirectory(
        this, tr("Open project folder"), toQString(m_session.workspace().folder));
    if (!folder.isEmpty())
        openPath(folder);
}

bool MainWindow::save()
{
    const QString path = m_session.document().path();
    return path.isEmpty() ? saveAs() : saveTo(path);
}

bool MainWindow::saveAs()
{
    const QString name = QString::fromStdString(m_session.document().recipe().name);
    const QString start = toQString(m_session.workspace().recipesFolder() / toPath(name + ".json"));
    std::error_code ignored; // saving tells when the folder is missing
    std::filesystem::create_directories(m_session.workspace().recipesFolder(), ignored);
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Save recipe"), start, tr("Recipes (*.json)"));
    return !file.isEmpty() && saveTo(file.endsWith(".json") ? file : file + ".json");
}

bool MainWindow::saveTo(const QString& file)
{
    try {
        m_session.document().save(file);
        remember(file);
        return true;
    } catch (const Error& error) { // a slot: nothing may escape
        m_banner->showMessage(Banner::Tone::Bad, tr("The recipe was not saved"),
                              QString::fromStdString(error.full()));
        return false;
    }
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
