#include "widgets/compare/compare_store.h"

#include "core/history/brief.h"
#include "widgets/session/freed_apart.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr int kGatherMs = 200;
constexpr size_t kAtOnce = 1000;  // variants that are compared in a few milliseconds
constexpr size_t kMostRuns = 100; // that are read whole at a time

bool hasOnlyOtherLimits(CompareState a, const CompareState& b)
{
    a.limits = b.limits;
    a.preference = b.preference;
    return a == b;
}

} // namespace

CompareStore::CompareStore(Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_verdicts(this), m_state(firstState("accuracy")), m_shown(m_state),
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
    connect(&m_verdicts, &VerdictJob::verdictsChanged, this,
            [this] { ask(&Asked::verdicts); });
    connect(this, &CompareStore::selectionChanged, this, &CompareStore::readWhole);
    readPool();
}

void CompareStore::readPool()
{
    const auto file = m_session.workspace().historyFile();
    if (file != m_history) {
        m_verdicts.clear();
        m_whole.clear();
        m_wholeRuns.clear();
        m_readRuns.clear();
        m_wholeJob.cancel();
        m_history = file;
    }
    m_pool = m_session.variants();
    m_verdicts.forgetOlder(m_pool);
    useWhole();
    ask(&Asked::comparison);
}

void CompareStore::ask(bool Asked::*part)
{
    m_asked.*part = true;
    if (!m_making.any())
        next();
}

// One at a time: what is asked for meanwhile follows, so that a limit that is dragged shows what it
// does on its way.
void CompareStore::next()
{
    const Asked asked = std::exchange(m_asked, {});
    if (!asked.any())
        return;
    if (asked.comparison && !m_hasChosenQuality)
        setQuality(m_state, firstQuality(m_pool, m_state.run));
    const auto make = [pool = m_pool, state = m_state, verdicts = m_verdicts.verdicts(),
                       known = asked.comparison || asked.verdicts ? nullptr : m_comparison,
                       series = m_series] {
        Made made{state, known, {}, series};
        if (!known) {
            made.comparison = freedApart(compare(pool, state, verdicts));
            made.series =
                std::make_shared<const ScatterSeries>(scatterSeries(*made.comparison, state));
        }
        made.advice = adviceOf(*made.comparison, state);
        return made;
    };
    if (m_pool.size() <= kAtOnce) {
        take(make(), asked);
        return;
    }
    m_making = asked;
    m_job.start([make](const std::stop_token&) { return make(); },
                [this](const Made& made) {
                    take(made, std::exchange(m_making, {}));
                    next();
                },
                [this](const Trouble&) { // out of memory: what is shown stays
                    m_making = {};
                    next();
                });
}

void CompareStore::take(const Made& made, const Asked& asked)
{
    m_shown = made.state;
    m_comparison = made.comparison;
    m_advice = made.advice;
    m_series = made.series;
    if (asked.comparison)
        m_verdicts.follow(*m_comparison, m_shown.quality, m_history);
    if (m_wanted && !m_asked.comparison) {
        m_selected = *std::exchange(m_wanted, std::nullopt);
        m_hasChosen = !m_selected.empty();
    }
    const bool follows = asked.comparison || (asked.limits && !m_hasChosen);
    if (follows)
        keepSelection();
    if (asked.comparison)
        Q_EMIT comparisonChanged();
    else if (asked.verdicts)
        Q_EMIT verdictsChanged();
    if (asked.limits && !asked.comparison)
        Q_EMIT limitsChanged();
    if (follows)
        Q_EMIT selectionChanged();
}

// Of what is looked at closely, layers and details are read too: of the run that is shown, else of
// the front and the selection, with their originals.
void CompareStore::readWhole()
{
    std::set<std::string> runs;
    const auto want = [&](const runner::Variant* variant) {
        if (variant && history::isBrief(*variant) && runs.size() < kMostRuns &&
            !m_wholeRuns.contains(variant->runId))
            runs.insert(variant->runId);
    };
    const auto wantBoth = [&](size_t index) {
        want(m_comparison->variants[index].variant);
        want(m_comparison->variants[index].original);
    };
    for (const std::string& id : m_selected)
        if (const auto index = m_comparison->indexOf(id))
            wantBoth(*index);
    for (const runner::Variant& variant : m_comparison->pool) // what came of a model elsewhere is told beside it
        if (isFromOtherRuntime(variant) && std::find(m_selected.begin(), m_selected.end(), variant.parent) != m_selected.end())
            want(&variant);
    for (const size_t index : m_comparison->front)
        wantBoth(index);
    if (!m_shown.run.empty() && !m_comparison->variants.empty())
        wantBoth(0);
    if (std::includes(m_readRuns.begin(), m_readRuns.end(), runs.begin(), runs.end()))
        return;
    m_readRuns = runs;
    m_wholeJob.start(
        [runs, file = m_history](const std::stop_token& stop) {
            std::vector<runner::Variant> found;
            if (!std::filesystem::exists(file))
                return found;
            const history::History history(file, history::History::Mode::ReadOnly);
            for (const std::string& run : runs)
                for (runner::Variant& variant : history.variants(run))
                    if (!stop.stop_requested())
                        found.push_back(std::move(variant));
            return found;
        },
        [this, runs](const std::vector<runner::Variant>& found) {
            m_readRuns.clear();
            m_wholeRuns.insert(runs.begin(), runs.end());
            if (found.empty())
                return;
            for (const runner::Variant& variant : found)
                m_whole[variant.id] = std::make_shared<const runner::Variant>(variant);
            useWhole();
            ask(&Asked::verdicts);
        },
        [this, runs](const Trouble&) { // the details stay empty; the session tells why
            m_readRuns.clear();
            m_wholeRuns.insert(runs.begin(), runs.end());
        });
}

void CompareStore::useWhole()
{
    if (m_whole.empty())
        return;
    m_pool = m_pool.replaced([this](const runner::Variant& variant) -> VariantList::Item {
        const auto found = m_whole.find(variant.id);
        if (!history::isBrief(variant))
            return nullptr;
        if (found == m_whole.end()) {
            m_wholeRuns.erase(variant.runId); // an export that was proven since
            return nullptr;
        }
        const runner::Variant& whole = *found->second;
        if (whole.metrics == variant.metrics && whole.warning == variant.warning && whole.lineage == variant.lineage &&
            whole.model == variant.model)
            return found->second;
        m_wholeRuns.erase(variant.runId); // measured again since
        return nullptr;
    });
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
    ask(onlyLimits ? &Asked::limits : &Asked::comparison);
}

void CompareStore::setRun(const std::string& runId)
{
    if (runId == m_state.run)
        return;
    m_state.run = runId;
    m_hasChosen = false;
    ask(&Asked::comparison);
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
    if (m_making.comparison || m_asked.comparison) {
        m_wanted = std::move(variantIds);
        return;
    }
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
