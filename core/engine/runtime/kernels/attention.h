#pragma once

#include <cstdint>
#include <span>

namespace lathe::engine::kernels {

// Attention that also asks how far apart query and key are (DeBERTa): to the score of a query and a key are added
// query . keys[row] and key . queries[row], where row = rows[reach + query position - key position].
struct DistanceArgs {
    const float* keys = nullptr;    // [heads, headSize, stride], projections of the table of distances; null: not added
    const float* queries = nullptr; // the same of the other
    int64_t stride = 0;             // rows of the table and at least kDistanceSlack more, which are read but not used
    const int32_t* rows = nullptr;  // [2 * reach + 1], never falling; null: no such attention
    int64_t reach = 0;              // the largest distance
};
inline constexpr int64_t kDistanceSlack = 64;

// Self-attention over texts that lie one after another without padding.
struct AttentionArgs {
    const float* query = nullptr; // row t at query + t * queryStride, [heads * headSize] each
    const float* key = nullptr;   // row t at key + t * keyValueStride, [heads / group * headSize] each
    const float* value = nullptr;
    int64_t queryStride = 0, keyValueStride = 0;
    int heads = 0, headSize = 0;
    int group = 1;       // neighbouring heads that share one head of keys and values
    float scale = 0;     // of the scores; 0: 1 / sqrt(headSize)
    float softcap = 0;   // scores become softcap * tanh(score / softcap); 0: as they are
    bool causal = false; // a token sees no later one
    int64_t window = 0;  // a token sees those less than so many tokens away; 0: all
    std::span<const int64_t> offsets;  // [texts + 1]: text i has key rows offsets[i]..offsets[i+1]
    const int64_t* asking = nullptr; // one query row per text, row i of `query`, of the token at asking[i] in it; null: all
    // Relative attention bias of a head for (key position - query position), or null:
    // relative[head * (2 * relativeReach + 1) + key - query + relativeReach].
    const float* relative = nullptr;
    int64_t relativeReach = 0;
    DistanceArgs distances;
};

// out: one row of [heads * headSize] per query row: softmax(scores) v. Scores are kept of 48 queries at a time, and keys that
// no query of a tile sees are left out. Work is spread over texts and heads.
void attention(const AttentionArgs& args, float* out);

} // namespace lathe::engine::kernels
