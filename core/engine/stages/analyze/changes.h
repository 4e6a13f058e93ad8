#pragma once

#include "core/engine/stages/prune/importance.h"

namespace lathe::engine {

// What may be done to a part of a model.
struct ChangeOptions {
    bool int8 = true, int4 = true, heads = true, ffn = true, lowRank = true, layers = true;
    double share = 0.5; // of the heads, of the neurons, of a matrix's weights
};

// One part of a model changed in one way, all else as it was.
struct Change {
    std::optional<int> layer; // none for embeddings and head
    std::string part;         // "attention", "ffn", "layer", "embeddings" or "head"
    std::string method;       // "int8", "int4", "heads 50 %", "ffn 50 %", "low-rank 50 %", "drop layer"
    std::function<Checkpoint(const Checkpoint& model)> apply;
};

// Every change that the options ask for and the model has room for, layer by layer, then embeddings and head:
//   int8, int4   attention, FFN, embeddings and the head's dense layer rounded to nearest: by rows, and in groups of 64 with a searched scale each
//   heads, ffn   the units of the least importance removed, at least one kept
//   low rank     output projection, FFN matrices and token table each as the best two factors of that many weights
//   drop layer   where another is left
// The context and the importance must outlive the changes.
[[nodiscard]] std::vector<Change> changesOf(const Checkpoint& model, const ChangeOptions& options,
                                            const Importance& importance, const StageContext& context);

// The two factors of rank R [N, R] and [R, K] float32 with the least squared error (Eckart & Young 1936), by
// the eigenvectors of the smaller of W^T W and W W^T.
[[nodiscard]] std::pair<at::Tensor, at::Tensor> bestFactors(const at::Tensor& matrix, int64_t rank);

} // namespace lathe::engine
