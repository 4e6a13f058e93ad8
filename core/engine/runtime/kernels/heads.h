#pragma once

#include "core/engine/runtime/kernels/rows.h"

namespace lathe::engine::kernels {

// What happens to each head of a projection before attention reads it: its own norm, then its turn by its position. A row
// holds heads of queries, then heads of keys, then columns that are left as they are.
struct HeadsArgs {
    int headSize = 0;
    int queries = 0, keys = 0;  // heads
    NormArgs queryNorm, keyNorm; // over one head
    // Of each row the cosines, then the sines of `pairs` angles, by which dimensions i and i + pairs of a head are turned;
    // null: none is.
    const float* const* turns = nullptr;
    int pairs = 0;
};
// out = the projection, [rows, columns]
void finishHeads(const Product& product, const HeadsArgs& args, float* out);

} // namespace lathe::engine::kernels
