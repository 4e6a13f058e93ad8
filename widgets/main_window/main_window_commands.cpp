#include "widgets/main_window/main_window.h"

#include "widgets/commands/command_palette.h"
#include "widgets/commands/shortcuts_dialog.h"
#include "widgets/common/format.h"
#include "widgets/theme/said.h"
#include "widgets/compare/compare_place.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/session/autosave.h"
#include "widgets/settings/preferences.h"
#include "widgets/settings/settings_dialog.h"

#include <QActionGroup>
#include <QMenuBar>

namespace lathe::widgets {

void MainWindow::openPalette()
{
    m_palette->open(commands());
}

void MainWindow::showShortcuts()
{
    ShortcutsDialog(menuBar(), this).exec();
}

void MainWindow::openSettings()
{
    SettingsDialog dialog(Preferences::read(), m_session, this);
    if (dialog.exec() == QDialog::Accepted)
        changePreferences(dialog.preferences());
}

void MainWindow::changePreferences(const Preferences& preferences)
{
    const Preferences before = Preferences::read();
    preferences.write();
    m_themes.setChoice(preferences.theme);
    m_autosave->setEnabled(preferences.autosaves);
    for (QAction* action : m_themeActions->actions())
        action->setChecked(action->data().toInt() == int(preferences.theme));
    for (QAction* action : m_deviceActions->actions())
        action->setChecked(action->data().toString() == preferences.device);
    if (preferences.language != before.language)
        inform(tr("The language changes with the next start"), {});
    if (preferences.threads != before.threads || preferences.device != before.device)
        Q_EMIT engineSettingsChanged(preferences);
}

void MainWindow::addActions(std::vector<Command>& commands, const QMenu& menu) const
{
    for (QAction* action : menu.actions()) {
        if (action->menu() == m_recent) // workspaces and recipes stand there under better names
            continue;
        if (action->menu()) {
            addActions(commands, *action->menu());
            continue;
        }
        if (action->isSeparator() || !action->isEnabled() || action->text().isEmpty() || action->data() == kIsPlace)
            continue;
        const QString parent = plainText(menu.title());
        commands.push_back({Command::Kind::Action, plainText(action->text()), parent,
                            action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }});
    }
}

std::vector<Command> MainWindow::commands()
{
    std::vector<Command> result;
    for (int i = 0; i < PlaceCount; ++i)
        result.push_back({Command::Kind::Place, placeTitle(Place(i)), {}, QString("Ctrl+%1").arg(i + 1),
                          [this, i] { goTo(Place(i)); }});
    for (const QAction* menu : menuBar()->actions())
        if (menu->menu())
            addActions(result, *menu->menu());
    for (const recipe::StageInfo& stage : m_session.document().catalog().all())
        result.push_back({Command::Kind::Stage, said(stage.title), said(stage.summary), {}, [this, id = stage.id] {
                              goTo(Pipeline);
                              m_pipeline->addStage(id);
                          }});
    for (const auto& file : m_session.workspace().recipes())
        result.push_back({Command::Kind::Recipe, toQString(file.stem()), m_session.workspace().shown(file), {},
                          [this, path = toQString(file)] {
                              if (mayDiscard())
                                  openPath(path);
                          }});
    for (const QString& folder : recent(keys::kRecentWorkspaces))
        result.push_back({Command::Kind::Workspace, folder.section('/', -1), folder, {}, [this, folder] {
                              if (mayDiscard())
                                  openPath(folder);
                          }});
    for (const history::RunRow& run : m_session.runs())
        result.push_back({Command::Kind::Run, QString::fromStdString(run.name), formatTime(run.started), {},
                          [this, id = run.id] {
                              m_compare->showRun(id);
                              goTo(Compare);
                          }});
    for (const runner::Variant& variant : m_session.variants())
        result.push_back({Command::Kind::Variant, QString::fromStdString(variant.lineage),
                          QString::fromStdString(variant.runId), {},
                          [this, run = variant.runId, id = variant.id] {
                              m_compare->showRun(run);
                              m_compare->select(id);
                              goTo(Compare);
                          }});
    return result;
}

} // namespace lathe::widgets
