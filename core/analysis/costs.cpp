#include "core/analysis/costs.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lathe::analysis {

std::optional<std::vector<double>> costsOf(const Metrics& item,
                                           const std::vector<const MetricInfo*>& metrics)
{
    std::vector<double> costs;
    for (const MetricInfo* metric : metrics) {
        const auto found = item.find(metric->key);
        if (found == item.end() || !std::isfinite(found->second))
            return std::nullopt;
        costs.push_back(metric->better == Better::Lower ? found->second : -found->second);
    }
    return costs;
}

std::vector<std::optional<std::vector<double>>>
normalisedCosts(const std::vector<Metrics>& items, const std::vector<const MetricInfo*>& metrics)
{
    std::vector<std::optional<std::vector<double>>> all;
    for (const Metrics& item : items)
        all.push_back(costsOf(item, metrics));
    normalise(all, metrics.size());
    return all;
}

void normalise(std::vector<std::optional<std::vector<double>>>& all, size_t count)
{
    for (size_t m = 0; m < count; ++m) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (const auto& costs : all)
            if (costs) {
                low = std::min(low, (*costs)[m]);
                high = std::max(high, (*costs)[m]);
            }
        for (auto& costs : all)
            if (costs)
                (*costs)[m] = high > low ? ((*costs)[m] - low) / (high - low) : 0;
    }
}

} // namespace lathe::analysis
