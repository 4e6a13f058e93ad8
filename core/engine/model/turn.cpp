#include "core/engine/model/turn.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/sin.h>
#include <ATen/ops/where.h>

namespace lathe::engine {

namespace {

at::Tensor angles(const std::vector<double>& frequencies, const at::Tensor& positions)
{
    at::Tensor each = at::empty({int64_t(frequencies.size())}, at::kFloat);
    std::copy(frequencies.begin(), frequencies.end(), each.mutable_data_ptr<float>());
    return positions.to(at::kFloat).unsqueeze(-1) * each.to(positions.device()); // single precision, as published
}

} // namespace

Turn turnOf(const Rotary& rotary, const at::Tensor& positions, const at::Tensor& isLong)
{
    at::Tensor angle = angles(rotary.frequencies, positions);
    if (isLong.defined() && !rotary.longFrequencies.empty())
        angle = at::where(isLong.unsqueeze(-1), angles(rotary.longFrequencies, positions), angle);
    return {angle.cos() * rotary.magnitude, angle.sin() * rotary.magnitude};
}

at::Tensor turned(const at::Tensor& x, const Turn& turn)
{
    const int64_t n = turn.cos.size(-1), D = x.size(3);
    const at::Tensor left = x.narrow(3, 0, n), right = x.narrow(3, n, n);
    const at::Tensor a = left * turn.cos - right * turn.sin, b = right * turn.cos + left * turn.sin;
    return 2 * n == D ? at::cat({a, b}, 3) : at::cat({a, b, x.narrow(3, 2 * n, D - 2 * n)}, 3);
}

} // namespace lathe::engine
