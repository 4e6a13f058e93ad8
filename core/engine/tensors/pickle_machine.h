#pragma once

#include "core/engine/tensors/pickle_value.h"

#include <span>

namespace lathe::engine::pickle {

// What a pickle's instructions build: values by place, and the one that the pickle is of.
struct Built {
    std::vector<Value> values;
    ValueRef root = 0;
};

// Carries out the instructions of a state dict's pickle, and of no other: see pickle.h. Tensors are
// described, not made. Throws Error, with the byte's place, for everything that is not allowed.
[[nodiscard]] Built build(std::span<const std::byte> program);

} // namespace lathe::engine::pickle
