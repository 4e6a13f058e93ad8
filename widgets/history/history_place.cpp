#include "widgets/history/history_place.h"

#include "core/base/files.h"
#include "widgets/common/banner.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/history/facet_panel.h"
#include "widgets/history/history_actions.h"
#include "widgets/history/history_model.h"
#include "widgets/history/history_table.h"
#include "widgets/history/run_details.h"
#include "widgets/history/search_field.h"
#include "widgets/history/undo_bar.h"

#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>

namespace lathe::widgets {

namespace {
constexpr int kSideWidth = 232, kDetailsWidth = 330;
} // namespace

HistoryPlace::HistoryPlace(Session& session, QWidget* parent)
    : QWidget(parent), m_store(session), m_banner(new Banner(this)), m_undoBar(new UndoBar(this)),
      m_pages(new QStackedWidget(this)), m_results(new QStackedWidget(this)),
      m_actions(new HistoryActions(m_store, this)), m_facets(new FacetPanel(m_store, this)),
      m_search(new SearchField(m_store, this)), m_table(new HistoryTable(m_store, this)),
      m_details(new RunDetails(m_store, this))
{
    makePages();
    connectParts();
    refresh();
}

HistoryPlace::~HistoryPlace()
{
    m_details->commit();
    m_store.undoStack().disconnect(this); // it empties itself, when the bar may be gone
    delete m_details; // before the store that it shows, and so the others
    delete m_table;
    delete m_search;
    delete m_facets;
    delete m_actions;
}

void HistoryPlace::makePages()
{
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);
    auto* loading = makeLabel(tr("The history is being read…"), "muted", this);
    loading->setAlignment(Qt::AlignCenter);
    m_pages->addWidget(loading);
    auto* empty = new EmptyState(
        "history", tr("No runs in this workspace yet"),
        tr("Each run is kept here with its recipe, variants, predictions and the machine that "
           "measured them."),
        tr("Run the recipe"), this);
    connect(empty, &EmptyState::triggered, this, &HistoryPlace::runRequested);
    m_pages->addWidget(empty);

    auto* page = new QWidget(this);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 14, 12);
    row->setSpacing(14);
    QFrame* side = makeFrame("side", page);
    side->setFixedWidth(kSideWidth);
    auto* sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(14, 16, 10, 12);
    sideColumn->addWidget(m_facets);
    row->addWidget(side);
    auto* nothing = new EmptyState("search", tr("Nothing matches"),
                                   tr("No run or variant meets the search and the filters."),
                                   tr("Clear search and filters"), this);
    connect(nothing, &EmptyState::triggered, this, &HistoryPlace::clearFilters);
    m_results->addWidget(m_table);
    m_results->addWidget(nothing);
    auto* middle = new QVBoxLayout;
    middle->setContentsMargins(0, 14, 0, 0);
    middle->setSpacing(10);
    middle->addWidget(m_search);
    middle->addWidget(m_banner);
    middle->addWidget(m_undoBar);
    auto* split = new QSplitter(Qt::Horizontal, page);
    split->setHandleWidth(12);
    split->setChildrenCollapsible(false);
    split->addWidget(m_results);
    split->addWidget(m_details);
    m_details->setMinimumWidth(kDetailsWidth - 40);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 0);
    split->setSizes({900, kDetailsWidth});
    middle->addWidget(split, 1);
    row->addLayout(middle, 1);
    m_pages->addWidget(page);
    m_details->addActions({m_actions->openRecipe, m_actions->runAgain, m_actions->compare});
}

void HistoryPlace::connectParts()
{
    connect(&m_store, &HistoryStore::foundChanged, this, &HistoryPlace::refresh);
    connect(&m_store, &HistoryStore::failed, this, [this](const Trouble& trouble) {
        m_banner->showMessage(Banner::Tone::Bad, tr("The history cannot be used"),
                              trouble.remedy.isEmpty() ? trouble.text
                                                       : trouble.text + "\n" + trouble.remedy);
    });
    connect(&m_store, &HistoryStore::runsRemoved, this, [this](int count) {
        m_undoBar->showMessage(count == 1 ? tr("Run deleted.") : tr("%1 runs deleted.").arg(count));
    });
    connect(m_undoBar, &UndoBar::undoRequested, m_actions->undo, &QAction::trigger);
    connect(&m_store.undoStack(), &QUndoStack::indexChanged, this, [this](int index) {
        const bool isLast = index == m_store.undoStack().count() && index > 0;
        if (!isLast || !m_store.undoStack().command(index - 1)->text().startsWith(
                           HistoryStore::tr("Delete runs")))
            m_undoBar->hide();
    });
    connect(m_actions, &HistoryActions::compareRequested, this, &HistoryPlace::compareRequested);
    connect(m_actions, &HistoryActions::openRecipeRequested, this,
            &HistoryPlace::openRecipeRequested);
    connect(m_actions, &HistoryActions::runAgainRequested, this, &HistoryPlace::runAgainRequested);
    connect(m_actions, &HistoryActions::reportRequested, this, &HistoryPlace::reportRequested);
    connect(m_actions, &HistoryActions::speedRequested, this, &HistoryPlace::speedRequested);
    connect(m_actions, &HistoryActions::exportRequested, this, &HistoryPlace::exportRequested);
    connect(m_table, &HistoryTable::exportRequested, this, &HistoryPlace::exportCsv);
    connect(m_table, &HistoryTable::menuRequested, this, &HistoryPlace::showMenu);
    connect(m_table->view(), &QTreeView::doubleClicked, m_actions->compare, &QAction::trigger);
    auto* find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, this, [this] {
        m_search->edit()->setFocus(Qt::ShortcutFocusReason);
        m_search->edit()->selectAll();
    });
    addAction(find);
    m_table->view()->installEventFilter(this);
    m_facets->view()->installEventFilter(this);
}

// Ctrl+Z belongs to the list while it has the focus; elsewhere the recipe's undo takes it.
bool HistoryPlace::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    QAction* action = key->matches(QKeySequence::Undo)   ? m_actions->undo
                      : key->matches(QKeySequence::Redo) ? m_actions->redo
                                                         : nullptr;
    if (!action && watched == m_table->view() && event->type() == QEvent::KeyPress &&
        (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && !key->modifiers())
        action = m_actions->compare;
    if (!action)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        action->trigger();
    event->accept();
    return true;
}

HistoryModel* HistoryPlace::model() const
{
    return m_table->model();
}

HistoryPlace::Page HistoryPlace::page() const
{
    return Page(m_pages->currentIndex());
}

bool HistoryPlace::saysNothingMatches() const
{
    return m_results->currentIndex() == 1;
}

void HistoryPlace::refresh()
{
    m_pages->setCurrentIndex(m_store.isLoading()                                  ? Loading
                             : m_store.isEmpty() && !m_undoBar->isVisibleTo(this) ? Empty
                                                                                  : Content);
    m_results->setCurrentIndex(m_store.found()->groups.empty() && m_store.state().isFiltered());
}

void HistoryPlace::clearFilters()
{
    HistoryState state = m_store.state();
    state.search.clear();
    state.chosen.clear();
    m_store.setState(std::move(state));
}

void HistoryPlace::showMenu(const QPoint& at)
{
    QMenu menu(this);
    menu.addActions(m_actions->forMenu());
    menu.insertSeparator(m_actions->compare);
    menu.insertSeparator(m_actions->folder);
    menu.insertSeparator(m_actions->remove);
    menu.exec(at);
}

void HistoryPlace::exportCsv()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export CSV"), "lathe-history.csv",
                                                      tr("CSV (*.csv)"));
    if (file.isEmpty())
        return;
    m_exportJob.start(
        [file, rows = m_store.rows(), notes = m_store.notes(), found = m_store.found(),
         columns = m_store.state().columns](const std::stop_token&) {
            writeFile(toPath(file), historyCsv(*rows, *notes, *found, columns).toStdString());
            return true;
        },
        [this, file](bool) { m_banner->showMessage(Banner::Tone::Good, tr("Exported"), file); },
        [this](const Trouble& trouble) {
            m_banner->showMessage(Banner::Tone::Bad, tr("The file could not be written"),
                                  trouble.text + "\n" + trouble.remedy);
        });
}

} // namespace lathe::widgets
