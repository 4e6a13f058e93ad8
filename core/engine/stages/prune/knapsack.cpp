#include "core/engine/stages/prune/knapsack.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lathe::engine {

namespace {

// The option of least cost or least loss of each block; empty when together they cost more than the budget.
std::vector<int> least(const std::vector<std::vector<Option>>& blocks, double budget, double Option::* measure)
{
    std::vector<int> picked;
    double cost = 0;
    for (const std::vector<Option>& options : blocks) {
        const auto found = std::min_element(options.begin(), options.end(), [&](const Option& a, const Option& b) {
            return a.*measure < b.*measure;
        });
        picked.push_back(int(found - options.begin()));
        cost += found->cost;
    }
    return cost <= budget * (1 + 1e-9) ? picked : std::vector<int>();
}

} // namespace

std::vector<int> cheapest(const std::vector<std::vector<Option>>& blocks, double budget, int steps)
{
    // Costs that are rounded up hide what only just fits: the ends are looked at as they are.
    if (std::vector<int> best = least(blocks, budget, &Option::loss); !best.empty())
        return best;
    constexpr double kNever = std::numeric_limits<double>::infinity();
    const double unit = budget > 0 ? budget / steps : 1;
    const auto width = size_t(steps) + 1;
    std::vector<double> lost(width, 0);         // loss of the blocks so far within a cost
    std::vector<std::vector<int>> choice;       // [block][cost]
    for (const std::vector<Option>& options : blocks) {
        std::vector<double> next(width, kNever);
        std::vector<int>& chosen = choice.emplace_back(width, -1);
        for (size_t o = 0; o < options.size(); ++o) {
            const double rounded = std::ceil(options[o].cost / unit - 1e-9);
            if (rounded > double(steps))
                continue;
            const auto cost = size_t(std::max(0.0, rounded));
            for (size_t at = cost; at < width; ++at)
                if (const double loss = lost[at - cost] + options[o].loss; loss < next[at])
                    next[at] = loss, chosen[at] = int(o);
        }
        lost.swap(next);
    }
    if (lost.back() == kNever)
        return least(blocks, budget, &Option::cost);
    std::vector<int> picked(blocks.size());
    size_t at = width - 1;
    for (size_t block = blocks.size(); block-- > 0;) {
        picked[block] = choice[block][at];
        at -= size_t(std::max(0.0, std::ceil(blocks[block][size_t(picked[block])].cost / unit - 1e-9)));
    }
    return picked;
}

} // namespace lathe::engine
