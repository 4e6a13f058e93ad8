#include "widgets/compare/variant_table.h"

#include "widgets/common/kit.h"
#include "widgets/compare/lineage.h"
#include "widgets/compare/variant_model.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>

namespace lathe::widgets {

VariantTable::VariantTable(CompareStore& store, QWidget* parent)
    : Card(parent), m_store(store), m_model(new VariantModel(this)),
      m_sorted(new QSortFilterProxyModel(this)), m_table(new QTableView(this)),
      m_title(makeLabel({}, "faint", this)), m_columnMenu(new QMenu(this))
{
    column()->setContentsMargins(8, 6, 8, 8);
    column()->setSpacing(2);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 8, 0);
    head->setSpacing(16);
    head->addWidget(m_title, 1);
    auto* columns = makeButton(tr("Columns"), "link", this);
    columns->setMenu(m_columnMenu);
    columns->setProperty("opens", QByteArray("menu"));
    QPushButton* save = makeExportButton(this, [this] { return source(); });
    save->setAccessibleName(tr("Export the table"));
    head->addWidget(columns);
    head->addWidget(save);
    column()->addLayout(head);
    column()->addWidget(m_table, 1);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(VariantModel::SortRole);
    m_table->setModel(m_sorted);
    m_table->setItemDelegateForColumn(VariantModel::kName, new LineageDelegate(m_table));
    m_table->setAccessibleName(tr("Variants"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(31);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSortIndicatorClearable(true);
    header->setSectionResizeMode(VariantModel::kName, QHeaderView::Stretch);
    header->setMinimumSectionSize(60);
    for (int i = 1; i < m_model->columnCount(); ++i) {
        const std::string& key = m_model->columns()[size_t(i)].key;
        setSectionWidth(header, i, key == "delta" ? 104 : key == "kernels" ? 122 : 78);
    }
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setSortIndicator(-1, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint& at) { m_columnMenu->popup(header->mapToGlobal(at)); });
    connect(m_columnMenu, &QMenu::aboutToShow, this, &VariantTable::fillColumnMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &VariantTable::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &VariantTable::takeSelection);
    connect(&m_store, &CompareStore::comparisonChanged, this, &VariantTable::refresh);
    connect(&m_store, &CompareStore::verdictsChanged, this, &VariantTable::refresh);
    connect(&m_store, &CompareStore::selectionChanged, this, &VariantTable::showSelection);
    refresh();
    showSelection();
}

void VariantTable::refresh()
{
    m_isShowing = true; // a reset clears the selection, which nobody asked for
    m_model->setComparison(m_store.comparison());
    m_isShowing = false;
    refreshColumns();
    showSelection();
    const Comparison& comparison = *m_store.comparison();
    QString title = tr("Variants: %1").arg(comparison.variants.size());
    if (comparison.hidden > 0)
        title += tr(" · not shown: %1").arg(comparison.hidden);
    if (comparison.failed > 0 && !m_store.state().showsFailed)
        title += tr(" (failed or collapsed: %1)").arg(comparison.failed);
    title += tr(" · on the front: %1").arg(comparison.front.size());
    m_title->setText(title);
}

void VariantTable::refreshColumns()
{
    const CompareState& state = m_store.state();
    for (int i = 1; i < m_model->columnCount(); ++i) {
        const std::string& key = m_model->columns()[size_t(i)].key;
        const bool isChosen =
            key == state.quality ||
            std::find(state.columns.begin(), state.columns.end(), key) != state.columns.end();
        const bool isShown =
            isChosen && m_model->isKnown(i) && (!state.onlyDifferences || m_model->differs(i));
        m_table->setColumnHidden(i, !isShown);
    }
}

std::vector<int> VariantTable::shownColumns() const
{
    std::vector<int> columns;
    for (int i = 0; i < m_model->columnCount(); ++i)
        if (!m_table->isColumnHidden(i))
            columns.push_back(i);
    return columns;
}

void VariantTable::fillColumnMenu()
{
    m_columnMenu->clear();
    const auto change = [this](auto&& edit) {
        CompareState state = m_store.state();
        edit(state);
        m_store.setState(std::move(state));
    };
    QAction* differences = m_columnMenu->addAction(tr("Differences only"));
    differences->setToolTip(tr("Hides columns in which all variants are alike"));
    differences->setCheckable(true);
    differences->setChecked(m_store.state().onlyDifferences);
    connect(differences, &QAction::toggled, this, [change](bool isOn) {
        change([isOn](CompareState& state) { state.onlyDifferences = isOn; });
    });
    m_columnMenu->addAction(tr("All columns"), this, [this, change] {
        change([this](CompareState& state) {
            state.columns.clear();
            for (const VariantColumn& column : m_model->columns())
                state.columns.push_back(column.key);
        });
    });
    m_columnMenu->addAction(tr("Usual columns"), this, [change] {
        change([](CompareState& state) { state.columns = CompareState().columns; });
    });
    m_columnMenu->addSeparator();
    const std::vector<std::string>& chosen = m_store.state().columns;
    for (int i = 1; i < m_model->columnCount(); ++i) {
        const std::string key = m_model->columns()[size_t(i)].key;
        if (!m_model->isKnown(i) || key == m_store.state().quality)
            continue;
        QAction* action = m_columnMenu->addAction(m_model->title(i));
        action->setCheckable(true);
        action->setChecked(std::find(chosen.begin(), chosen.end(), key) != chosen.end());
        connect(action, &QAction::toggled, this, [change, key](bool isOn) {
            change([&](CompareState& state) {
                std::erase(state.columns, key);
                if (isOn)
                    state.columns.push_back(key);
            });
        });
    }
}

void VariantTable::showSelection()
{
    m_isShowing = true;
    QItemSelection selection;
    QModelIndex current;
    for (const std::string& id : m_store.selection())
        if (const int row = m_model->rowOf(id); row >= 0) {
            const QModelIndex index = m_sorted->mapFromSource(m_model->index(row, 0));
            selection.select(index, m_sorted->index(index.row(), m_model->columnCount() - 1));
            if (!current.isValid())
                current = index;
        }
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (current.isValid()) {
        m_table->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        m_table->scrollTo(current);
    }
    m_isShowing = false;
}

void VariantTable::takeSelection()
{
    if (m_isShowing)
        return;
    // Those that were selected before keep their order; the first is what details are about.
    std::vector<std::string> rows, ids;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        rows.push_back(m_model->at(m_sorted->mapToSource(index).row()).variant->id);
    for (const std::string& id : m_store.selection())
        if (std::erase(rows, id) > 0)
            ids.push_back(id);
    ids.insert(ids.end(), rows.begin(), rows.end());
    m_store.select(std::move(ids));
}

void VariantTable::showMenu(const QPoint& at)
{
    QMenu menu(this);
    const auto& selected = m_store.selection();
    if (!selected.empty())
        menu.addAction(tr("Make a report from the selected"), this,
                       [this] { Q_EMIT reportRequested(m_store.selection()); });
    if (const ComparedVariant* current = m_store.current(); current && selected.size() == 1 && !current->isPeer)
        menu.addAction(tr("Export model…"), this, [this] { Q_EMIT exportRequested(m_store.selection().front()); });
    addExportActions(menu.addMenu(tr("Export")), this, [this] { return source(); });
    menu.exec(m_table->viewport()->mapToGlobal(at));
}

ChartSource VariantTable::source()
{
    return {m_table, "variants", [this] {
                std::vector<int> rows;
                for (int i = 0; i < m_sorted->rowCount(); ++i)
                    rows.push_back(m_sorted->mapToSource(m_sorted->index(i, 0)).row());
                return tableCsv(*m_model, rows, shownColumns());
            }};
}

} // namespace lathe::widgets
