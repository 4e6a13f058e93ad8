#include "core/engine/stages/prune/linear_probe.h"

#include "core/base/error.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/linalg_eigh.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>
#include <cmath>
#include <limits>

namespace lathe::engine {

namespace {

constexpr double kPenalties[] = {1e-4, 1e-3, 1e-2, 1e-1, 1, 10};

} // namespace

LinearProbe fitProbe(const at::Tensor& features, const at::Tensor& targets, bool intercept)
{
    const at::NoGradGuard noGrad;
    if (!at::isfinite(features).all().item<bool>())
        throw Error(ErrorKind::BadInput, "the hidden states hold values that are not finite",
                    "The model's weights may be damaged: fetch or export it again");
    at::Tensor x = features.to(at::kDouble), y = targets.to(at::kDouble);
    const double n = double(x.size(0));
    at::Tensor middle = at::zeros({1, x.size(1)}, at::kDouble), level = at::zeros({1, y.size(1)}, at::kDouble);
    if (intercept) {
        middle = x.mean(0, true), level = y.mean(0, true);
        x = x - middle, y = y - level;
    }
    // x = U S V'; where rows are fewer, U and S^2 are those of x x', otherwise V and S^2 those of x' x.
    const bool byRows = x.size(0) <= x.size(1);
    const auto [squares, vectors] = at::linalg_eigh(byRows ? at::matmul(x, x.t()) : at::matmul(x.t(), x));
    const at::Tensor s2 = squares.clamp_min(0);                               // [r]
    const at::Tensor left = byRows ? vectors : at::matmul(x, vectors);        // U, or U S: [n, r]
    const at::Tensor inner = at::matmul(left.t(), y);                         // [r, C]
    const double mean = s2.sum().item<double>() / n + std::numeric_limits<double>::min();

    LinearProbe best;
    double least = std::numeric_limits<double>::infinity();
    at::Tensor weight;
    for (const double penalty : kPenalties) {
        // The hat matrix is U f U' with f = s^2 / (s^2 + lambda); with U S at hand the factors are 1 / (s^2 + lambda).
        const at::Tensor shrunk = 1 / (s2 + penalty * mean), factor = byRows ? s2 * shrunk : shrunk;
        const at::Tensor fitted = at::matmul(left, inner * factor.unsqueeze(1));             // [n, C]
        const at::Tensor own = (left * left * factor).sum(1, true) + (intercept ? 1 / n : 0); // of the hat matrix: [n, 1]
        const at::Tensor error = (y - fitted) / (1 - own).clamp_min(1e-9);                   // without the row
        const double sum = error.square().sum().item<double>();
        if (!(sum < least))
            continue;
        least = sum;
        best.penalty = penalty;
        best.leftOut = (targets.to(at::kDouble) - error).to(at::kFloat);
        const at::Tensor inside = inner * shrunk.unsqueeze(1); // [r, C]
        weight = byRows ? at::matmul(x.t(), at::matmul(vectors, inside)) : at::matmul(vectors, inside); // [K, C]
    }
    best.weight = weight.t().to(at::kFloat).contiguous();
    best.bias = (level - at::matmul(middle, weight)).squeeze(0).to(at::kFloat);
    return best;
}

double probeScale(const LinearProbe& probe, const at::Tensor& labels, bool multilabel)
{
    const at::NoGradGuard noGrad;
    const auto lossAt = [&](double scale) {
        const at::Tensor logits = probe.leftOut * scale;
        return (multilabel ? at::binary_cross_entropy_with_logits(logits, labels) : at::cross_entropy_loss(logits, labels))
            .item<double>();
    };
    // The loss is convex in the factor; golden section over its logarithm.
    constexpr double kGolden = 0.6180339887498949;
    double low = std::log(0.1), high = std::log(100.0);
    for (int i = 0; i < 40; ++i) {
        const double a = high - kGolden * (high - low), b = low + kGolden * (high - low);
        if (lossAt(std::exp(a)) < lossAt(std::exp(b)))
            high = b;
        else
            low = a;
    }
    return std::exp((low + high) / 2);
}

} // namespace lathe::engine
