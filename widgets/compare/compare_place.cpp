#include "widgets/compare/compare_place.h"

#include "widgets/compare/details_card.h"
#include "widgets/compare/limits_panel.h"
#include "widgets/compare/scatter_page.h"
#include "widgets/compare/show_panel.h"
#include "widgets/compare/variant_table.h"
#include "widgets/compare/views_panel.h"

#include <QAbstractItemView>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>
#include <set>

namespace lathe::widgets {

namespace {
enum Page { Empty, Content };
constexpr int kSideWidth = 216, kDetailsWidth = 348;
} // namespace

ComparePlace::ComparePlace(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_store(session), m_pairs(m_store),
      m_pages(new QStackedWidget(this)), m_charts(new ChartCard(m_store, m_pairs, this)),
      m_table(new VariantTable(m_store, this)), m_details(new DetailsCard(m_store, m_pairs, this))
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
    row->addWidget(makeSide());
    auto* middle = new QSplitter(Qt::Vertical, page);
    middle->setHandleWidth(12);
    middle->setChildrenCollapsible(false);
    middle->addWidget(m_charts);
    middle->addWidget(m_table);
    middle->setStretchFactor(0, 5);
    middle->setStretchFactor(1, 3);
    middle->setSizes({500, 290});
    auto* framed = new QVBoxLayout;
    framed->setContentsMargins(0, 14, 0, 0);
    framed->addWidget(middle);
    row->addLayout(framed, 1);
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 14, 0, 0);
    m_details->setFixedWidth(kDetailsWidth);
    right->addWidget(m_details);
    row->addLayout(right);
    m_pages->addWidget(page);
    connectParts();
    fillRuns();
    showPage();
}

QWidget* ComparePlace::makeSide()
{
    QFrame* side = makeFrame("side", this);
    side->setFixedWidth(kSideWidth);
    auto* outer = new QVBoxLayout(side);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(side);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(scroll);
    auto* content = new QWidget(scroll);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 18, 16, 16);
    column->setSpacing(20);
    m_run = new ElidedComboBox(content);
    m_run->setAccessibleName(tr("Run"));
    m_run->setProperty("role", QByteArray("small"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_run->view()->setTextElideMode(Qt::ElideMiddle);
    m_run->view()->setMinimumWidth(280);
    column->addWidget(m_run);
    column->addWidget(m_limits = new LimitsPanel(m_store, content));
    column->addWidget(m_show = new ShowPanel(m_store, content));
    column->addWidget(m_views = new ViewsPanel(m_store, content));
    column->addStretch(1);
    scroll->setWidget(content);
    return side;
}

void ComparePlace::connectParts()
{
    connect(m_run, &QComboBox::activated, this, [this] {
        m_hasChosenRun = true;
        m_store.setRun(m_run->currentData().toString().toStdString());
    });
    connect(&m_session, &Session::historyChanged, this, [this] {
        fillRuns();
        showPage();
    });
    connect(&m_session, &Session::runEvent, this, [this](const runner::Event& event) {
        if (const auto* started = std::get_if<runner::RunStarted>(&event)) {
            m_hasChosenRun = false;
            fillRuns();
            showRun(started->runId);
        }
    });
    connect(&m_store, &CompareStore::comparisonChanged, this, &ComparePlace::showPage);
    connect(m_details, &DetailsCard::openRecipeRequested, this, &ComparePlace::openRecipeRequested);
    connect(m_details, &DetailsCard::useAsModelRequested, this, &ComparePlace::useAsModelRequested);
    connect(m_details, &DetailsCard::speedRequested, this, &ComparePlace::speedRequested);
    connect(m_details, &DetailsCard::flipsRequested, this,
            [this] { m_charts->showView(ChartCard::Flips); });
    connect(m_details, &DetailsCard::classesRequested, this,
            [this] { m_charts->showView(ChartCard::Classes); });
    connect(m_details, &DetailsCard::exportRequested, this, &ComparePlace::exportRequested);
    connect(m_table, &VariantTable::exportRequested, this, &ComparePlace::exportRequested);
    connect(m_table, &VariantTable::reportRequested, this, &ComparePlace::reportRequested);
}

void ComparePlace::showPage()
{
    m_pages->setCurrentIndex(m_store.isEmpty() ? Empty : Content);
}

ScatterView* ComparePlace::scatter() const
{
    return m_charts->scatter()->scatter();
}

VariantModel* ComparePlace::variantModel() const
{
    return m_table->model();
}

void ComparePlace::fillRuns()
{
    const QString chosen = m_run->currentData().toString();
    m_run->clear();
    m_run->addItem(tr("All runs"), QString());
    const RunRecord* current = m_session.run();
    std::set<std::string> added;
    const auto add = [&](const std::string& id, const std::string& name) {
        const QString key = QString::fromStdString(id);
        if (added.insert(id).second)
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
    m_store.setRun(m_run->currentData().toString().toStdString());
}

void ComparePlace::showRun(const std::string& runId)
{
    m_run->setCurrentIndex(std::max(0, m_run->findData(QString::fromStdString(runId))));
    m_store.setRun(m_run->currentData().toString().toStdString());
}

void ComparePlace::select(const std::string& variantId)
{
    m_store.select({variantId});
}

void ComparePlace::showVariant(const std::string& variantId)
{
    for (const runner::Variant& variant : m_session.variants())
        if (variant.id == variantId) {
            showRun(variant.runId);
            CompareState state = m_store.state();
            state.showsFailed |= isFailed(variant);
            std::erase(state.hidden, groupOf(variant));
            m_store.setState(std::move(state));
            m_store.select({variantId});
            return;
        }
}

std::vector<std::filesystem::path> ComparePlace::speedModels() const
{
    return m_details->speedModels();
}

std::vector<std::filesystem::path> ComparePlace::shownModels(size_t most) const
{
    std::vector<const ComparedVariant*> order;
    for (const ComparedVariant& shown : m_store.comparison()->variants)
        if (!shown.isPeer && !shown.isFailed)
            order.push_back(&shown);
    const auto rank = [](const ComparedVariant* shown) {
        return shown->isOriginal ? 0 : shown->isOnFront ? 1 : 2;
    };
    std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
    std::vector<std::filesystem::path> models;
    for (size_t i = 0; i < std::min(most, order.size()); ++i)
        models.push_back(order[i]->variant->model);
    return models;
}

} // namespace lathe::widgets
