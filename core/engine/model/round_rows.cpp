#include "core/engine/model/round_rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/round.h>
#include <ATen/ops/where.h>

namespace lathe::engine {

Int8Rows roundRows(const at::Tensor& matrix)
{
    const at::NoGradGuard noGrad;
    const at::Tensor values = matrix.to(at::kFloat);
    const at::Tensor largest = values.abs().amax(1);
    const at::Tensor scale = at::where(largest > 0, largest / 127.0, at::ones_like(largest));
    const at::Tensor codes = at::round(values / scale.unsqueeze(1)).clamp(-127, 127).to(at::kChar);
    return {codes.contiguous(), scale.contiguous()};
}

} // namespace lathe::engine
