#pragma once

#include <ATen/core/Tensor.h>

namespace lathe::engine {

// x [..., K] float32 as the packed runtime rounds it for an integer product: each token to 8-bit codes of its
// own range, asymmetric, zero always exact; the codes' values are returned.
[[nodiscard]] at::Tensor roundTokens(const at::Tensor& x);

// The same with one range for all: scale and zero point of the codes 0..255.
[[nodiscard]] at::Tensor roundTokens(const at::Tensor& x, double scale, double zero);

} // namespace lathe::engine
