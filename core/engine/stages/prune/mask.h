#pragma once

#include "core/engine/stages/rounds.h"

namespace lathe::engine {

// What unstructured pruning shares: which weights of a matrix become zero, and that they stay zero while
// what is left is trained.

// How the zeros of a matrix may lie.
struct Pattern {
    int keep = 0, of = 0; // N:M: `keep` of each `of` neighbours in a row; of = 0: anywhere in the row
};

// "sparsity", "pattern" ("anywhere", "2:4", "4:8"), "rounds" and "curve", recovery.
[[nodiscard]] std::vector<recipe::ParamSpec> maskParams();
[[nodiscard]] Pattern patternOf(const recipe::Params& params);

// Throws Error when a matrix that would be thinned out is stored as two factors.
void requireMatrices(const Checkpoint& model);

// Which part of the matrices that are thinned out is zero: 0..1.
[[nodiscard]] double zeroShare(const Checkpoint& model);

// [N, K] bool, true for what goes: in each row the `share` of lowest scores, or per group of M all but the
// N highest. Columns that do not fill a group stay.
[[nodiscard]] at::Tensor chosenByRow(const at::Tensor& scores, double share, const Pattern& pattern);

// A method for the recovery that keeps every weight at zero that is zero in `cut`.
[[nodiscard]] Method holdZeros(const Checkpoint& cut);

// Runs a method that says, for a matrix and a share, what its new values are; in rounds, with recovery.
// N:M reaches its final pattern in every round. Notes in the details that the zeros are stored and
// computed like any other value.
using Zeroing = std::function<void(Checkpoint& model, double share, const Pattern& pattern, StageContext& context)>;
[[nodiscard]] Checkpoint pruneByMask(const StageInputs& inputs, const recipe::Params& params, StageContext& context,
                                     const Zeroing& zero);

// The matrices that unstructured pruning thins out: the linear layers of the encoder.
[[nodiscard]] std::vector<std::string> thinnedLayers(const Architecture& architecture);

} // namespace lathe::engine
