#include "widgets/compare/verdict_job.h"

#include "core/base/error.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr size_t kAtOnce = 6;       // between two looks of the user interface
constexpr size_t kPerVariant = 400; // more at once where a look at all variants takes longer

const runner::Variant* find(const VariantList& pool, const std::string& id)
{
    const auto found = std::find_if(
        pool.begin(), pool.end(), [&](const runner::Variant& variant) { return variant.id == id; });
    return found == pool.end() ? nullptr : &*found;
}

// Of these variants and of their originals, which have figures but no test.
Verdicts testAll(const VariantList& pool, const std::vector<std::string>& ids,
                 const std::filesystem::path& file, int resamples, const std::stop_token& stop)
{
    Verdicts found;
    std::optional<history::History> history;
    if (history::History::isBuilt() && std::filesystem::exists(file))
        history.emplace(file, history::History::Mode::ReadOnly);
    const auto complete = [&](const runner::Variant& variant) {
        return history ? withAnswers(variant, *history) : variant;
    };
    std::map<std::string, runner::Variant> originals;
    for (const std::string& id : ids) {
        if (stop.stop_requested())
            throw Cancelled{};
        found[id] = nullptr;
        const runner::Variant* variant = find(pool, id);
        const runner::Variant* original = variant ? find(pool, variant->original) : nullptr;
        if (!original)
            continue;
        auto known = originals.find(original->id);
        if (known == originals.end()) {
            known = originals.emplace(original->id, complete(*original)).first;
            Verdict own;
            own.figures = known->second.metrics;
            found[original->id] = std::make_shared<const Verdict>(std::move(own));
        }
        found[id] = verdictOf(complete(*variant), known->second, resamples);
    }
    return found;
}

} // namespace

runner::Variant withAnswers(const runner::Variant& variant, const history::History& history)
{
    return variant.evaluation ? variant : history.variant(variant.id);
}

void VerdictJob::clear()
{
    m_job.cancel();
    m_isBusy = false;
    m_waiting.clear();
    m_verdicts.clear();
    m_proofs.clear();
}

void VerdictJob::forgetOlder(const VariantList& pool)
{
    for (const runner::Variant& variant : pool) {
        if (!isFromOtherRuntime(variant))
            continue;
        analysis::Metrics& known = m_proofs[variant.id];
        if (known != variant.metrics)
            m_verdicts.erase(variant.id);
        known = variant.metrics;
    }
}

void VerdictJob::follow(const Comparison& comparison, const std::string& quality,
                        const std::filesystem::path& history)
{
    std::vector<std::pair<bool, std::string>> wanted;
    for (const ComparedVariant& compared : comparison.variants)
        if (compared.original && !compared.isFailed)
            wanted.emplace_back(compared.isOnFront, compared.variant->id);
    std::stable_sort(wanted.begin(), wanted.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    wanted.resize(std::min(wanted.size(), kMostTested));
    m_waiting.clear();
    for (auto entry = wanted.rbegin(); entry != wanted.rend(); ++entry)
        if (!m_verdicts.contains(entry->second))
            m_waiting.push_back(entry->second);
    m_pool = comparison.pool;
    m_history = history;
    m_resamples = resamplesFor(quality == "accuracy" ? 1 : wanted.size());
    if (!m_isBusy)
        next();
}

void VerdictJob::next()
{
    std::vector<std::string> ids;
    const size_t atOnce = std::max(kAtOnce, m_pool.size() / kPerVariant);
    while (!m_waiting.empty() && ids.size() < atOnce) {
        ids.push_back(m_waiting.back());
        m_waiting.pop_back();
    }
    m_isBusy = !ids.empty();
    if (!m_isBusy)
        return;
    const auto done = [this, proofs = m_proofs](const Verdicts& found) {
        for (const auto& [id, verdict] : found) {
            const auto then = proofs.find(id);
            const auto now = m_proofs.find(id);
            const bool isOlder = then != proofs.end() && now != m_proofs.end() && then->second != now->second;
            if (isOlder) // proven anew meanwhile
                m_waiting.push_back(id);
            else
                m_verdicts[id] = verdict;
        }
        std::erase_if(m_waiting, [&](const std::string& id) { return m_verdicts.contains(id); });
        next();
        Q_EMIT verdictsChanged();
    };
    m_job.start(
        [pool = m_pool, ids, file = m_history, resamples = m_resamples](
            const std::stop_token& stop) { return testAll(pool, ids, file, resamples, stop); },
        done, [done, ids](const Trouble&) { // these stay untested, which every view shows
            Verdicts none;
            for (const std::string& id : ids)
                none[id] = nullptr;
            done(none);
        });
}

} // namespace lathe::widgets
