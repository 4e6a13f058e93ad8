#include "widgets/compare/classes_view.h"

#include "widgets/common/kit.h"
#include "widgets/compare/class_model.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace lathe::widgets {

ClassesView::ClassesView(PairStore& pairs, QWidget* parent)
    : QWidget(parent), m_pairs(pairs), m_model(new ClassModel(this)),
      m_bars(new ChangeDelegate(this)), m_title(makeLabel({}, "muted", this)),
      m_table(new QTableView(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_table, 1);
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_model);
    sorted->setSortRole(ClassModel::SortRole);
    m_table->setModel(sorted);
    m_table->setAccessibleName(tr("Change of every label"));
    m_table->setItemDelegateForColumn(ClassModel::Change, m_bars);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(ClassModel::Label, QHeaderView::Stretch);
    for (const auto& [section, width] : {std::pair{ClassModel::Support, 66},
                                         {ClassModel::Before, 76},
                                         {ClassModel::Now, 66},
                                         {ClassModel::Change, 230},
                                         {ClassModel::Right, 84},
                                         {ClassModel::Wrong, 90}})
        setSectionWidth(header, section, width);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ClassModel::Change, Qt::AscendingOrder);
    connect(&m_pairs, &PairStore::pairChanged, this, &ClassesView::refresh);
    refresh();
}

void ClassesView::refresh()
{
    const bool isKnown = m_pairs.status() == PairStore::Status::Known;
    m_table->setVisible(isKnown);
    m_title->setText(isKnown ? m_pairs.title() : m_pairs.why());
    m_model->setRows(m_pairs.pair().classes);
    m_bars->setLargest(m_model->largestChange());
}

ChartSource ClassesView::source()
{
    return {this, "labels", [this] { return classesCsv(m_pairs.pair()); }};
}

} // namespace lathe::widgets
