#pragma once

#include "core/engine/stages/training/training_params.h"

#include <cstddef>
#include <cstdint>

namespace lathe::engine {

// The least memory that training a model of these sizes takes, in bytes: float32 weights, gradient and AdamW's two
// averages of what is trained, weights or adapters; the matrices that adapters are merged into; and what is not trained
// as it is stored, at `storedBytes` a weight. The token table counts once, because only its used rows are
// trained; activations are not counted.
[[nodiscard]] int64_t trainingBytes(const Architecture& model, const TrainingOptions& options, double storedBytes = 4);

// Throws Error, with what to do, when that is more than memoryBytes; 0 for unknown.
void checkTrainingMemory(const Architecture& model, const TrainingOptions& options, uint64_t memoryBytes,
                         double storedBytes = 4);

// How many tokens may be trained on at once, so that what the layers above the frozen ones keep for the way back takes no
// more than so many bytes (0: unknown): 256 to 4096.
[[nodiscard]] size_t tokensInMemory(const Architecture& model, const TrainingOptions& options, uint64_t memoryBytes);

} // namespace lathe::engine
