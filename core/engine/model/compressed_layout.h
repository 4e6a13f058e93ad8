#pragma once

#include "core/engine/tensors/safetensors.h"

#include <nlohmann/json.hpp>

namespace lathe::engine {

// Whether a config.json says that weights are in the layout of the compressed-tensors package.
[[nodiscard]] bool isCompressedLayout(const nlohmann::json& config);

// Codes of 8 and 4 bits as Lathe keeps them (matrix.h), under the same names. Floats stay as they are. Throws Error that names
// the tensor for what Lathe has no form for: zero points, 8-bit codes by group, other bits.
[[nodiscard]] Tensors fromCompressedLayout(Tensors tensors);

} // namespace lathe::engine
