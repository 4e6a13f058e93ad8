#pragma once

#include "core/engine/model/architecture.h"

#include <ATen/core/Tensor.h>

namespace lathe::engine {

// cos and sin of every angle, times the magnitude: [..., n] float32 each for positions [...] int64.
struct Turn {
    at::Tensor cos, sin;
};
// `isLong` [positions' shape or broadcast to it] bool says where the long frequencies count; undefined: nowhere.
[[nodiscard]] Turn turnOf(const Rotary& rotary, const at::Tensor& positions, const at::Tensor& isLong = {});

// x [B, heads, T, D] with the first 2 n dimensions of every head turned; turn [B or 1, 1, T, n].
[[nodiscard]] at::Tensor turned(const at::Tensor& x, const Turn& turn);

} // namespace lathe::engine
