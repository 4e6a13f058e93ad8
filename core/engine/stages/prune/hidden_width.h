#pragma once

#include "core/engine/stages/training/training_rows.h"

namespace lathe::engine {

// What each hidden dimension is worth, [H]: sum over the rows of |sum of h * dL/dh| over tokens, summed over
// the embeddings' output and every layer's output.
[[nodiscard]] at::Tensor hiddenImportance(const Checkpoint& model, const TrainingRows& rows, const StageContext& context);

// The indices of the `count` largest, ascending, int64.
[[nodiscard]] at::Tensor strongest(const at::Tensor& importance, int64_t count);

// Sets the hidden size, and the embeddings' scale where it is that size's root.
void setHidden(Architecture& architecture, int hidden);

// The model with only these hidden dimensions. Each norm keeps its weights for them, but takes mean and
// variance over fewer.
[[nodiscard]] Checkpoint withHidden(const Checkpoint& model, const at::Tensor& kept);

} // namespace lathe::engine
