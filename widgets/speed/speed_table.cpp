#include "widgets/speed/speed_table.h"

#include "widgets/common/kit.h"
#include "widgets/compare/lineage.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QProgressBar>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace lathe::widgets {

namespace {
constexpr int kProgressSteps = 1000;
} // namespace

SpeedTable::SpeedTable(QWidget* parent)
    : Card(parent), m_state(makeLabel({}, "muted", this)), m_progress(new QProgressBar(this)),
      m_model(new SpeedModel(this)), m_sorted(new QSortFilterProxyModel(this)),
      m_view(new QTableView(this))
{
    column()->setContentsMargins(8, 12, 8, 8);
    column()->setSpacing(8);
    makeHead();
    m_progress->setRange(0, kProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the measurement"));
    column()->addWidget(m_progress);
    makeView();
    column()->addWidget(m_view, 1);
}

void SpeedTable::makeHead()
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    head->setSpacing(14);
    head->addWidget(makeLabel(tr("Side by side"), "section", this));
    head->addWidget(m_state, 1);
    auto* copyButton = makeButton(tr("Copy table"), "link", this);
    copyButton->setToolTip(tr("As CSV, with whole figures"));
    auto* save = makeButton(tr("Save CSV…"), "link", this);
    head->addWidget(copyButton);
    head->addWidget(save);
    column()->addLayout(head);
    connect(copyButton, &QPushButton::clicked, this, &SpeedTable::copy);
    connect(save, &QPushButton::clicked, this, &SpeedTable::saveRequested);
}

void SpeedTable::makeView()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(SpeedModel::SortRole);
    m_sorted->setDynamicSortFilter(true);
    m_view->setModel(m_sorted);
    m_view->setItemDelegateForColumn(SpeedModel::Name, new LineageDelegate(m_view));
    m_view->setAccessibleName(tr("Speed of each model on each workload"));
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(31);
    QHeaderView* header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setSortIndicatorClearable(true);
    header->setMinimumSectionSize(40);
    header->setSectionResizeMode(SpeedModel::Name, QHeaderView::Stretch);
    for (const auto& [column, width] : {std::pair{SpeedModel::Workload, 92},
                                        {SpeedModel::Median, 84},
                                        {SpeedModel::P95, 80},
                                        {SpeedModel::Interval, 82},
                                        {SpeedModel::Faster, 66},
                                        {SpeedModel::TextsPerSecond, 72},
                                        {SpeedModel::Work, 78},
                                        {SpeedModel::Size, 80},
                                        {SpeedModel::PeakMemory, 104},
                                        {SpeedModel::Energy, 76}})
        setSectionWidth(header, column, width);
    header->setSectionHidden(SpeedModel::Energy, true);
    offerColumns(header);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    m_view->setSortingEnabled(true);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid())
                    Q_EMIT modelSelected(index.data(SpeedModel::ModelRole).toInt());
            });
}

// A menu on the titles that shows and hides columns.
void SpeedTable::offerColumns(QHeaderView* header)
{
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (int column = SpeedModel::Median; column < SpeedModel::Energy; ++column) {
        auto* action = new QAction(
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), header);
        action->setCheckable(true);
        action->setChecked(column != SpeedModel::Work);
        header->setSectionHidden(column, !action->isChecked());
        connect(action, &QAction::toggled, header,
                [header, column](bool isShown) { header->setSectionHidden(column, !isShown); });
        header->addAction(action);
    }
}

void SpeedTable::setRows(std::vector<SpeedRow> rows)
{
    m_model->setRows(std::move(rows));
    m_view->horizontalHeader()->setSectionHidden(SpeedModel::Energy, !m_model->hasEnergy());
}

void SpeedTable::setState(const QString& words)
{
    m_state->setText(words);
}

void SpeedTable::setProgress(double fraction)
{
    m_progress->setValue(int(fraction * kProgressSteps));
}

void SpeedTable::setMeasuring(bool isMeasuring)
{
    m_progress->setVisible(isMeasuring);
}

void SpeedTable::copy() const
{
    QGuiApplication::clipboard()->setText(speedCsv(m_model->rows()));
}

} // namespace lathe::widgets
