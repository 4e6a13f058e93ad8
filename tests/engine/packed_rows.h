#pragma once

#include "core/engine/runtime/packed_linear.h"

#include <ATen/ops/from_blob.h>

// The parts of packed rows as tensors over their memory, and what a packed layer makes of rows.
namespace lathe::tests {

inline at::Tensor valuesOf(const engine::Rows& rows)
{
    return at::from_blob(rows.values, {rows.count, rows.columns}, at::kFloat);
}
inline at::Tensor scaleOf(const engine::Rows& rows)
{
    return at::from_blob(rows.scale, {rows.count, 1}, at::kFloat);
}
inline at::Tensor zeroOf(const engine::Rows& rows)
{
    return at::from_blob(rows.zero, {rows.count, 1}, at::kFloat);
}
inline at::Tensor codesOf(const engine::Rows& rows)
{
    const bool half = rows.form->numbers == engine::kernels::Numbers::Bfloat16;
    return at::from_blob(rows.codes, {rows.count, rows.columns}, half ? at::kBFloat16 : at::kByte);
}

// x [M, K] float32, dense, in the form that the layer wants.
inline engine::Rows inputOf(engine::Workspace& workspace, const engine::PackedLinear& linear,
                            const at::Tensor& x)
{
    if (!linear.input())
        return {.count = x.size(0), .columns = x.size(1), .values = x.mutable_data_ptr<float>()};
    const engine::Rows in =
        engine::Rows::take(workspace, x.size(0), x.size(1), false, linear.input());
    engine::kernels::quantizeRows(x.const_data_ptr<float>(), x.size(0), x.size(1), in.out());
    return in;
}

// [M, N] float32 over the workspace's memory.
inline at::Tensor outputOf(engine::Workspace& workspace, const engine::PackedLinear& linear,
                           const engine::Rows& in)
{
    const engine::Rows out =
        engine::Rows::take(workspace, in.count, linear.columns(), true, nullptr);
    linear.apply(in, [&](const engine::kernels::Product& product, int64_t row) {
        engine::kernels::finishRows(product, out.out().from(row, product.columns));
    });
    return valuesOf(out);
}

} // namespace lathe::tests
