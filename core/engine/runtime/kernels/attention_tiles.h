#pragma once

#include "core/engine/runtime/kernels/attention.h"
#include "core/engine/runtime/kernels/vector_math.h"

#include <type_traits>

// What attention does with small tiles of floats. To be called through eachCpu.
namespace lathe::engine::kernels {

inline constexpr int64_t kBlockQueries = 48; // whose scores are kept at once
inline constexpr int64_t kPanelKeys = 64;    // whose columns lie together
inline constexpr int64_t kDistances = 112;   // between the queries of a block and the keys of a panel, rounded up

LATHE_INLINE int64_t roundUpToLanes(int64_t n) { return (n + kLanes - 1) / kLanes * kLanes; }

// out[c * stride + r] = in[r * inStride + c] for sixteen rows and columns: in four rounds, neighbours 1, 2, 4 and 8 apart
// change places.
LATHE_INLINE void transposeTile(const float* in, int64_t inStride, float* out, int64_t stride)
{
    Lanes rows[kLanes];
#pragma GCC unroll 16
    for (int r = 0; r < kLanes; ++r)
        readLanes(in + r * inStride, rows[r]);
    const LaneInts lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
#pragma GCC unroll 4
    for (int apart = 1; apart < kLanes; apart *= 2) {
        const LaneInts odd = (lane & apart) != 0; // all bits set where true
        const LaneInts upper = odd ? lane + (int(kLanes) - apart) : lane, lower = odd ? lane + int(kLanes) : lane + apart;
#pragma GCC unroll 16
        for (int r = 0; r < kLanes; ++r)
            if ((r & apart) == 0) {
                const Lanes a = rows[r], b = rows[r + apart];
                rows[r] = __builtin_shuffle(a, b, upper);
                rows[r + apart] = __builtin_shuffle(a, b, lower);
            }
    }
#pragma GCC unroll 16
    for (int r = 0; r < kLanes; ++r)
        writeLanes(rows[r], out + r * stride);
}

template <int R, int C> LATHE_INLINE void clearTile(Lanes (&sum)[R][C])
{
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            sum[r][c] = Lanes{};
}

// sum[r][c] += sum over i < n of a[r * aStride + i] * b[i * bStride + c * kLanes ...]: R rows of a against C blocks of b at
// once, so that each loaded value is used more than once and all sums stay in registers.
template <int R, int C>
LATHE_INLINE void multiplyTile(const float* a, int64_t aStride, const float* b, int64_t bStride, int64_t n,
                               Lanes (&sum)[R][C])
{
    for (int64_t i = 0; i < n; ++i) {
        Lanes blocks[C];
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            readLanes(b + i * bStride + c * kLanes, blocks[c]);
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c)
                sum[r][c] += a[r * aStride + i] * blocks[c];
    }
}

// Calls work with the rows of a tile as a constant (Most, 2 or 1) and its first row, until there are no more.
template <int Most, class Work> LATHE_INLINE void eachTile(int64_t count, const Work& work)
{
    int64_t row = 0;
    for (; row + Most <= count; row += Most)
        work(std::integral_constant<int, Most>{}, row);
    for (; row + 2 <= count; row += 2)
        work(std::integral_constant<int, 2>{}, row);
    if (row < count)
        work(std::integral_constant<int, 1>{}, row);
}

} // namespace lathe::engine::kernels
