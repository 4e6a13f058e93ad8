#pragma once

#include <ATen/core/Tensor.h>
#include <functional>

namespace lathe::engine {

// x [..., K] times weight' [N, K] plus bias [N] (may be undefined), differentiable once. What
// at::linear computes; float32 on a CPU goes through oneDNN, forwards and backwards: LibTorch's own
// product there is MKL's, which keeps to AVX2 on CPUs that are not Intel's and then takes twice as
// long.
[[nodiscard]] at::Tensor linear(const at::Tensor& x, const at::Tensor& weight,
                                const at::Tensor& bias = {});

// The same with a weight that has no gradient and is not kept: it is made for the product and made again for the
// gradient of x. What `weight` refers to must outlive the backward pass.
[[nodiscard]] at::Tensor linearOnce(const at::Tensor& x, std::function<at::Tensor()> weight,
                                    const at::Tensor& bias = {});

} // namespace lathe::engine
