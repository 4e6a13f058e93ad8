#pragma once

#include "core/recipe/stage_info.h"
#include "core/runner/model_facts.h"

namespace lathe::runner {

// Bytes that a step takes at its peak beside what the program holds already: of a stage that trains
// weights, gradients, both states of AdamW, the best weights so far and the activations of a batch;
// of any other the weights twice. `source` gives width, heads and depth, which no stage raises.
[[nodiscard]] int64_t stepMemory(const recipe::Params& params, const ModelFacts& source,
                                 int64_t parameters, int64_t teacherParameters, int maxLength);

// Of one token in training, all layers: what the backward pass needs again.
[[nodiscard]] int64_t activationBytesPerToken(const ModelFacts& facts, int maxLength);

} // namespace lathe::runner
