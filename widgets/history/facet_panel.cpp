#include "widgets/history/facet_panel.h"

#include "widgets/common/kit.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTreeView>

namespace lathe::widgets {

FacetPanel::FacetPanel(HistoryStore& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_model(new FacetModel(this)), m_view(new QTreeView(this)),
      m_clear(makeButton(tr("Clear"), "link", this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Narrow down"), "section", this), 1);
    m_clear->setAccessibleName(tr("Clear the search and all filters"));
    head->addWidget(m_clear);
    column->addLayout(head);
    m_view->setProperty("role", QByteArray("facets"));
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Filters"));
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setMinimumSectionSize(30);
    m_view->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_view->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_view->header()->resizeSection(1, 58);
    column->addWidget(m_view, 1);
    connect(m_model, &FacetModel::chosen, this, &FacetPanel::choose);
    connect(m_view, &QTreeView::clicked, this, &FacetPanel::activate);
    connect(m_view, &QTreeView::activated, this, &FacetPanel::activate);
    connect(m_view, &QTreeView::collapsed, this, [this](const QModelIndex& index) {
        m_folded.insert(index.data(FacetModel::FacetRole).toInt());
    });
    connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        m_folded.erase(index.data(FacetModel::FacetRole).toInt());
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        HistoryState state = m_store.state();
        state.chosen.clear();
        state.search.clear();
        m_store.setState(std::move(state));
    });
    connect(&m_store, &HistoryStore::foundChanged, this, &FacetPanel::refresh);
    connect(&m_store, &HistoryStore::stateChanged, this,
            [this] { m_clear->setEnabled(m_store.state().isFiltered()); });
    refresh();
}

void FacetPanel::choose(Facet facet, const QString& value, bool isChosen)
{
    HistoryState state = m_store.state();
    QStringList& values = state.chosen[facet];
    values.removeAll(value);
    if (isChosen)
        values += value;
    if (values.isEmpty())
        state.chosen.erase(facet);
    m_store.setState(std::move(state));
}

// A click anywhere on a value chooses it, on a title folds it.
void FacetPanel::activate(const QModelIndex& index)
{
    const QModelIndex first = index.siblingAtColumn(0);
    if (!first.parent().isValid()) {
        m_view->setExpanded(first, !m_view->isExpanded(first));
    } else if (!first.data(FacetModel::ValueRole).isValid()) {
        m_model->showAll(Facet(first.data(FacetModel::FacetRole).toInt()));
        refresh();
    } else {
        const bool isChosen = first.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        m_model->setData(first, isChosen ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }
}

void FacetPanel::refresh()
{
    const int scrolled = m_view->verticalScrollBar()->value();
    const QModelIndex current = m_view->currentIndex();
    const QVariant facet = current.data(FacetModel::FacetRole),
                   value = current.data(FacetModel::ValueRole);
    m_model->setFound(*m_store.found());
    for (int i = 0; i < m_model->rowCount(); ++i) {
        const QModelIndex title = m_model->index(i, 0);
        m_view->setFirstColumnSpanned(i, {}, true);
        m_view->setExpanded(title, !m_folded.contains(title.data(FacetModel::FacetRole).toInt()));
        if (facet != title.data(FacetModel::FacetRole))
            continue;
        QModelIndex kept = title;
        for (int k = 0; k < m_model->rowCount(title); ++k)
            if (m_model->index(k, 0, title).data(FacetModel::ValueRole) == value)
                kept = m_model->index(k, 0, title);
        m_view->setCurrentIndex(kept);
    }
    m_view->verticalScrollBar()->setValue(scrolled);
    m_clear->setEnabled(m_store.state().isFiltered());
}

} // namespace lathe::widgets
