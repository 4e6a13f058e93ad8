#include "core/analysis/pareto.h"

#include "core/analysis/costs.h"

#include <algorithm>
#include <functional>

namespace lathe::analysis {

std::vector<size_t> paretoFront(const std::vector<Metrics>& items,
                                const std::vector<const MetricInfo*>& metrics)
{
    struct Candidate {
        size_t item;
        std::vector<double> costs;
    };
    std::vector<Candidate> candidates;
    for (size_t i = 0; i < items.size() && !metrics.empty(); ++i)
        if (auto costs = costsOf(items[i], metrics))
            candidates.push_back({i, std::move(*costs)});
    const auto beats = [](const Candidate* a, const Candidate& b) {
        return a->costs != b.costs &&
               std::equal(a->costs.begin(), a->costs.end(), b.costs.begin(), std::less_equal<>());
    };
    // Whoever beats another comes before it in this order, and so does one of the front.
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.costs < b.costs; });
    std::vector<const Candidate*> unbeaten;
    for (const Candidate& candidate : candidates)
        if (std::none_of(unbeaten.begin(), unbeaten.end(),
                         [&](const Candidate* other) { return beats(other, candidate); }))
            unbeaten.push_back(&candidate);
    std::vector<size_t> front;
    for (const Candidate* candidate : unbeaten)
        front.push_back(candidate->item);
    std::sort(front.begin(), front.end());
    std::stable_sort(front.begin(), front.end(), [&](size_t a, size_t b) {
        return items[a].find(metrics[0]->key)->second < items[b].find(metrics[0]->key)->second;
    });
    return front;
}

} // namespace lathe::analysis
