#pragma once

#include "core/engine/runtime/kernels/attention_tiles.h"

#include <algorithm>

namespace lathe::engine::kernels {

// One head of one text, and the memory to work in.
struct HeadWork {
    int64_t queries = 0, keys = 0, width = 0, paddedWidth = 0; // width: headSize; padded to a multiple of kLanes
    int64_t position = 0, step = 1; // query i stands at position + i * step
    const float* query = nullptr;
    int64_t queryStride = 0;
    const float* key = nullptr;
    const float* value = nullptr;
    int64_t keyValueStride = 0;
    float scale = 1, softcap = 0;
    bool causal = false;
    int64_t window = 0;
    const float* relative = nullptr; // at distance 0, or null
    DistanceArgs distances;          // of this head; rows at distance 0
    float* out = nullptr;
    int64_t outStride = 0;
    bool loaded = false;         // keysT and values hold these keys already
    float* keysT = nullptr;      // [panels of kPanelKeys, width, kPanelKeys]
    float* values = nullptr;     // [keys, paddedWidth]
    float* scores = nullptr;     // [kBlockQueries, scoreStride]
    int64_t scoreStride = 0;
    float* queryByDistance = nullptr; // [kBlockQueries, kDistances]
    float* keyByDistance = nullptr;   // [kPanelKeys, kDistances]
};

// Keys first..last - 1.
struct Seen {
    int64_t first, last;
};
LATHE_INLINE void seenFrom(const HeadWork& w, int64_t query, Seen* seen)
{
    const int64_t p = w.position + query * w.step;
    seen->first = w.window > 0 ? std::max<int64_t>(0, p - w.window + 1) : 0;
    seen->last = w.causal ? p + 1 : w.window > 0 ? std::min(w.keys, p + w.window) : w.keys;
}
// What any of the queries from `query` on sees, rounded to kLanes.
LATHE_INLINE void seenByTile(const HeadWork& w, int64_t query, int64_t count, Seen* seen)
{
    Seen last;
    seenFrom(w, query, seen);
    seenFrom(w, query + count - 1, &last);
    seen->first = seen->first / kLanes * kLanes;
    seen->last = roundUpToLanes(last.last);
}

} // namespace lathe::engine::kernels
