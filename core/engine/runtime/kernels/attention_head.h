#pragma once

#include "core/engine/runtime/kernels/attention_distances.h"

// One head of one text, 48 queries at a time, of short texts a tile. To be called through eachCpu.
namespace lathe::engine::kernels {

inline constexpr int64_t kShortKeys = 192;

// Keys are transposed once, so that every inner loop runs over contiguous floats: over the keys for the scores, over the
// head's width for the weighted sum.
LATHE_INLINE void loadHead(const HeadWork& w)
{
    Seen all;
    seenByTile(w, 0, w.queries, &all);
    const int64_t whole = w.width / kLanes * kLanes;
    for (int64_t t = all.first; t < all.last; t += kLanes) {
        float* to = w.keysT + t / kPanelKeys * kPanelKeys * w.width + t % kPanelKeys;
        const float* from = w.key + t * w.keyValueStride;
        const int64_t count = std::min(kLanes, w.keys - t);
        const int64_t tiles = count == kLanes ? whole : 0;
        for (int64_t c = 0; c < tiles; c += kLanes)
            transposeTile(from + c, w.keyValueStride, to + c * kPanelKeys, kPanelKeys);
        for (int64_t c = tiles; c < w.width; ++c)
            for (int64_t k = 0; k < kLanes; ++k)
                to[c * kPanelKeys + k] = k < count ? from[k * w.keyValueStride + c] : 0.0f;
    }
    for (int64_t t = all.first, end = std::min(all.last, w.keys); t < end; ++t) {
        float* to = w.values + t * w.paddedWidth;
        std::memcpy(to, w.value + t * w.keyValueStride, size_t(w.width) * sizeof(float));
        std::fill(to + w.width, to + w.paddedWidth, 0.0f);
    }
}

// scores[r, j...] of R queries from `first` on and the keys from..to - 1 of one panel.
template <int R, int C> LATHE_INLINE void scorePanel(const HeadWork& w, int64_t first, int64_t row, int64_t from, int64_t to)
{
    for (; from + C * kLanes <= to; from += C * kLanes) {
        Lanes sum[R][C];
        clearTile(sum);
        multiplyTile<R, C>(w.query + (first + row) * w.queryStride, w.queryStride,
                           w.keysT + from / kPanelKeys * kPanelKeys * w.width + from % kPanelKeys, kPanelKeys, w.width, sum);
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c)
                writeLanes(sum[r][c] * w.scale, w.scores + (row + r) * w.scoreStride + from + c * kLanes);
    }
    if constexpr (C > 1)
        if (from < to)
            scorePanel<R, C / 2>(w, first, row, from, to);
}

// Exponentials of the scores in `tile`; returns one over their sum.
LATHE_INLINE float softmaxRow(const HeadWork& w, int64_t query, const Seen& tile, float* s)
{
    Seen own;
    seenFrom(w, query, &own);
    if (w.softcap > 0)
        for (int64_t j = tile.first; j < tile.last; j += kLanes) {
            Lanes x, y;
            readLanes(s + j, x);
            tanhOf(x * (1.0f / w.softcap), y);
            writeLanes(y * w.softcap, s + j);
        }
    if (w.relative)
        for (int64_t j = own.first, position = w.position + query * w.step; j < own.last; ++j)
            s[j] += w.relative[j - position];
    for (int64_t j = tile.first; j < own.first; ++j)
        s[j] = -1e30f; // becomes an exact 0 below
    for (int64_t j = own.last; j < tile.last; ++j)
        s[j] = -1e30f;
    Lanes tops, x;
    readLanes(s + tile.first, tops);
    for (int64_t j = tile.first + kLanes; j < tile.last; j += kLanes) {
        readLanes(s + j, x);
        tops = x > tops ? x : tops;
    }
    float top = tops[0];
    for (int lane = 1; lane < kLanes; ++lane)
        top = std::max(top, tops[lane]);
    Lanes sums = {};
    for (int64_t j = tile.first; j < tile.last; j += kLanes) {
        Lanes e;
        readLanes(s + j, x);
        fastExp(x - top, e);
        writeLanes(e, s + j);
        sums += e;
    }
    float sum = 0;
    for (int lane = 0; lane < kLanes; ++lane)
        sum += sums[lane];
    return 1.0f / sum;
}

// out[first + row + r, column...] gets scores[row + r] . values of the keys from..to - 1: added to what is there unless
// `begins`, times inverse[r] when `ends`.
template <int R, int C>
LATHE_INLINE void sumColumns(const HeadWork& w, int64_t first, int64_t row, int64_t from, int64_t to, bool begins, bool ends,
                             const float* inverse, int64_t column)
{
    for (; column + C * kLanes <= w.paddedWidth; column += C * kLanes) {
        Lanes sum[R][C];
        clearTile(sum);
        float* out = w.out + (first + row) * w.outStride + column;
        multiplyTile<R, C>(w.scores + row * w.scoreStride + from, w.scoreStride, w.values + from * w.paddedWidth + column,
                           w.paddedWidth, to - from, sum);
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c) {
                float* at = out + r * w.outStride + c * kLanes;
                const auto bytes = size_t(std::min(kLanes, w.width - column - c * kLanes)) * sizeof(float);
                Lanes value = sum[r][c];
                if (!begins) {
                    Lanes before = {};
                    std::memcpy(&before, at, bytes);
                    value += before;
                }
                if (ends)
                    value *= inverse[r];
                if (bytes == sizeof value)
                    writeLanes(value, at);
                else
                    std::memcpy(at, &value, bytes);
            }
    }
    if constexpr (C > 1)
        if (column < w.paddedWidth)
            sumColumns<R, C / 2>(w, first, row, from, to, begins, ends, inverse, column);
}

// Queries first..first + count - 1. R rows of a tile, C blocks of columns at most.
template <int R, int C> LATHE_INLINE void runBlock(const HeadWork& w, int64_t first, int64_t count)
{
    constexpr int64_t kValueKeys = 256; // whose values stay in the first caches while all tiles read them
    Seen all;
    seenByTile(w, first, count, &all);
    for (int64_t panel = all.first / kPanelKeys * kPanelKeys; panel < all.last; panel += kPanelKeys) {
        eachTile<R>(count, [&](auto rows, int64_t row) __attribute__((always_inline)) {
            Seen tile;
            seenByTile(w, first + row, rows.value, &tile);
            scorePanel<rows.value, C>(w, first, row, std::max(panel, tile.first), std::min(panel + kPanelKeys, tile.last));
        });
        if (w.distances.rows)
            addDistances<R, C>(w, first, count, panel);
    }
    float inverse[kBlockQueries];
    eachTile<R>(count, [&](auto rows, int64_t row) __attribute__((always_inline)) {
        Seen tile;
        seenByTile(w, first + row, rows.value, &tile);
        for (int r = 0; r < rows.value; ++r)
            inverse[row + r] = softmaxRow(w, first + row + r, tile, w.scores + (row + r) * w.scoreStride);
    });
    for (int64_t keys = all.first / kValueKeys * kValueKeys; keys < all.last; keys += kValueKeys)
        eachTile<R>(count, [&](auto rows, int64_t row) __attribute__((always_inline)) {
            Seen tile;
            seenByTile(w, first + row, rows.value, &tile);
            const int64_t from = std::max(keys, tile.first), to = std::min(keys + kValueKeys, tile.last);
            if (from < to)
                sumColumns<rows.value, C>(w, first, row, from, std::min(to, w.keys), from == tile.first, to == tile.last,
                                          inverse + row, 0);
        });
}

template <int R, int C> LATHE_INLINE void runHead(const HeadWork* work)
{
    const HeadWork& w = *work;
    if (!w.loaded)
        loadHead(w);
    // Keys, values and scores of a short text stay in the first cache when its tiles go one by one; of a long one
    // each panel of keys is read for many tiles.
    const int64_t block = w.keys <= kShortKeys ? R : kBlockQueries;
    for (int64_t first = 0; first < w.queries; first += block)
        runBlock<R, C>(w, first, std::min(block, w.queries - first));
}

} // namespace lathe::engine::kernels
