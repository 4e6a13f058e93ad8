#pragma once

#include "core/engine/stages/training/trainer.h"

namespace lathe::engine {

// What each attention head and each FFN neuron is worth, per layer; larger is worth more.
struct Importance {
    std::vector<std::vector<double>> heads; // [layers][heads]
    std::vector<std::vector<double>> ffn;   // [layers][ffn]
};

// First-order Taylor estimate of the loss change when a unit's output is set to zero: the mean over
// `rows` training rows of |dL/dg|, g being a factor of 1 on the unit (Molchanov et al. 2019, equation 8;
// for heads Michel et al. 2019, equation 2). Scores are divided by the L2 norm of their layer, so that
// layers compare.
[[nodiscard]] Importance taylorImportance(const Checkpoint& checkpoint, const TrainingRows& data, int rows,
                                          const StageContext& context);

} // namespace lathe::engine
