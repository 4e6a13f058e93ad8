#pragma once

#include <vector>

namespace lathe::engine {

// One way a block may be: what it costs and what is lost by it.
struct Option {
    double cost = 0;
    double loss = 0;
};

// One option of each block such that the costs sum up to at most `budget` and the losses to the least, by
// dynamic programming over costs rounded up to 1/`steps` of the budget; empty when even the cheapest options
// cost more.
[[nodiscard]] std::vector<int> cheapest(const std::vector<std::vector<Option>>& blocks, double budget, int steps = 4000);

} // namespace lathe::engine
