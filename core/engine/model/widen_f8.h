#pragma once

#include "core/engine/tensors/safetensors.h"

namespace lathe::engine {

// Widens 8-bit floats. A matrix X.weight that has X.weight_scale beside it (one number, one for each
// row, or X.weight_scale_inv with one for each block of rows and columns) becomes float32, multiplied by
// it; any other becomes bfloat16, which holds its values exactly. Throws Error for scales of other shapes.
[[nodiscard]] Tensors widenF8(Tensors tensors);

} // namespace lathe::engine
