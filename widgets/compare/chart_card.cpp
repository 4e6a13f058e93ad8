#include "widgets/compare/chart_card.h"

#include "widgets/compare/classes_view.h"
#include "widgets/compare/flips_view.h"
#include "widgets/compare/latency_view.h"
#include "widgets/compare/parallel_view.h"
#include "widgets/compare/scatter_page.h"
#include "widgets/compare/sensitivity_map.h"
#include "widgets/compare/structure_view.h"
#include "widgets/compare/training_view.h"
#include "widgets/guide/context.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr size_t kMostSpreads = 60;

// What analyze.sensitivity left at this variant, or at the nearest one before it.
const runner::Variant* measuredAt(const runner::Variant& variant,
                                  const VariantList& pool)
{
    const runner::Variant* at = &variant;
    for (int i = 0; at && i < 100; ++i) {
        const nlohmann::json training = at->details.is_object()
                                            ? at->details.value("training", nlohmann::json())
                                            : nlohmann::json();
        if (training.is_object() && training.contains("sensitivity"))
            return at;
        const auto parent = std::find_if(pool.begin(), pool.end(),
                                         [&](const auto& other) { return other.id == at->parent; });
        at = parent == pool.end() ? nullptr : &*parent;
    }
    return nullptr;
}

} // namespace

ChartCard::ChartCard(CompareStore& store, PairStore& pairs, QWidget* parent)
    : Card(parent), m_store(store), m_tabs(new QTabBar(this)), m_pages(new QStackedWidget(this)),
      m_scatter(new ScatterPage(store, this)), m_parallel(new ParallelView(this)),
      m_classes(new ClassesView(pairs, this)), m_flips(new FlipsView(pairs, this)),
      m_structure(new StructureView(this)), m_latency(new LatencyView(this)),
      m_sensitivityPage(new QWidget(this)),
      m_sensitivityTitle(makeLabel({}, "muted", m_sensitivityPage)),
      m_sensitivity(new SensitivityMap(m_sensitivityPage)),
      m_training(new TrainingView(store, this))
{
    column()->setContentsMargins(18, 8, 18, 10);
    column()->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->addWidget(m_tabs, 1);
    head->addWidget(makeGuideButton(this));
    QPushButton* save = makeExportButton(this, [this] { return source(); });
    save->setAccessibleName(tr("Export the picture"));
    head->addWidget(save);
    column()->addLayout(head);
    column()->addWidget(m_pages, 1);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setAccessibleName(tr("Pictures"));
    auto* sensitivity = new QVBoxLayout(m_sensitivityPage);
    sensitivity->setContentsMargins(0, 0, 0, 0);
    m_sensitivityTitle->setWordWrap(true);
    sensitivity->addWidget(m_sensitivityTitle);
    sensitivity->addWidget(m_sensitivity);
    sensitivity->addStretch(1);
    add(Scatter, tr("Scatter"), m_scatter);
    add(Parallel, tr("Parallel"), m_parallel);
    add(Classes, tr("Labels"), m_classes);
    add(Flips, tr("Texts"), m_flips);
    add(Structure, tr("Structure"), m_structure, true);
    add(Latency, tr("Latency"), m_latency, true);
    add(Sensitivity, tr("Sensitivity"), m_sensitivityPage, true);
    add(Training, tr("Training"), m_training);
    connectStore();
}

void ChartCard::add(View view, const QString& title, QWidget* page, bool scrolls)
{
    m_tabs->insertTab(view, title);
    if (!scrolls) {
        m_pages->insertWidget(view, page);
        return;
    }
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    m_pages->insertWidget(view, scroll);
}

void ChartCard::connectStore()
{
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int view) {
        m_pages->setCurrentIndex(view);
        refresh();
    });
    for (const auto signal : {&CompareStore::comparisonChanged, &CompareStore::limitsChanged,
                              &CompareStore::verdictsChanged, &CompareStore::selectionChanged})
        connect(&m_store, signal, this, &ChartCard::refresh);
    connect(m_parallel, &ParallelView::variantClicked, this, &ChartCard::clicked);
    connect(m_latency, &LatencyView::variantClicked, this, &ChartCard::clicked);
}

void ChartCard::clicked(const std::string& id, bool isAdded)
{
    if (isAdded)
        m_store.toggle(id);
    else
        m_store.select({id});
}

void ChartCard::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    addExportActions(&menu, this, [this] { return source(); });
    menu.exec(event->globalPos());
}

void ChartCard::showView(View view)
{
    m_tabs->setCurrentIndex(view);
}

ChartCard::View ChartCard::view() const
{
    return View(m_tabs->currentIndex());
}

void ChartCard::refresh()
{
    switch (view()) {
    case Parallel:
        refreshParallel();
        return;
    case Structure:
        refreshStructure();
        return;
    case Latency:
        refreshLatency();
        return;
    case Sensitivity:
        refreshSensitivity();
        return;
    default:
        return; // the others follow by themselves
    }
}

void ChartCard::refreshParallel()
{
    const auto comparison = m_store.comparison();
    m_parallel->setSeries(comparison,
                          parallelSeries(*comparison, m_store.shown(),
                                         parallelMetrics(m_store.shown()), m_store.advice().found));
    m_parallel->setSelection(m_store.selection());
}

void ChartCard::refreshStructure()
{
    const ComparedVariant* current = m_store.current();
    const runner::Variant* reference = m_store.reference();
    m_structure->setDiff(current && reference
                             ? std::optional(structureDiff(*reference, *current->variant))
                             : std::nullopt);
}

void ChartCard::refreshLatency()
{
    m_latency->setSpreads(latencySpreads(*m_store.comparison(), m_store.selection(), kMostSpreads));
    m_latency->setSelection(m_store.selection());
}

void ChartCard::refreshSensitivity()
{
    const ComparedVariant* current = m_store.current();
    const runner::Variant* at =
        current ? measuredAt(*current->variant, m_store.comparison()->pool) : nullptr;
    SensitivityGrid grid;
    if (at)
        grid = sensitivityGrid(at->details["training"]["sensitivity"]);
    const bool isKnown = !grid.rows.isEmpty();
    m_sensitivityTitle->setText(
        isKnown ? tr("How far each change moves the answers of %1 (divergence, darker is further)")
                      .arg(variantName(*at))
                : tr("No sensitivity was measured on the way to this variant. Put the stage "
                     "“Sensitivity” into its recipe."));
    m_sensitivity->setVisible(isKnown);
    m_sensitivity->setGrid(std::move(grid));
}

ChartSource ChartCard::source()
{
    switch (view()) {
    case Parallel:
        return {m_parallel, "parallel", [this] { return m_parallel->csv(); }};
    case Classes:
        return m_classes->source();
    case Flips:
        return m_flips->source();
    case Structure:
        return {m_structure, "structure", [this] {
                    return m_structure->diff() ? structureCsv(*m_structure->diff()) : QByteArray();
                }};
    case Latency:
        return {m_latency, "latency", [this] { return latencyCsv(m_latency->spreads()); }};
    case Sensitivity:
        return {m_sensitivityPage, "sensitivity", [this] { return m_sensitivity->csv(); }};
    case Training:
        return m_training->source();
    default:
        return m_scatter->source();
    }
}

} // namespace lathe::widgets
