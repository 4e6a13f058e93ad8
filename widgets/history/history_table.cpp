#include "widgets/history/history_table.h"

#include "widgets/common/format.h"
#include "widgets/compare/lineage.h"
#include "widgets/history/column_chooser.h"
#include "widgets/history/history_model.h"

#include <QEvent>
#include <QHeaderView>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr int kNameWidth = 250, kNumberWidth = 92, kTextWidth = 112, kDateWidth = 148;
constexpr int kUnfoldAtMost = 300; // rows; found runs are opened while they stay below

QToolButton* makeToggle(const QString& text, const QString& toolTip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setCheckable(true);
    button->setProperty("role", QByteArray("toggle"));
    return button;
}

} // namespace

HistoryTable::HistoryTable(HistoryStore& store, QWidget* parent)
    : Card(parent), m_store(store), m_model(new HistoryModel(this)), m_view(new QTreeView(this)),
      m_title(makeLabel({}, "faint", this)),
      m_flat(makeToggle(tr("Variants only"), tr("Lists variants without their runs"), this)),
      m_differences(makeToggle(tr("Differences only"),
                               tr("Hides columns in which all shown rows are alike, and marks what "
                                  "differs from the selected row"),
                               this)),
      m_chooser(new ColumnChooser(store, this))
{
    column()->setContentsMargins(8, 8, 8, 8);
    column()->setSpacing(4);
    makeHead();
    makeView();
    m_resized.setSingleShot(true);
    m_resized.setInterval(200);
    connect(&m_resized, &QTimer::timeout, this, &HistoryTable::takeOrder);
    connect(&m_store, &HistoryStore::foundChanged, this, &HistoryTable::refresh);
    connect(&m_store, &HistoryStore::marksChanged, this,
            [this] { m_model->setNotes(m_store.notes()); });
    connect(&m_store, &HistoryStore::selectionChanged, this, &HistoryTable::showSelection);
    refresh();
}

void HistoryTable::makeHead()
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 4, 0);
    head->setSpacing(8);
    head->addWidget(m_title, 1);
    auto* columns = makeButton(tr("Columns"), "link", this);
    auto* save = makeButton(tr("Export CSV"), "link", this);
    columns->setAccessibleName(tr("Choose columns"));
    for (QWidget* part : std::initializer_list<QWidget*>{m_flat, m_differences, columns, save})
        head->addWidget(part);
    head->insertSpacing(3, 8);
    column()->addLayout(head);
    const auto change = [this](auto&& edit) {
        HistoryState state = m_store.state();
        edit(state);
        m_store.setState(std::move(state));
    };
    connect(m_flat, &QToolButton::toggled, this,
            [change](bool isOn) { change([&](HistoryState& s) { s.isFlat = isOn; }); });
    connect(m_differences, &QToolButton::toggled, this,
            [change](bool isOn) { change([&](HistoryState& s) { s.onlyDifferences = isOn; }); });
    connect(columns, &QPushButton::clicked, this, [this, columns] { m_chooser->popup(columns); });
    connect(save, &QPushButton::clicked, this, &HistoryTable::exportRequested);
}

void HistoryTable::makeView()
{
    m_view->setModel(m_model);
    m_view->setItemDelegateForColumn(0, new LineageDelegate(m_view));
    m_view->setAccessibleName(tr("Runs and variants"));
    m_view->setUniformRowHeights(true);
    m_view->setIndentation(16);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setExpandsOnDoubleClick(false);
    m_view->viewport()->installEventFilter(this);
    QHeaderView* header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setMinimumSectionSize(44);
    header->setFirstSectionMovable(false);
    column()->addWidget(m_view, 1);
    connect(header, &QHeaderView::sectionClicked, this, &HistoryTable::sortBy);
    connect(header, &QHeaderView::sectionResized, this, [this](int section) {
        if (m_isShowing)
            return;
        m_dragged.insert(m_model->column(section).key);
        m_resized.start();
    });
    connect(header, &QHeaderView::sectionMoved, this, [this] {
        if (!m_isShowing)
            m_resized.start();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HistoryTable::takeSelection);
    connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        m_unfolded.insert(index.data(HistoryModel::IdRole).toString().toStdString());
    });
    connect(m_view, &QTreeView::collapsed, this, [this](const QModelIndex& index) {
        m_unfolded.erase(index.data(HistoryModel::IdRole).toString().toStdString());
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        const QModelIndex index = m_view->currentIndex();
        Q_EMIT menuRequested(
            m_view->viewport()->mapToGlobal(at.isNull() ? m_view->visualRect(index).center() : at));
    });
}

bool HistoryTable::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && watched == m_view->viewport())
        fitName();
    return Card::eventFilter(watched, event);
}

void HistoryTable::refresh()
{
    m_isShowing = true; // a reset clears selection and widths, which nobody asked for
    const HistoryState& state = m_store.state();
    m_model->setContent(m_store.rows(), m_store.notes(), m_store.found(), state.columns);
    {
        const QSignalBlocker quietFlat(m_flat), quietDifferences(m_differences);
        m_flat->setChecked(state.isFlat);
        m_differences->setChecked(state.onlyDifferences);
    }
    QHeaderView* header = m_view->header();
    for (int i = 0; i < m_model->columnCount(); ++i) {
        const HistoryColumn& shown = m_model->column(i);
        const auto width = state.widths.find(shown.key);
        if (width != state.widths.end())
            header->resizeSection(i, width->second);
        else
            setSectionWidth(header, i,
                            i == 0                   ? kNameWidth
                            : shown.key == "started" ? kDateWidth
                            : shown.isNumber         ? kNumberWidth
                                                     : kTextWidth);
    }
    int sorted = -1;
    for (int i = 0; i < m_model->columnCount(); ++i)
        if (m_model->column(i).key == state.sort)
            sorted = i;
    header->setSortIndicator(sorted, state.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    const HistoryFound& found = *m_store.found();
    const bool unfoldsAll = state.isFiltered() && found.runs + found.variants <= kUnfoldAtMost;
    if (!found.isFlat) {
        const std::set<std::string> unfolded = m_unfolded;
        for (int i = 0; i < m_model->rowCount(); ++i) {
            const QModelIndex index = m_model->index(i, 0);
            if (unfoldsAll || (!unfolded.empty() &&
                               unfolded.contains(m_store.rows()->idOf(m_model->rowAt(index)))))
                m_view->expand(index);
        }
        if (unfoldsAll) // only what people opened themselves stays open afterwards
            m_unfolded = unfolded;
    }
    fitName();
    m_isShowing = false;
    refreshTitle();
    showSelection();
}

void HistoryTable::refreshTitle()
{
    const HistoryFound& found = *m_store.found();
    const history::Summary& all = *m_store.rows()->summary;
    QString title =
        tr("Runs: %1 · variants: %2").arg(formatCount(found.runs), formatCount(found.variants));
    if (m_store.state().isFiltered())
        title += tr(" of %1").arg(formatCount(qint64(all.variants.size())));
    if (m_store.state().onlyDifferences && !found.alike.empty())
        title += tr(" · columns alike: %1").arg(found.alike.size());
    m_title->setText(title);
}

// The name takes what the others leave, and never less than it needs.
void HistoryTable::fitName()
{
    if (m_model->columnCount() == 0 || m_store.state().widths.contains("name"))
        return;
    const bool wasShowing = std::exchange(m_isShowing, true);
    int others = 0;
    for (int i = 1; i < m_model->columnCount(); ++i)
        others += m_view->header()->sectionSize(i);
    m_view->header()->resizeSection(0, std::max(kNameWidth, m_view->viewport()->width() - others));
    m_isShowing = wasShowing;
}

void HistoryTable::sortBy(int section)
{
    HistoryState state = m_store.state();
    const std::string& key = m_model->column(section).key;
    if (state.sort != key) {
        state.sort = key;
        state.isDescending = m_model->column(section).isNumber || key == "started";
        if (const auto* metric = m_model->column(section).metric)
            state.isDescending = metric->better == analysis::Better::Higher; // the best first
    } else {
        state.isDescending = !state.isDescending;
    }
    m_store.setState(std::move(state));
}

// Order and widths that someone gave the columns by hand.
void HistoryTable::takeOrder()
{
    HistoryState state = m_store.state();
    QHeaderView* header = m_view->header();
    std::vector<std::string> shown;
    for (int visual = 0; visual < m_model->columnCount(); ++visual) {
        const int section = header->logicalIndex(visual);
        const std::string& key = m_model->column(section).key;
        if (section != 0)
            shown.push_back(key);
        if (m_dragged.contains(key))
            state.widths[key] = header->sectionSize(section);
    }
    m_dragged.clear();
    auto next = shown.begin();
    for (std::string& key : state.columns) // those that are hidden now keep their places
        if (std::find(shown.begin(), shown.end(), key) != shown.end())
            key = *next++;
    m_isShowing = true; // the model has the columns in this order as soon as the store has
    for (int i = 0; i < m_model->columnCount(); ++i)
        header->moveSection(header->visualIndex(i), i);
    m_isShowing = false;
    m_resized.stop();
    m_store.setState(std::move(state));
}

void HistoryTable::showSelection()
{
    if (m_isShowing)
        return;
    m_isShowing = true;
    QItemSelection selection;
    QModelIndex current;
    for (const std::string& id : m_store.selection())
        if (const QModelIndex index = m_model->indexOf(id); index.isValid()) {
            selection.select(index, index.siblingAtColumn(m_model->columnCount() - 1));
            if (!current.isValid())
                current = index;
        }
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (current.isValid()) {
        if (!selection.contains(m_view->currentIndex()))
            m_view->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        m_view->scrollTo(current);
    }
    showReference();
    m_isShowing = false;
}

void HistoryTable::takeSelection()
{
    if (m_isShowing)
        return;
    // Those that were selected before keep their order; the first is what details are about.
    std::set<std::string> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows())
        rows.insert(index.data(HistoryModel::IdRole).toString().toStdString());
    std::vector<std::string> ids;
    for (const std::string& id : m_store.selection())
        if (rows.erase(id) > 0)
            ids.push_back(id);
    ids.insert(ids.end(), rows.begin(), rows.end());
    m_isShowing = true; // the view has it already
    m_store.select(std::move(ids));
    m_isShowing = false;
    showReference();
}

void HistoryTable::showReference()
{
    m_model->setReference(m_store.state().onlyDifferences ? m_store.current() : std::nullopt);
}

QByteArray HistoryTable::csv() const
{
    return historyCsv(*m_store.rows(), *m_store.notes(), *m_store.found(), m_store.state().columns);
}

} // namespace lathe::widgets
