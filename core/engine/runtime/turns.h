#pragma once

#include "core/engine/model/architecture.h"
#include "core/engine/runtime/workspace.h"

#include <span>

namespace lathe::engine {

// Of each of the texts' tokens (offsets: [texts + 1], of each text's first) the cosines, then the sines of its angles,
// [2 n] float32 (kernels::HeadsArgs), in the workspace.
[[nodiscard]] const float** turnsOf(const Rotary& rotary, std::span<const int64_t> offsets, Workspace& workspace);

} // namespace lathe::engine
