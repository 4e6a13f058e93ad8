#pragma once

#include <ATen/core/Tensor.h>

namespace lathe::engine {

struct Int8Rows {
    at::Tensor codes; // [R, C] int8, -127..127
    at::Tensor scale; // [R] float32; value = codes * scale
};

// Symmetric round-to-nearest with scale[r] = max |row r| / 127; a row of zeros gets scale 1.
[[nodiscard]] Int8Rows roundRows(const at::Tensor& matrix);

} // namespace lathe::engine
