#pragma once

#include <ATen/core/Tensor.h>

namespace lathe::engine {

// A linear classifier by ridge regression (Hoerl & Kennard 1970) on targets [n, C] of +1 and -1, every column for itself.
struct LinearProbe {
    at::Tensor weight;   // [C, K] float32
    at::Tensor bias;     // [C] float32; zeros without intercept
    double penalty = 0;  // lambda, as a share of the mean square of the (centred) features
    at::Tensor leftOut;  // [n, C] float32: what a probe fitted without the row says of it
};

// features [n, K], targets [n, C], float. The penalty is the one of `kPenalties` whose error on rows left out one by one is
// least, in closed form from one eigendecomposition of the smaller of X'X and XX' (in double). Throws Error when
// features are not finite.
[[nodiscard]] LinearProbe fitProbe(const at::Tensor& features, const at::Tensor& targets, bool intercept);

// The factor on a probe's answers at which their loss (cross-entropy, or binary cross-entropy for multilabel) on the rows left
// out is least: what makes scores of +-1 into logits. labels as Targets::labels.
[[nodiscard]] double probeScale(const LinearProbe& probe, const at::Tensor& labels, bool multilabel);

} // namespace lathe::engine
