#pragma once

#include "core/base/task.h"
#include "core/engine/model/batches.h"
#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

// Logits [rows, C] float32 of a checkpoint with a head, in the order of the rows: packed on the CPU, as
// users run it. On a GPU a model whose weights are all float is computed there, in float32.
[[nodiscard]] at::Tensor logitsOf(const Checkpoint& checkpoint, const std::vector<TokenIds>& rows, at::Device device,
                                  const Task& task);

} // namespace lathe::engine
