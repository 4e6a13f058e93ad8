#include "widgets/compare/compare_place.h"

#include "widgets/common/format.h"
#include "widgets/compare/details_card.h"
#include "widgets/compare/lineage.h"
#include "widgets/compare/scatter_view.h"
#include "widgets/compare/variant_model.h"
#include "widgets/theme/theme_manager.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace lathe::widgets {

namespace {

enum Page { Empty, Content };
constexpr int kGatherMs = 200;

QComboBox* metricBox(const QString& prefix, const char* chosen, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setProperty("role", QByteArray("quiet"));
    box->setAccessibleName(prefix);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const analysis::MetricInfo& metric : analysis::allMetrics()) {
        const QString title =
            QString::fromUtf8(metric.title.data(), qsizetype(metric.title.size()));
        const QString key = QString::fromUtf8(metric.key.data(), qsizetype(metric.key.size()));
        box->addItem(QString("%1: %2").arg(prefix, title), key);
    }
    box->setCurrentIndex(box->findData(QString(chosen)));
    return box;
}

} // namespace

ComparePlace::ComparePlace(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_pages(new QStackedWidget(this))
{
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);
    auto* empty = new EmptyState(
        "compare", tr("No variants to compare yet"),
        tr("Every model that a run builds is measured and becomes a dot here: accuracy against "
           "size and speed, beside the original."),
        tr("Run the recipe"), this);
    connect(empty, &EmptyState::triggered, this, &ComparePlace::runRequested);
    m_pages->addWidget(empty);

    auto* page = new QWidget(this);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 14, 12);
    row->setSpacing(14);
    row->addWidget(makeFilters());
    auto* middle = new QVBoxLayout;
    middle->setContentsMargins(0, 14, 0, 0);
    middle->setSpacing(12);
    middle->addWidget(makeChart(), 5);
    middle->addWidget(makeTable(), 3);
    row->addLayout(middle, 1);
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 14, 0, 0);
    right->addWidget(m_details = new DetailsCard(session, page));
    m_details->setFixedWidth(336);
    row->addLayout(right);
    m_pages->addWidget(page);

    m_later.setSingleShot(true);
    m_later.setInterval(kGatherMs);
    connect(&m_later, &QTimer::timeout, this, &ComparePlace::refresh);
    connect(&m_session, &Session::historyChanged, this, [this] {
        fillRuns();
        refresh();
    });
    connect(&m_session, &Session::runEvent, this, [this](const runner::Event& event) {
        if (const auto* started = std::get_if<runner::RunStarted>(&event)) {
            m_hasChosenRun = false;
            fillRuns();
            showRun(started->runId);
        } else if (std::holds_alternative<runner::VariantMeasured>(event)) {
            m_later.start();
        }
    });
    connect(m_details, &DetailsCard::openRecipeRequested, this, &ComparePlace::openRecipeRequested);
    connect(m_details, &DetailsCard::useAsModelRequested, this, &ComparePlace::useAsModelRequested);
    connect(m_details, &DetailsCard::speedRequested, this, &ComparePlace::speedRequested);
    fillRuns();
    refresh();
}

QWidget* ComparePlace::makeFilters()
{
    QFrame* side = makeFrame("side", this);
    side->setFixedWidth(208);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(14, 18, 14, 16);
    column->setSpacing(9);
    column->addWidget(makeLabel(tr("Run"), "section", side));
    column->addWidget(m_run = new ElidedComboBox(side));
    m_run->setAccessibleName(tr("Run"));
    m_run->setProperty("role", QByteArray("small"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_run->view()->setTextElideMode(Qt::ElideMiddle);
    m_run->view()->setMinimumWidth(280);
    connect(m_run, &QComboBox::activated, this, [this] {
        m_hasChosenRun = true;
        refresh();
    });
    column->addSpacing(14);
    column->addWidget(makeLabel(tr("Show"), "section", side));
    for (const VariantGroup group : kAllGroups) {
        auto* box = new QCheckBox(groupTitle(group), side);
        box->setChecked(true);
        box->setIcon(makeDot(groupColour(group, Theme::of(this))));
        connect(box, &QCheckBox::toggled, this, &ComparePlace::refresh);
        column->addWidget(box);
        m_groups.emplace_back(group, box);
    }
    column->addSpacing(14);
    column->addWidget(m_count = makeLabel({}, "muted", side));
    m_count->setWordWrap(true);
    column->addStretch(1);
    auto* hint = makeLabel(
        tr("The line joins the variants that no other beats in both metrics. Larger dots are "
           "larger in the third."),
        "faint", side);
    hint->setWordWrap(true);
    column->addWidget(hint);
    return side;
}

QWidget* ComparePlace::makeChart()
{
    auto* card = new Card(this);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    card->column()->addWidget(m_title = makeLabel({}, "section", card));
    m_x = metricBox(tr("x"), "latencyP50Ms", card);
    m_y = metricBox(tr("y"), "accuracy", card);
    m_size = metricBox(tr("size"), "sizeBytes", card);
    m_logarithmic = new QCheckBox(tr("log x"), card);
    m_logarithmic->setChecked(true);
    for (QComboBox* box : {m_x, m_y, m_size}) {
        head->addWidget(box);
        connect(box, &QComboBox::currentIndexChanged, this, &ComparePlace::refresh);
    }
    connect(m_y, &QComboBox::activated, this, [this] { m_hasChosenQuality = true; });
    head->addStretch(1);
    head->addWidget(m_logarithmic);
    connect(m_logarithmic, &QCheckBox::toggled, this, &ComparePlace::refresh);
    card->column()->setSpacing(4);
    card->column()->addLayout(head);
    card->column()->addWidget(m_scatter = new ScatterView(card), 1);
    connect(m_scatter, &ScatterView::variantClicked, this, &ComparePlace::select);
    return card;
}

QWidget* ComparePlace::makeTable()
{
    auto* card = new Card(this);
    card->column()->setContentsMargins(8, 6, 8, 8);
    m_model = new VariantModel(this);
    m_sorted = new QSortFilterProxyModel(this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(VariantModel::SortRole);
    m_table = new QTableView(card);
    m_table->setModel(m_sorted);
    m_table->setItemDelegateForColumn(VariantModel::Name, new LineageDelegate(m_table));
    m_table->setAccessibleName(tr("Variants"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(33);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSortIndicatorClearable(true);
    header->setSectionResizeMode(VariantModel::Name, QHeaderView::Stretch);
    for (const auto& [column, width] : {std::pair{VariantModel::Accuracy, 78},
                                        {VariantModel::MacroF1, 72},
                                        {VariantModel::Delta, 88},
                                        {VariantModel::Latency, 74},
                                        {VariantModel::Throughput, 92},
                                        {VariantModel::Size, 72},
                                        {VariantModel::Kernels, 96}})
        header->resizeSection(column, width);
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (int column = VariantModel::Name + 1; column < VariantModel::ColumnCount; ++column) {
        auto* action = new QAction(
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), header);
        action->setCheckable(true);
        action->setChecked(column != VariantModel::MacroF1 && column != VariantModel::Throughput);
        header->setSectionHidden(column, !action->isChecked());
        connect(action, &QAction::toggled, header,
                [header, column](bool isShown) { header->setSectionHidden(column, !isShown); });
        header->addAction(action);
    }
    m_table->setTextElideMode(Qt::ElideMiddle);
    header->setSortIndicator(-1, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ComparePlace::selectRow);
    card->column()->addWidget(m_table);
    return card;
}

void ComparePlace::fillRuns()
{
    const QString chosen = m_run->currentData().toString();
    m_run->clear();
    m_run->addItem(tr("All runs"), QString());
    const RunRecord* current = m_session.run();
    const auto add = [this](const std::string& id, const std::string& name) {
        const QString key = QString::fromStdString(id);
        if (m_run->findData(key) < 0)
            m_run->addItem(QString("%1:%2 · %3")
                               .arg(key.mid(9, 2), key.mid(11, 2), QString::fromStdString(name)),
                           key);
    };
    if (current && m_session.isRunning())
        add(current->runId, current->recipe.name);
    for (const history::RunRow& run : m_session.runs())
        if (run.variants > 0)
            add(run.id, run.name);
    const int kept = m_run->findData(chosen);
    const bool keeps = kept > 0 || (m_hasChosenRun && kept == 0);
    m_run->setCurrentIndex(keeps ? kept : std::min(1, m_run->count() - 1));
}

void ComparePlace::showRun(const std::string& runId)
{
    m_run->setCurrentIndex(std::max(0, m_run->findData(QString::fromStdString(runId))));
    refresh();
}

std::vector<std::filesystem::path> ComparePlace::speedModels() const
{
    return m_details->speedModels();
}

void ComparePlace::refresh()
{
    const auto& variants = m_session.variants();
    m_pages->setCurrentIndex(variants.empty() ? Empty : Content);
    CompareOptions options;
    options.run = m_run->currentData().toString().toStdString();
    if (!m_hasChosenQuality) {
        const QSignalBlocker quiet(m_y);
        m_y->setCurrentIndex(m_y->findData(QString::fromStdString(firstQuality(variants, options.run))));
    }
    options.x = m_x->currentData().toString().toStdString();
    options.y = m_y->currentData().toString().toStdString();
    options.size = m_size->currentData().toString().toStdString();
    for (const auto& [group, box] : m_groups) {
        box->setIcon(makeDot(groupColour(group, Theme::of(this))));
        if (!box->isChecked())
            options.hidden.push_back(group);
    }
    m_comparison = compare(variants, options);
    const auto titleOf = [](const std::string& key) {
        const analysis::MetricInfo* info = analysis::findMetric(key);
        return info ? QString::fromUtf8(info->title.data(), qsizetype(info->title.size()))
                    : QString();
    };
    QString title = tr("%1 against %2").arg(titleOf(options.y), titleOf(options.x));
    m_title->setText(title.replace(0, 1, title.at(0).toUpper()));
    m_count->setText(tr("Variants shown: %1, on the front: %2")
                         .arg(m_comparison.variants.size())
                         .arg(m_comparison.front.size()));
    m_scatter->setComparison(m_comparison, options, m_logarithmic->isChecked());
    m_model->setComparison(m_comparison);
    if (m_model->rowOf(m_selected) < 0) {
        const ComparedVariant* suggested = suggestion(m_comparison);
        m_selected = suggested ? suggested->variant.id : std::string();
    }
    showSelected();
}

void ComparePlace::select(const std::string& variantId)
{
    if (variantId == m_selected)
        return;
    m_selected = variantId;
    showSelected();
}

void ComparePlace::selectRow(const QModelIndex& index)
{
    if (index.isValid())
        select(m_model->at(m_sorted->mapToSource(index).row()).variant.id);
}

void ComparePlace::showSelected()
{
    m_scatter->setSelected(m_selected);
    const int row = m_model->rowOf(m_selected);
    const QSignalBlocker quiet(m_table->selectionModel());
    if (row < 0) {
        m_table->clearSelection();
        m_details->clear();
        return;
    }
    m_table->selectRow(m_sorted->mapFromSource(m_model->index(row, 0)).row());
    m_table->viewport()->update();
    const ComparedVariant& compared = m_model->at(row);
    const auto& all = m_session.variants();
    const auto original = std::find_if(all.begin(), all.end(), [&](const runner::Variant& variant) {
        return variant.id == compared.variant.original;
    });
    m_details->show(compared, original == all.end() ? nullptr : &*original);
}

} // namespace lathe::widgets
