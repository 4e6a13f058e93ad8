#pragma once

#include "core/engine/stages/training/training_params.h"

namespace lathe::engine {

// The least memory that training a model of these sizes takes, in bytes: float32 weights, and for those
// that are trained a gradient and AdamW's two averages. The token table counts once, because only its
// used rows are trained; activations are not counted.
[[nodiscard]] int64_t trainingBytes(const Architecture& model, const TrainingOptions& options);

// Throws Error, with what to do, when that is more than memoryBytes; 0 for unknown.
void checkTrainingMemory(const Architecture& model, const TrainingOptions& options, uint64_t memoryBytes);

} // namespace lathe::engine
