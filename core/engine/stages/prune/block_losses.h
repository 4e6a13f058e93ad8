#pragma once

#include "core/engine/stages/prune/importance.h"

namespace lathe::engine {

// The units of one block (the heads or the FFN neurons of a layer) from the most to the least
// important, and what the answers lose when only the first n of them stay.
struct Ranking {
    std::vector<int64_t> order;
    std::vector<double> lost; // [n] for n = 0..units; falls to 0 at all of them

    // The first n in ascending order of their index.
    [[nodiscard]] std::vector<int64_t> first(size_t n) const;
};

// By layer: [2 * layer] its heads, [2 * layer + 1] its FFN neurons. Losses are measured, not
// estimated: the mean divergence (as loss() has it) of the model's answers on the rows with this
// block cut from those of the whole model, at no unit, an eighth, a quarter, half and three
// quarters of them, straight lines between. So heads and neurons of all layers are in one currency,
// and what a layer is without any head is seen. Blocks are cut one at a time; that their losses add
// up is the assumption of Kurtic et al. 2023 (ZipLM, section 3.2).
[[nodiscard]] std::vector<Ranking> measuredRankings(const Checkpoint& model,
                                                    const Importance& importance,
                                                    const TrainingRows& rows,
                                                    const StageContext& context);

} // namespace lathe::engine
