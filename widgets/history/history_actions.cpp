#include "widgets/history/history_actions.h"

#include "widgets/common/format.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QUrl>
#include <QWidget>

#include <algorithm>

namespace lathe::widgets {

HistoryActions::HistoryActions(HistoryStore& store, QWidget* parent)
    : QObject(parent), m_store(store), m_widget(parent)
{
    openRecipe =
        add(tr("Open the recipe on the canvas"), tr("Open recipe"), {}, &HistoryActions::askOpen);
    runAgain = add(tr("Run the recipe again"), tr("Run again"), {}, &HistoryActions::askRun);
    compare =
        add(tr("Compare"), tr("Compare"), QKeySequence("Ctrl+Return"), &HistoryActions::askCompare);
    report = add(tr("Make a report"), tr("Report"), {}, &HistoryActions::askReport);
    speed = add(tr("Measure speed…"), tr("Speed"), {}, &HistoryActions::askSpeed);
    exportModel = add(tr("Export model…"), tr("Export"), {}, &HistoryActions::askExport);
    folder = add(tr("Show the model's folder"), tr("Folder"), {}, &HistoryActions::showFolder);
    copyId = add(tr("Copy the id"), tr("Copy id"), {}, &HistoryActions::copy);
    star = add(tr("Star"), tr("Star"), QKeySequence("Ctrl+B"), &HistoryActions::toggleStar);
    remove =
        add(tr("Delete the run"), tr("Delete"), QKeySequence::Delete, &HistoryActions::removeRuns);
    undo = add(tr("Undo"), tr("Undo"), {}, &HistoryActions::undoEdit);
    redo = add(tr("Redo"), tr("Redo"), {}, &HistoryActions::redoEdit);
    connect(&m_store, &HistoryStore::selectionChanged, this, &HistoryActions::refresh);
    connect(&m_store, &HistoryStore::foundChanged, this, &HistoryActions::refresh);
    connect(&m_store, &HistoryStore::marksChanged, this, &HistoryActions::refresh);
    connect(&m_store, &HistoryStore::readOnlyChanged, this, &HistoryActions::refresh);
    connect(&m_store.session(), &Session::runStateChanged, this, &HistoryActions::refresh);
    connect(&m_store.undoStack(), &QUndoStack::indexChanged, this, &HistoryActions::refresh);
    refresh();
}

QAction* HistoryActions::add(const QString& text, const QString& shortText, const QKeySequence& key,
                             void (HistoryActions::*slot)())
{
    auto* action = new QAction(text, this);
    action->setIconText(shortText);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    m_widget->addAction(action);
    return action;
}

QList<QAction*> HistoryActions::forMenu() const
{
    return {openRecipe, runAgain, compare, report, speed, exportModel, folder, copyId, star, remove};
}

void HistoryActions::refresh()
{
    const auto runs = m_store.selectedRuns();
    const bool hasOne = runs.size() == 1, isFree = !m_store.session().isRunning();
    const bool hasVariants = std::any_of(
        m_store.selection().begin(), m_store.selection().end(), [this](const std::string& id) {
            const auto row = m_store.rows()->rowOf(id);
            return row && (!row->isRun() || m_store.rows()->run(*row).variants > 0);
        });
    openRecipe->setEnabled(hasOne);
    runAgain->setEnabled(hasOne && isFree && !m_store.isReadOnly());
    compare->setEnabled(hasVariants);
    report->setEnabled(hasVariants);
    speed->setEnabled(hasVariants && isFree);
    exportModel->setEnabled(!exportable().empty());
    folder->setEnabled(hasVariants);
    copyId->setEnabled(!runs.empty());
    star->setEnabled(!runs.empty() && !m_store.isReadOnly());
    const auto current = m_store.current();
    const bool isStarred = current && m_store.mark(m_store.rows()->idOf(*current)).isStarred;
    star->setText(isStarred ? tr("Take the star away") : tr("Star"));
    remove->setEnabled(!runs.empty() && !m_store.isReadOnly());
    remove->setText(runs.size() > 1 ? tr("Delete %1 runs").arg(runs.size()) : tr("Delete the run"));
    undo->setEnabled(m_store.undoStack().canUndo() && !m_store.isReadOnly());
    redo->setEnabled(m_store.undoStack().canRedo() && !m_store.isReadOnly());
}

void HistoryActions::askOpen()
{
    if (const auto runs = m_store.selectedRuns(); !runs.empty())
        Q_EMIT openRecipeRequested(runs.front());
}

void HistoryActions::askRun()
{
    if (const auto runs = m_store.selectedRuns(); !runs.empty())
        Q_EMIT runAgainRequested(runs.front());
}

void HistoryActions::askCompare()
{
    const auto runs = m_store.selectedRuns();
    std::vector<std::string> variants;
    for (const std::string& id : m_store.selection())
        if (const auto row = m_store.rows()->rowOf(id); row && !row->isRun())
            variants.push_back(id);
    if (!runs.empty())
        Q_EMIT compareRequested(runs.size() == 1 ? runs.front() : std::string(), variants);
}

void HistoryActions::askReport()
{
    if (const auto variants = m_store.selectedVariants(); !variants.empty())
        Q_EMIT reportRequested(variants);
}

std::vector<std::filesystem::path> HistoryActions::models() const
{
    std::vector<std::filesystem::path> folders;
    for (const std::string& id : m_store.selectedVariants()) {
        const auto row = m_store.rows()->rowOf(id);
        const std::filesystem::path model = m_store.rows()->variant(*row)->model;
        if (std::find(folders.begin(), folders.end(), model) == folders.end())
            folders.push_back(model);
    }
    return folders;
}

void HistoryActions::askSpeed()
{
    if (const auto folders = models(); !folders.empty())
        Q_EMIT speedRequested(folders);
}

std::string HistoryActions::exportable() const
{
    if (m_store.selection().size() != 1)
        return {};
    const auto row = m_store.rows()->rowOf(m_store.selection().front());
    const bool isOne = row && !row->isRun() && m_store.rows()->variant(*row)->runtime.empty();
    return isOne ? m_store.selection().front() : std::string();
}

void HistoryActions::askExport()
{
    if (const std::string id = exportable(); !id.empty())
        Q_EMIT exportRequested(id);
}

void HistoryActions::showFolder()
{
    if (const auto folders = models(); !folders.empty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(folders.front())));
}

void HistoryActions::copy()
{
    QStringList ids;
    for (const std::string& id : m_store.selection())
        ids += QString::fromStdString(id);
    QGuiApplication::clipboard()->setText(ids.join('\n'));
}

void HistoryActions::toggleStar()
{
    if (const auto current = m_store.current())
        m_store.setStarred(m_store.selection(),
                           !m_store.mark(m_store.rows()->idOf(*current)).isStarred);
}

void HistoryActions::removeRuns()
{
    m_store.removeRuns(m_store.selectedRuns());
}

void HistoryActions::undoEdit()
{
    m_store.undoStack().undo();
}

void HistoryActions::redoEdit()
{
    m_store.undoStack().redo();
}

} // namespace lathe::widgets
