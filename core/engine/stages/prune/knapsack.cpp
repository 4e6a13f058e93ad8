#include "core/engine/stages/prune/knapsack.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lathe::engine {

std::vector<int> cheapest(const std::vector<std::vector<Option>>& blocks, double budget, int steps)
{
    constexpr double kNever = std::numeric_limits<double>::infinity();
    const double unit = budget > 0 ? budget / steps : 1;
    const auto width = size_t(steps) + 1;
    std::vector<double> least(width, 0);        // loss of the blocks so far within a cost
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
                if (const double loss = least[at - cost] + options[o].loss; loss < next[at])
                    next[at] = loss, chosen[at] = int(o);
        }
        least.swap(next);
    }
    if (least.back() == kNever)
        return {};
    std::vector<int> picked(blocks.size());
    size_t at = width - 1;
    for (size_t block = blocks.size(); block-- > 0;) {
        picked[block] = choice[block][at];
        at -= size_t(std::max(0.0, std::ceil(blocks[block][size_t(picked[block])].cost / unit - 1e-9)));
    }
    return picked;
}

} // namespace lathe::engine
