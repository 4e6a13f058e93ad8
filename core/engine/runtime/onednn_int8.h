#pragma once

#include <ATen/core/Tensor.h>

// LibTorch's integer product, which uses AMX where there is any. Each call allocates its result.
namespace lathe::engine {

// False in a LibTorch built without oneDNN.
[[nodiscard]] bool hasOneDnnInt8();

// weight [N, K] int8, laid as oneDNN wants it.
[[nodiscard]] at::Tensor oneDnnPack(const at::Tensor& weight);

// [rows, N] float32: scale[n] * sum over k of codes[r, k] * weight[n, k]. zero: [N] int32 zeros.
[[nodiscard]] at::Tensor oneDnnProduct(uint8_t* codes, int64_t rows, int64_t depth,
                                       const at::Tensor& packed, const at::Tensor& scale,
                                       const at::Tensor& zero);


// Whether it multiplies rows with a matrix [columns, depth] faster than our own kernel on this CPU: timed once for each
// shape, some milliseconds. Both sum exactly, so answers do not depend on the choice. (Tiles can do eight times as much
// at once, but on a Xeon with AMX the operator's overhead made one text slower in int8 than in float32.)
[[nodiscard]] bool oneDnnIsFaster(int64_t columns, int64_t depth);

} // namespace lathe::engine
