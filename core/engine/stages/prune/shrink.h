#pragma once

#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

// Units to keep per layer, ascending indices. A unit of attention is a key and value head with the query heads that
// share it (LayerShape::kvHeads); where none is shared that is a head.
struct Kept {
    std::vector<std::vector<int64_t>> heads;
    std::vector<std::vector<int64_t>> ffn;
};

// The checkpoint with all other heads and FFN neurons removed: rows of query, key, value, gate and up, columns
// of output and down, columns of the relative bias. Computes exactly what the original computes with the
// removed units' outputs set to zero.
[[nodiscard]] Checkpoint shrink(const Checkpoint& checkpoint, const Kept& kept);

// Which units to keep so that about `sparsity` (0..1) of all of them go, lowest scores first. Over the
// whole model when global, else the same share of each layer. A layer keeps at least `least` units, and
// kept counts are rounded up to a multiple of `multiple`.
[[nodiscard]] std::vector<std::vector<int64_t>> keepBest(const std::vector<std::vector<double>>& scores,
                                                         double sparsity, bool global, int least, int multiple);

} // namespace lathe::engine
