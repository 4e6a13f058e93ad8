#include "widgets/main_window/main_window.h"

#include "core/base/error.h"
#include "widgets/common/banner.h"
#include "widgets/common/format.h"
#include "widgets/data/data_place.h"
#include "widgets/session/autosave.h"
#include "widgets/settings/preferences.h"
#include "widgets/start/dropped.h"
#include "widgets/start/sample.h"

#include <QDir>
#include <QFileDialog>
#include <QMenu>

namespace lathe::widgets {

void MainWindow::fillRecent()
{
    m_recent->clear();
    const auto add = [this](const QStringList& paths) {
        for (const QString& path : paths)
            m_recent->addAction(path, this, [this, path] {
                if (mayDiscard())
                    openPath(path);
            });
    };
    add(recent(keys::kRecentWorkspaces));
    m_recent->addSeparator();
    add(recent(keys::kRecentRecipes));
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

bool MainWindow::openPath(const QString& path)
{
    try {
        m_session.openWorkspace(Workspace::of(path));
        m_banner->hide();
        if (path.endsWith(".json"))
            remember(keys::kRecentRecipes, path);
        remember(keys::kRecentWorkspaces, toQString(m_session.workspace().folder));
        goTo(m_session.document().recipe().model.empty() ? Data : Pipeline);
        return true;
    } catch (const Error& error) { // a slot: nothing may escape
        m_banner->showMessage(Banner::Tone::Bad, tr("%1 could not be opened").arg(path),
                              QString::fromStdString(error.full()),
                              QString::fromStdString(error.full()));
        return false;
    }
}

void MainWindow::newWorkspace()
{
    if (!mayDiscard())
        return;
    const QString parent = Preferences::read().workspacesFolder;
    QDir().mkpath(parent); // otherwise the dialog begins somewhere else
    const QString folder = QFileDialog::getSaveFileName(this, tr("New workspace: name its folder"),
                                                        QDir(parent).filePath(tr("workspace")), {}, nullptr,
                                                        QFileDialog::ShowDirsOnly);
    if (folder.isEmpty())
        return;
    if (!QDir().mkpath(QDir(folder).filePath("recipes"))) {
        warn(tr("%1 could not be made").arg(folder), tr("Choose a folder that you may write to."));
        return;
    }
    if (openPath(folder))
        showStart();
}

void MainWindow::openSample()
{
    if (!mayDiscard())
        return;
    const QString folder = QDir(Preferences::read().workspacesFolder).filePath("sample");
    try {
        layOutSample(toPath(folder));
    } catch (const Error& error) { // a slot: nothing may escape
        warn(tr("The sample could not be laid out"), QString::fromStdString(error.full()));
        return;
    }
    openPath(folder);
}

void MainWindow::use(const Dropped& dropped)
{
    switch (dropped.kind) {
    case Dropped::Kind::Workspace:
    case Dropped::Kind::Recipe:
        if (mayDiscard())
            openPath(toQString(dropped.path));
        return;
    case Dropped::Kind::Model:
        m_session.document().setModel(dropped.path);
        goTo(Data);
        return;
    case Dropped::Kind::Data:
        goTo(Data);
        m_data->openData(dropped.data);
        return;
    case Dropped::Kind::Nothing:
        m_banner->showMessage(Banner::Tone::Bad, tr("This cannot be used here"), dropped.problem);
        return;
    }
}

void MainWindow::recover()
{
    if (!mayDiscard())
        return;
    m_autosave->recover();
    goTo(Pipeline);
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
        this, tr("Open workspace"), toQString(m_session.workspace().folder));
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

bool MainWindow::maySaveTo(const QString& file) const
{
    const auto inside = toPath(file).lexically_relative(m_session.workspace().folder);
    return m_session.access().isWritable() || inside.empty() || *inside.begin() == "..";
}

bool MainWindow::saveTo(const QString& file)
{
    if (!maySaveTo(file)) {
        m_banner->showMessage(Banner::Tone::Warning, tr("The recipe was not saved"),
                              tr("%1 Save it under a name outside of %2 (Save recipe as…).")
                                  .arg(m_session.access().whyReadOnly(), toQString(m_session.workspace().folder)));
        return false;
    }
    try {
        m_session.document().save(file);
        remember(keys::kRecentRecipes, file);
        return true;
    } catch (const Error& error) { // a slot: nothing may escape
        m_banner->showMessage(Banner::Tone::Bad, tr("The recipe was not saved"),
                              QString::fromStdString(error.full()));
        return false;
    }
}

} // namespace lathe::widgets
