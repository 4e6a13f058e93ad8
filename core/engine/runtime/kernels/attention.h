#pragma once

#include <cstdint>
#include <span>

namespace lathe::engine::kernels {

// Self-attention over texts that lie one after another without padding.
struct AttentionArgs {
    const float* query = nullptr; // row t at query + t * queryStride, [heads * headSize] each
    const float* key = nullptr;   // row t at key + t * keyValueStride
    const float* value = nullptr;
    int64_t queryStride = 0, keyValueStride = 0;
    int heads = 0, headSize = 0;
    std::span<const int64_t> offsets; // [texts + 1]: text i has key rows offsets[i]..offsets[i+1]
    bool firstTokenOnly = false; // one query row per text, row i of `query`, for the text's first token
    // Relative attention bias of a head for (key position - query position), or null:
    // relative[head * (2 * relativeReach + 1) + key - query + relativeReach].
    const float* relative = nullptr;
    int64_t relativeReach = 0;
};

// out: one row of [heads * headSize] per query row: softmax(q k' / sqrt(headSize) + relative) v.
// Work is spread over texts and heads.
void attention(const AttentionArgs& args, float* out);

} // namespace lathe::engine::kernels
