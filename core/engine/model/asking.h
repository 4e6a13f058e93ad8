#pragma once

#include "core/engine/model/architecture.h"
#include "core/engine/model/batches.h"

namespace lathe::engine {

// The tokens of a batch that ask in a layer: all of them, or the one of each text that the head reads.
struct Asking {
    const PaddedBatch& batch;
    at::Tensor places; // [1 or B, Q] int64: where they stand
    bool all = true;

    // Of x [B, T, H] their rows [B, Q, H].
    [[nodiscard]] at::Tensor rowsOf(const at::Tensor& x) const;
    // How many tokens before the asking one a key stands: [1 or B, 1, Q, T] int64.
    [[nodiscard]] at::Tensor distances() const;
};

[[nodiscard]] Asking everyToken(const PaddedBatch& batch);
// The first or last token of each text; every token where the head reads their mean.
[[nodiscard]] Asking headTokens(const Architecture& architecture, const PaddedBatch& batch);

} // namespace lathe::engine
