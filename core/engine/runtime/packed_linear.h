#pragma once

#include "core/engine/runtime/kernels/rows.h"

#include <ATen/core/Tensor.h>

namespace lathe::engine {

// Rows on their way through the packed model: as float, as 8-bit codes, or both (kernels::RowsOut).
struct Rows {
    at::Tensor values; // [M, K] float32, or undefined
    at::Tensor codes;  // [M, K] uint8, or undefined
    at::Tensor scale;  // [M] float32
    at::Tensor zero;   // [M] float32

    // Uninitialised rows of the forms asked for.
    [[nodiscard]] static Rows make(int64_t rows, int64_t columns, bool values, bool codes);
    [[nodiscard]] kernels::RowsOut out() const;
};

// A linear layer prepared once for the kernel that will run it: float32 (oneDNN, weight reordered for
// this CPU) or integer (oneDNN u8 x s8, accumulated in int32). Weights may be laid one below the other
// so that several layers share one product.
class PackedLinear {
public:
    PackedLinear() = default;
    // weight [N, K] float, or int8 with scale [N] float32 (symmetric per row); bias [N].
    PackedLinear(const at::Tensor& weight, const at::Tensor& scale, const at::Tensor& bias);

    [[nodiscard]] bool integer() const { return m_correction.defined(); }
    [[nodiscard]] int64_t outputs() const { return m_bias.size(0); }

    // The raw product [M, N] float32 of rows in the form that this layer wants (codes when integer()).
    [[nodiscard]] at::Tensor multiply(const Rows& x) const;
    // How to read that product; valid while both live.
    [[nodiscard]] kernels::Product product(const at::Tensor& raw, const Rows& x) const;

private:
    at::Tensor m_weight;     // packed, or [N, K] float
    at::Tensor m_scale;      // [N], integer only
    at::Tensor m_zero;       // [N] zeros, integer only
    at::Tensor m_correction; // [N], integer only
    at::Tensor m_bias;       // [N] float32
    bool m_reordered = false; // m_weight is in oneDNN's own order, float only
};

} // namespace lathe::engine
