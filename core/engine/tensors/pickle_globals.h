#pragma once

#include "core/base/error.h"
#include "core/engine/tensors/pickle_value.h"

namespace lathe::engine::pickle {

// The few globals that a state dict names. Throws Error, naming it, for any other.
[[nodiscard]] GlobalName globalNamed(const std::string& module, const std::string& name, size_t place);

[[nodiscard]] Error refusedAt(size_t place, const std::string& what);

} // namespace lathe::engine::pickle
