#pragma once

#include "core/engine/stages/training/trainer.h"

namespace lathe::engine {

// What each attention head and each FFN neuron is worth, per layer; larger is worth more.
struct Importance {
    std::vector<std::vector<double>> heads; // [layers][heads]
    std::vector<std::vector<double>> ffn;   // [layers][ffn]
};

// First-order Taylor estimate of the loss change when a unit's output is set to zero: the mean over
// the rows of |dL/dg|, g being a factor of 1 on the unit (Molchanov et al. 2019, equation 8;
// for heads Michel et al. 2019, equation 2).
[[nodiscard]] Importance taylorImportance(const Checkpoint& checkpoint, const TrainingRows& rows,
                                          const StageContext& context);

// The same divided by the L2 norm of its layer: layers then compete by rank, not by size.
[[nodiscard]] Importance normalised(Importance importance);

// The L2 norm of the weights that belong to a unit: the product of what leads into it and what leads out
// (Han et al. 2015; Li et al. 2017 for whole filters).
[[nodiscard]] Importance magnitudeImportance(const Checkpoint& checkpoint);

} // namespace lathe::engine
