#include "widgets/settings/storage_card.h"

#include "core/recipe/recipe_file.h"
#include "widgets/common/format.h"

#include <QMessageBox>

namespace lathe::widgets {

namespace {

// What the history, the workspace's recipes and the open recipe name.
std::set<std::filesystem::path> usedModels(const Workspace& workspace, std::set<std::filesystem::path> used)
{
    if (std::filesystem::exists(workspace.historyFile()))
        for (const auto& variant :
             history::History(workspace.historyFile(), history::History::Mode::ReadOnly).summary().variants)
            used.insert(variant.model);
    for (const auto& file : workspace.recipes()) // one that cannot be read may name anything: it is told
        used.insert(recipe::loadRecipe(file).model);
    return used;
}

} // namespace

StorageCard::StorageCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_words(makeLabel({}, "muted", this)),
      m_clean(makeButton(tr("Clean up unused models…"), "", this))
{
    column()->addWidget(makeLabel(tr("Models of past runs"), "title", this));
    m_words->setWordWrap(true);
    column()->addWidget(m_words);
    column()->addWidget(m_clean, 0, Qt::AlignLeft);
    connect(m_clean, &QPushButton::clicked, this, &StorageCard::ask);
    connect(&m_session, &Session::runStateChanged, this, &StorageCard::refresh);
    connect(&m_session.access(), &WorkspaceAccess::changed, this, &StorageCard::refresh);
    read();
}

void StorageCard::read()
{
    m_use.reset();
    refresh();
    m_job.start(
        [workspace = m_session.workspace(), open = m_session.document().recipe().model](const std::stop_token&) {
            return runner::cacheUse(workspace.folder, usedModels(workspace, {open}));
        },
        [this](const runner::CacheUse& use) {
            m_use = use;
            refresh();
        },
        [this](const Trouble& trouble) {
            m_trouble = trouble.text + " " + trouble.remedy;
            refresh();
        });
}

void StorageCard::refresh()
{
    const bool hasUnused = m_use && !m_use->unused.empty();
    if (!m_trouble.isEmpty())
        m_words->setText(m_trouble);
    else if (!m_use)
        m_words->setText(tr("Reading the folder…"));
    else if (m_use->artifacts == 0)
        m_words->setText(tr("This workspace holds no models of runs yet."));
    else if (m_use->unused.empty())
        m_words->setText(tr("%1 models take %2 in %3. The history or a recipe names each of them.")
                             .arg(m_use->artifacts)
                             .arg(formatMegabytes(double(m_use->bytes)),
                                  toQString(m_session.workspace().folder / "artifacts")));
    else
        m_words->setText(tr("%1 models take %2 in %3. Of them %4, with %5, belong to no run of the history and to no "
                            "recipe.")
                             .arg(m_use->artifacts)
                             .arg(formatMegabytes(double(m_use->bytes)),
                                  toQString(m_session.workspace().folder / "artifacts"))
                             .arg(m_use->unused.size())
                             .arg(formatMegabytes(double(m_use->unusedBytes))));
    m_clean->setEnabled(hasUnused && m_session.access().isWritable() && !m_session.isRunning());
    m_clean->setToolTip(m_session.isRunning() ? tr("Wait for the run to end")
                        : !m_session.access().isWritable() ? m_session.access().whyReadOnly()
                        : hasUnused ? QString()
                                    : tr("There is nothing to remove"));
    Q_EMIT changed();
}

void StorageCard::ask()
{
    const auto answer = QMessageBox::question(
        this, tr("Clean up unused models"),
        tr("Remove %1 models, %2, from the disk? No run of the history and no recipe of this workspace names them. A "
           "run that needs such a step later computes it again.")
            .arg(m_use->unused.size())
            .arg(formatMegabytes(double(m_use->unusedBytes))),
        QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Cancel);
    if (answer == QMessageBox::Yes)
        clean();
}

void StorageCard::clean()
{
    if (!m_use || !m_session.access().isWritable() || m_session.isRunning())
        return;
    m_clean->setEnabled(false);
    m_job.start(
        [workspace = m_session.workspace(), open = m_session.document().recipe().model](const std::stop_token&) {
            // Once more: a run may have ended since.
            const std::set<std::filesystem::path> used = usedModels(workspace, {open});
            runner::removeArtifacts(workspace.folder, runner::cacheUse(workspace.folder, used).unused);
            return runner::cacheUse(workspace.folder, used);
        },
        [this](const runner::CacheUse& use) {
            m_use = use;
            refresh();
        },
        [this](const Trouble& trouble) {
            m_trouble = trouble.text + " " + trouble.remedy;
            refresh();
        });
}

} // namespace lathe::widgets
