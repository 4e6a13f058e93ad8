#include "core/analysis/knee.h"

#include "core/analysis/costs.h"
#include "core/analysis/pareto.h"

#include <numeric>
#include <set>

namespace lathe::analysis {

std::optional<size_t> kneePoint(const std::vector<Metrics>& items,
                                const std::vector<const MetricInfo*>& metrics)
{
    constexpr double kRounding = 1e-12;
    const std::vector<size_t> front = paretoFront(items, metrics);
    std::vector<Metrics> points;
    for (const size_t item : front)
        points.push_back(items[item]);
    const auto costs = normalisedCosts(points, metrics);
    std::set<std::vector<double>> different;
    std::vector<double> worst(metrics.size());
    for (const auto& point : costs) {
        different.insert(*point);
        for (size_t m = 0; m < worst.size(); ++m)
            worst[m] = std::max(worst[m], (*point)[m]);
    }
    // Of a metric in which all are equal every cost is 0.
    const double varying = std::accumulate(worst.begin(), worst.end(), 0.0);
    if (different.size() < 3 || varying < 2)
        return std::nullopt;
    std::optional<size_t> knee;
    double least = 1 - kRounding;
    for (size_t i = 0; i < front.size(); ++i) {
        const double sum = std::accumulate(costs[i]->begin(), costs[i]->end(), 0.0);
        if (sum < least) {
            least = sum - kRounding;
            knee = front[i];
        }
    }
    return knee;
}

} // namespace lathe::analysis
