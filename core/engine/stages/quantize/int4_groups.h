#pragma once

#include "core/base/task.h"

#include <ATen/core/Tensor.h>

namespace lathe::engine {

// A matrix in symmetric 4-bit groups, as matrix.h stores it.
struct Int4Groups {
    at::Tensor codes; // [N, K] int8, -8..7
    at::Tensor scale; // [N, K / g] float32 whose values are exactly float16; never 0, either sign
};

// The widest group of at most `wanted` columns that divides the columns without remainder.
[[nodiscard]] int64_t groupWidth(int64_t columns, int64_t wanted);
// Whether groups pay for a matrix of so many columns: an even number, and groups of 16 or more. 8 bits
// with one scale per row are smaller, or the only way, where not.
[[nodiscard]] bool fitsGroups(int64_t columns, int64_t wanted);

// One scale for each block of blocks [N, G, g] float32: [N, G], in float16's values. Without search the
// largest magnitude becomes the code 7 or -7. With it the scale is the one of 40 candidates, narrower ranges
// and both signs (the code -8 lies on either side then), that has the least squared error, each column
// counting by columnWeight [G, g] where given.
[[nodiscard]] at::Tensor groupScales(const at::Tensor& blocks, bool search, const at::Tensor& columnWeight = {});

// Round-to-nearest of matrix [N, K] with groups of `group` columns, which must divide K; columnWeight [K].
// Results lie on the matrix' device. The task is asked whether to stop every 512 rows.
[[nodiscard]] Int4Groups roundGroups(const at::Tensor& matrix, int64_t group, bool search,
                                     const at::Tensor& columnWeight = {}, const Task& task = {});

// The same with scales [N, K / g] that are given; they are brought to float16's values first.
[[nodiscard]] Int4Groups roundGroups(const at::Tensor& matrix, const at::Tensor& scale);

// codes * scale [N, K] float32.
[[nodiscard]] at::Tensor groupValues(const Int4Groups& groups);

} // namespace lathe::engine
