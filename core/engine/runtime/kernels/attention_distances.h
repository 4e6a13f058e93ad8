#pragma once

#include "core/engine/runtime/kernels/attention_work.h"

// What queries and keys make of their distances (DistanceArgs). To be called through eachCpu.
namespace lathe::engine::kernels {

// out[r, c] = a[r] . b[c] for `count` rows of a and, b being transposed, columns 0..n - 1 and some behind. out: rows of
// kDistances.
template <int R, int C>
LATHE_INLINE void multiplyDistances(const float* a, int64_t aStride, int64_t count, const float* b, int64_t bStride, int64_t n,
                                    int64_t depth, float* out)
{
    for (int64_t column = 0; column < n; column += C * kLanes)
        eachTile<R>(count, [&](auto rows, int64_t row) __attribute__((always_inline)) {
            Lanes sum[rows.value][C];
            clearTile(sum);
            multiplyTile<rows.value, C>(a + row * aStride, aStride, b + column, bStride, depth, sum);
            for (int r = 0; r < rows.value; ++r)
                for (int c = 0; c < C; ++c)
                    writeLanes(sum[r][c], out + (row + r) * kDistances + column + c * kLanes);
        });
}

// Adds to the scores of a panel's keys what the distances say. Few rows of the table are between the queries of a block and
// the keys of a panel, so only their products are made.
template <int R, int C> LATHE_INLINE void addDistances(const HeadWork& w, int64_t first, int64_t count, int64_t panel)
{
    const DistanceArgs& d = w.distances;
    const int64_t end = std::min(panel + kPanelKeys, w.keys), position = w.position + first * w.step;
    const int32_t lowest = d.rows[position - (end - 1)], highest = d.rows[position + (count - 1) * w.step - panel];
    const int64_t n = highest - lowest + 1;
    constexpr int kColumns = C > 1 ? C / 2 : 1; // fewer columns are computed in vain
    if (d.keys)
        multiplyDistances<R, kColumns>(w.query + first * w.queryStride, w.queryStride, count, d.keys + lowest, d.stride, n,
                                       w.width, w.queryByDistance);
    if (d.queries)
        multiplyDistances<R, kColumns>(w.key + panel * w.keyValueStride, w.keyValueStride, end - panel, d.queries + lowest,
                                       d.stride, n, w.width, w.keyByDistance);
    for (int64_t i = 0; i < count; ++i) {
        float* scores = w.scores + i * w.scoreStride;
        const int32_t* rows = d.rows + position + i * w.step;
        for (int64_t j = panel; j < end; ++j) {
            const int64_t row = rows[-j] - lowest;
            float sum = d.keys ? w.queryByDistance[i * kDistances + row] : 0.0f;
            if (d.queries)
                sum += w.keyByDistance[(j - panel) * kDistances + row];
            scores[j] += w.scale * sum;
        }
    }
}

} // namespace lathe::engine::kernels
