#include "core/engine/stages/quantize/round_tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/floor.h>
#include <ATen/ops/round.h>

namespace lathe::engine {

at::Tensor roundTokens(const at::Tensor& x)
{
    const at::NoGradGuard noGrad;
    const at::Tensor values = x.to(at::kFloat);
    const at::Tensor low = values.amin(-1, true).clamp_max(0), high = values.amax(-1, true).clamp_min(0); // [..., 1]
    const at::Tensor step = ((high - low) / 255.0).clamp_min_(1e-30), zero = at::round(-low / step);
    return at::floor((values * step.reciprocal()).add_(zero + 0.5)).clamp_(0, 255).sub_(zero).mul_(step);
}

at::Tensor roundTokens(const at::Tensor& x, double scale, double zero)
{
    const at::NoGradGuard noGrad;
    return at::floor((x.to(at::kFloat) * (1 / scale)).add_(zero + 0.5)).clamp_(0, 255).sub_(zero).mul_(scale);
}

} // namespace lathe::engine
