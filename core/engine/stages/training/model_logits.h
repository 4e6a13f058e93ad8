#pragma once

#include "core/engine/stages/training/frozen_prefix.h"

namespace lathe::engine {

// Logits [rows, C] float32 on the CPU of a model as it is being trained, in the order of the rows: nothing is packed, and
// what frozen layers make of the rows is taken from `below` where given. Without dropout.
[[nodiscard]] at::Tensor modelLogits(const Transformer& model, const std::vector<TokenIds>& rows, const Hooks& hooks,
                                     int frozenLayers, FrozenPrefix* below, at::Device device, const Task& task);

} // namespace lathe::engine
