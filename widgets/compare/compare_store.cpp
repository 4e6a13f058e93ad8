#include "widgets/compare/compare_store.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr int kGatherMs = 200;

bool hasOnlyOtherLimits(CompareState a, const CompareState& b)
{
    a.limits = b.limits;
    a.preference = b.preference;
    return a == b;
}

} // namespace

CompareStore::CompareStore(Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_verdicts(this), m_state(firstState("accuracy")),
      m_comparison(std::make_shared<const Comparison>())
{
    m_later.setSingleShot(true);
    m_later.setInterval(kGatherMs);
    connect(&m_later, &QTimer::timeout, this, &CompareStore::readPool);
    // Later, when ComparePlace has chosen the run: of all runs there may be thousands.
    connect(&m_session, &Session::historyChanged, this, &CompareStore::readPool,
            Qt::QueuedConnection);
    connect(&m_session, &Session::runEvent, this, [this](const runner::Event& event) {
        if (std::holds_alternative<runner::VariantMeasured>(event) && !m_later.isActive())
            m_later.start();
    });
    connect(&m_verdicts, &VerdictJob::verdictsChanged, this, &CompareStore::onVerdicts);
    readPool();
}

void CompareStore::readPool()
{
    const auto file = m_session.workspace().historyFile();
    if (file != m_history) {
        m_verdicts.clear();
        m_history = file;
    }
    m_pool = m_session.variants();
    refresh();
}

void CompareStore::refresh()
{
    if (!m_hasChosenQuality)
        setQuality(m_state, firstQuality(m_pool, m_state.run));
    m_comparison =
        std::make_shared<const Comparison>(compare(m_pool, m_state, m_verdicts.verdicts()));
    m_advice = adviceOf(*m_comparison, m_state);
    m_verdicts.follow(*m_comparison, m_state.quality, m_history);
    keepSelection();
    Q_EMIT comparisonChanged();
    Q_EMIT selectionChanged();
}

void CompareStore::onVerdicts()
{
    m_comparison =
        std::make_shared<const Comparison>(compare(m_pool, m_state, m_verdicts.verdicts()));
    m_advice = adviceOf(*m_comparison, m_state);
    Q_EMIT verdictsChanged();
}

void CompareStore::advise()
{
    m_advice = adviceOf(*m_comparison, m_state);
    Q_EMIT limitsChanged();
    if (!m_hasChosen) {
        keepSelection();
        Q_EMIT selectionChanged();
    }
}

void CompareStore::keepSelection()
{
    std::erase_if(m_selected, [this](const std::string& id) { return !m_comparison->indexOf(id); });
    if (!m_hasChosen || m_selected.empty()) {
        m_selected.clear();
        m_hasChosen = false;
        if (const auto best = m_advice.best())
            m_selected = {m_comparison->variants[*best].variant->id};
    }
}

const ComparedVariant* CompareStore::current() const
{
    const auto index =
        m_selected.empty() ? std::nullopt : m_comparison->indexOf(m_selected.front());
    return index ? &m_comparison->variants[*index] : nullptr;
}

const runner::Variant* CompareStore::reference() const
{
    const ComparedVariant* shown = current();
    if (!shown)
        return nullptr;
    if (m_selected.size() > 1)
        if (const auto other = m_comparison->indexOf(m_selected[1]))
            return m_comparison->variants[*other].variant;
    return shown->original;
}

void CompareStore::setState(CompareState state)
{
    if (state == m_state)
        return;
    m_hasChosenQuality |= state.quality != m_state.quality;
    const bool onlyLimits = hasOnlyOtherLimits(state, m_state);
    m_state = std::move(state);
    if (onlyLimits)
        advise();
    else
        refresh();
}

void CompareStore::setRun(const std::string& runId)
{
    if (runId == m_state.run)
        return;
    m_state.run = runId;
    m_hasChosen = false;
    refresh();
}

void CompareStore::setLimit(const analysis::Constraint& limit)
{
    CompareState state = m_state;
    widgets::setLimit(state, limit);
    setState(std::move(state));
}

void CompareStore::removeLimit(const std::string& metric)
{
    CompareState state = m_state;
    widgets::removeLimit(state, metric);
    setState(std::move(state));
}

void CompareStore::select(std::vector<std::string> variantIds)
{
    std::erase_if(variantIds, [this](const std::string& id) { return !m_comparison->indexOf(id); });
    m_hasChosen = !variantIds.empty();
    if (variantIds == m_selected)
        return;
    m_selected = std::move(variantIds);
    Q_EMIT selectionChanged();
}

void CompareStore::toggle(const std::string& variantId)
{
    std::vector<std::string> ids = m_selected;
    if (std::erase(ids, variantId) == 0)
        ids.push_back(variantId);
    select(std::move(ids));
}

} // namespace lathe::widgets
