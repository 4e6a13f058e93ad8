#include "core/analysis/recommendation.h"

#include "core/analysis/constraint_check.h"
#include "core/analysis/costs.h"
#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace lathe::analysis {

namespace {

using MetricList = std::vector<const MetricInfo*>;
using Costs = std::optional<std::vector<double>>;

const MetricInfo* known(const std::string& key)
{
    const MetricInfo* info = findMetric(key);
    if (!info)
        throw badInput("there is no metric '{}'", key);
    return info;
}

double mean(const std::vector<double>& values)
{
    return values.empty()
               ? 0
               : std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

class Choice {
public:
    Choice(const std::vector<Candidate>& candidates, const std::vector<Constraint>& constraints,
           const std::vector<std::string>& preference)
        : m_candidates(candidates), m_constraints(constraints)
    {
        if (preference.empty())
            throw badInput("a recommendation needs a preferred metric");
        for (const std::string& key : preference)
            m_preferred.push_back(known(key));
        MetricList constrained;
        for (const Constraint& constraint : constraints) {
            constrained.push_back(known(constraint.metric));
            if (!std::isfinite(constraint.limit))
                throw badInput("the limit of '{}' is not finite", constraint.metric);
        }
        m_costs = costsOfChoices(m_preferred);
        for (const Costs& costs : costsOfChoices(constrained))
            m_ties.push_back(costs ? mean(*costs) : std::numeric_limits<double>::infinity());
        for (size_t i = 0; i < candidates.size(); ++i) {
            Standing& standing = m_found.standings.emplace_back();
            for (const Constraint& constraint : constraints)
                standing.checks.push_back(check(candidates[i], constraint));
            standing.meetsAll = meets(i, {});
            if (m_costs[i])
                standing.score = mean(*m_costs[i]);
        }
    }

    Recommendation make()
    {
        m_found.unmetByAll = unmetByAll();
        m_found.chosen = best({}, {});
        if (!m_found.chosen) {
            m_found.nearest = nearest();
            m_found.outcome = m_found.nearest ? Recommendation::Outcome::NoneMeetsAll
                                              : Recommendation::Outcome::NoChoice;
            return std::move(m_found);
        }
        m_found.outcome = Recommendation::Outcome::Recommended;
        if (const auto next = best({}, m_found.chosen))
            m_found.runnerUp = rival(*next);
        for (size_t c = 0; c < m_constraints.size(); ++c)
            if (const size_t other = *best(c, {}); score(other) < score(*m_found.chosen))
                m_found.binding.push_back({c, rival(other)});
        std::stable_sort(m_found.binding.begin(), m_found.binding.end(),
                         [&](const Binding& a, const Binding& b) {
                             return score(a.instead.candidate) < score(b.instead.candidate);
                         });
        return std::move(m_found);
    }

private:
    [[nodiscard]] double score(size_t candidate) const
    {
        return *m_found.standings[candidate].score;
    }

    [[nodiscard]] bool meets(size_t candidate, std::optional<size_t> without) const
    {
        const auto& checks = m_found.standings[candidate].checks;
        for (size_t c = 0; c < checks.size(); ++c)
            if (c != without && !checks[c].isMet)
                return false;
        return true;
    }

    // Absent where a candidate may not be chosen or lacks one of the metrics.
    [[nodiscard]] std::vector<Costs> costsOfChoices(const MetricList& metrics) const
    {
        std::vector<Costs> all;
        for (const Candidate& candidate : m_candidates)
            all.push_back(candidate.isChoice ? costsOf(candidate.metrics, metrics) : std::nullopt);
        normalise(all, metrics.size());
        return all;
    }

    // Of the choices that meet all constraints but one, and apart from one.
    [[nodiscard]] std::optional<size_t> best(std::optional<size_t> without,
                                             std::optional<size_t> apartFrom) const
    {
        std::optional<size_t> found;
        const auto rank = [&](size_t i) { return std::pair(score(i), m_ties[i]); };
        for (size_t i = 0; i < m_candidates.size(); ++i)
            if (m_costs[i] && i != apartFrom && meets(i, without) &&
                (!found || rank(i) < rank(*found)))
                found = i;
        return found;
    }

    [[nodiscard]] Rival rival(size_t candidate) const
    {
        const auto& own = *m_costs[candidate];
        const auto& chosen = *m_costs[*m_found.chosen];
        const bool isWorse = score(candidate) >= score(*m_found.chosen);
        size_t most = 0;
        const auto apart = [&](size_t m) { return (own[m] - chosen[m]) * (isWorse ? 1 : -1); };
        for (size_t m = 1; m < own.size(); ++m)
            if (apart(m) > apart(most))
                most = m;
        const std::string key(m_preferred[most]->key);
        return {candidate, key, m_candidates[candidate].metrics->at(key),
                m_candidates[*m_found.chosen].metrics->at(key)};
    }

    [[nodiscard]] std::vector<size_t> unmetByAll() const
    {
        std::vector<size_t> unmet;
        for (size_t c = 0; c < m_constraints.size(); ++c) {
            bool isMet = false;
            for (size_t i = 0; i < m_candidates.size(); ++i)
                isMet |= m_candidates[i].isChoice && m_found.standings[i].checks[c].isMet;
            if (!isMet)
                unmet.push_back(c);
        }
        return unmet;
    }

    [[nodiscard]] std::optional<size_t> nearest() const
    {
        std::optional<size_t> best;
        std::tuple<int, double, double> least;
        for (size_t i = 0; i < m_candidates.size(); ++i) {
            if (!m_costs[i])
                continue;
            int missing = 0;
            double outside = 0;
            for (const ConstraintCheck& found : m_found.standings[i].checks) {
                missing += !found.slack;
                outside += std::max(0.0, -found.slack.value_or(0));
            }
            const std::tuple distance(missing, outside, score(i));
            if (!best || distance < least) {
                best = i;
                least = distance;
            }
        }
        return best;
    }

    const std::vector<Candidate>& m_candidates;
    const std::vector<Constraint>& m_constraints;
    MetricList m_preferred;
    std::vector<Costs> m_costs;
    std::vector<double> m_ties; // mean costs of the constrained metrics; infinite without them
    Recommendation m_found;
};

} // namespace

Recommendation recommend(const std::vector<Candidate>& candidates,
                         const std::vector<Constraint>& constraints,
                         const std::vector<std::string>& preference)
{
    return Choice(candidates, constraints, preference).make();
}

} // namespace lathe::analysis
