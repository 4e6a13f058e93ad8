#include "core/engine/stages/quantize/gptq_rounding.h"

#include "core/base/error.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/argsort.h>
#include <ATen/ops/cholesky_inverse.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/linalg_cholesky_ex.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/round.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>
#include <functional>

namespace lathe::engine {

namespace {

// Lower Cholesky factor, or an undefined tensor.
at::Tensor choleskyOf(const at::Tensor& matrix)
{
    const auto [factor, info] = at::linalg_cholesky_ex(matrix);
    return info.item<int>() == 0 ? factor : at::Tensor();
}

// Rounds the rows of w [K, N], in the order of `inputs`, and lets the rows to come make up for the error of
// each. scaleOf(place, rest) is the scale [N] of the row at that place; rest are the rows from there to the
// end of its block, as they are by then. Returns codes [K, N], float.
at::Tensor roundInOrder(at::Tensor w, const SecondOrder& inputs, int64_t block, double low, double high,
                        const std::function<at::Tensor(int64_t place, const at::Tensor& rest)>& scaleOf,
                        const Task& task)
{
    const int64_t K = w.size(0);
    at::Tensor codes = at::empty_like(w);
    for (int64_t begin = 0; begin < K; begin += block) {
        task.checkpoint();
        const int64_t end = std::min(begin + block, K);
        const at::Tensor own = w.slice(0, begin, end), factor = inputs.factor.slice(0, begin, end); // [b, N], [b, K]
        std::vector<at::Tensor> errors;
        for (int64_t i = 0; i < end - begin; ++i) {
            const at::Tensor scale = scaleOf(begin + i, own.slice(0, i));
            const at::Tensor code = at::round(own[i] / scale).clamp_(low, high);
            codes[begin + i].copy_(code);
            errors.push_back((own[i] - code * scale) / factor[i][begin + i]);
            own.slice(0, i).addr_(factor[i].slice(0, begin + i, end), errors.back(), 1, -1);
        }
        if (end < K)
            w.slice(0, end).addmm_(factor.slice(1, end).t(), at::stack(errors), 1, -1);
    }
    return codes;
}

// The weight as rows of columns, in the order of `inputs`; columns without input are 0.
at::Tensor columnsOf(const at::Tensor& weight, const SecondOrder& inputs)
{
    const at::Tensor columns = weight.to(inputs.factor.device(), at::kFloat).t(); // [K, N]
    return (columns * inputs.diagonal.gt(0).unsqueeze(1)).index_select(0, inputs.order).contiguous();
}

// [K, N] in the order of `inputs` to [N, K] int8 in place.
at::Tensor backInPlace(const at::Tensor& codes, const SecondOrder& inputs)
{
    at::Tensor placed = at::empty_like(codes);
    placed.index_copy_(0, inputs.order, codes);
    return placed.t().to(at::kChar).contiguous();
}

constexpr int64_t kBlock = 128;

} // namespace

SecondOrder secondOrder(const at::Tensor& hessian, double damping, bool activationOrder)
{
    const at::NoGradGuard noGrad;
    SecondOrder made;
    made.diagonal = hessian.diagonal().to(at::kFloat).contiguous();
    made.ordered = activationOrder;
    made.order = activationOrder ? at::argsort(made.diagonal, true, 0, true)
                                 : at::arange(hessian.size(0), made.diagonal.options().dtype(at::kLong));
    at::Tensor h = hessian.to(at::kDouble).index_select(0, made.order).index_select(1, made.order);
    const at::Tensor diagonal = h.diagonal(), mean = diagonal.mean().clone();
    diagonal.copy_(at::where(diagonal > 0, diagonal, mean.clamp_min(1e-12)));
    for (double share = damping; share <= 1; share *= 10) {
        diagonal.add_(mean * share);
        const at::Tensor lower = choleskyOf(h);
        const at::Tensor inverse = lower.defined() ? choleskyOf(at::cholesky_inverse(lower)) : lower;
        if (inverse.defined()) {
            made.factor = inverse.t().to(at::kFloat).contiguous();
            return made;
        }
    }
    throw Error(ErrorKind::BadInput, "the inputs of the layer have no usable Hessian",
                "Use more calibration rows; a model whose activations are not finite cannot be quantized");
}

Int4Groups gptqGroups(const at::Tensor& weight, const SecondOrder& inputs, int64_t group, bool search, const Task& task)
{
    const at::NoGradGuard noGrad;
    const int64_t N = weight.size(0), K = weight.size(1), G = K / group;
    const at::Tensor importance = search ? inputs.diagonal.view({G, group}) : at::Tensor();
    // In their own order groups are scaled when their turn comes, from what the columns before left them. In
    // another order the columns of all groups mix, so that all scales are fixed beforehand.
    at::Tensor scale = groupScales(weight.to(inputs.factor.device(), at::kFloat).reshape({N, G, group}), search,
                                   importance); // [N, G]
    const at::Tensor order = inputs.order.cpu();
    const auto* columns = order.const_data_ptr<int64_t>();
    const auto scaleOf = [&](int64_t place, const at::Tensor& rest) {
        const int64_t g = columns[place] / group;
        if (!inputs.ordered && place % group == 0) {
            const at::Tensor own = rest.slice(0, 0, group).t().reshape({N, 1, group});
            scale.slice(1, g, g + 1).copy_(
                groupScales(own, search, search ? importance.slice(0, g, g + 1) : at::Tensor()));
        }
        return scale.select(1, g);
    };
    const int64_t block = group * std::max<int64_t>(1, kBlock / group); // whole groups
    const at::Tensor codes = roundInOrder(columnsOf(weight, inputs), inputs, block, -8, 7, scaleOf, task);
    return {backInPlace(codes, inputs), scale};
}

Int8Rows gptqRows(const at::Tensor& weight, const SecondOrder& inputs, const Task& task)
{
    const at::NoGradGuard noGrad;
    const at::Tensor scale = roundRows(weight).scale.to(inputs.factor.device());
    const at::Tensor codes = roundInOrder(
        columnsOf(weight, inputs), inputs, kBlock, -127, 127, [&](int64_t, const at::Tensor&) { return scale; }, task);
    return {backInPlace(codes, inputs), scale};
}

} // namespace lathe::engine
