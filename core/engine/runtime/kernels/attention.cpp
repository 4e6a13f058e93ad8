#include "core/engine/runtime/kernels/attention.h"

#include "core/engine/runtime/kernels/vector_math.h"
#include "core/engine/runtime/workspace.h"

#include <ATen/Parallel.h>
#include <algorithm>

namespace lathe::engine::kernels {

namespace {

int64_t roundUp(int64_t n) { return (n + kLanes - 1) / kLanes * kLanes; }

constexpr int kMostRows = 6; // queries that are followed together

// One head of one text. Keys are transposed once, so that every inner loop runs over contiguous floats:
// over the keys for the scores, over the head's width for the weighted sum.
struct HeadWork {
    int64_t queries, keys, width;              // width: headSize
    int64_t paddedKeys, paddedWidth;           // multiples of kLanes
    const float* query; int64_t queryStride;
    const float* key; const float* value; int64_t keyValueStride;
    const float* relative;                     // at distance 0, or null
    float scale;
    float* out; int64_t outStride;
    float* keysT;                              // [width, paddedKeys]
    float* values;                             // [keys, paddedWidth]
    float* scores;                             // [kMostRows, paddedKeys]
};

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

LATHE_INLINE void loadHead(const HeadWork& w)
{
    int64_t t = 0;
    if (w.width == w.paddedWidth)
        for (; t + kLanes <= w.keys; t += kLanes)
            for (int64_t c = 0; c < w.width; c += kLanes)
                transposeTile(w.key + t * w.keyValueStride + c, w.keyValueStride, w.keysT + c * w.paddedKeys + t, w.paddedKeys);
    for (; t < w.keys; ++t)
        for (int64_t c = 0; c < w.width; ++c)
            w.keysT[c * w.paddedKeys + t] = w.key[t * w.keyValueStride + c];
    if (w.keys < w.paddedKeys)
        for (int64_t c = 0; c < w.width; ++c)
            std::fill(w.keysT + c * w.paddedKeys + w.keys, w.keysT + (c + 1) * w.paddedKeys, 0.0f);
    for (t = 0; t < w.keys; ++t) {
        float* to = w.values + t * w.paddedWidth;
        std::memcpy(to, w.value + t * w.keyValueStride, size_t(w.width) * sizeof(float));
        std::fill(to + w.width, to + w.paddedWidth, 0.0f);
    }
}

// sum[r][c] = sum over i < n of a[r * aStride + i] * b[i * bStride + c * kLanes ...]: R rows of a against
// C blocks of b at once, so that each loaded value is used more than once and all sums stay in registers.
template <int R, int C>
LATHE_INLINE void multiplyTile(const float* a, int64_t aStride, const float* b, int64_t bStride, int64_t n,
                               Lanes (&sum)[R][C])
{
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            sum[r][c] = Lanes{};
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

// scores[r, j...] = scale * q[first + r] . keys
template <int R, int C> LATHE_INLINE void scoreTile(const HeadWork& w, int64_t first, int64_t j)
{
    Lanes sum[R][C];
    multiplyTile<R, C>(w.query + first * w.queryStride, w.queryStride, w.keysT + j, w.paddedKeys, w.width, sum);
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            writeLanes(sum[r][c] * w.scale, w.scores + r * w.paddedKeys + j + c * kLanes);
}

// Exponentials of the scores; returns one over their sum.
LATHE_INLINE float softmaxRow(const HeadWork& w, float* s, int64_t position)
{
    if (w.relative)
        for (int64_t j = 0; j < w.keys; ++j)
            s[j] += w.relative[j - position];
    for (int64_t j = w.keys; j < w.paddedKeys; ++j)
        s[j] = -1e30f; // becomes an exact 0 below
    Lanes tops, x;
    readLanes(s, tops);
    for (int64_t j = kLanes; j < w.paddedKeys; j += kLanes) {
        readLanes(s + j, x);
        tops = x > tops ? x : tops;
    }
    float top = tops[0];
    for (int lane = 1; lane < kLanes; ++lane)
        top = std::max(top, tops[lane]);
    Lanes sums = {};
    for (int64_t j = 0; j < w.paddedKeys; j += kLanes) {
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

// out[first + r, column...] = inverse[r] * scores[r] . values
template <int R, int C>
LATHE_INLINE void sumTile(const HeadWork& w, int64_t first, int64_t column, const float (&inverse)[R])
{
    Lanes sum[R][C];
    multiplyTile<R, C>(w.scores, w.paddedKeys, w.values + column, w.paddedWidth, w.keys, sum);
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
        float* to = w.out + (first + r) * w.outStride + column;
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c, to += kLanes) {
            const Lanes values = sum[r][c] * inverse[r];
            const int64_t left = w.width - column - c * kLanes;
            if (left >= kLanes)
                writeLanes(values, to);
            else
                std::memcpy(to, &values, size_t(left) * sizeof(float));
        }
    }
}

// R queries from `first` on, C blocks of columns at a time.
template <int R, int C> LATHE_INLINE void runRows(const HeadWork& w, int64_t first)
{
    int64_t j = 0;
    for (; j + C * kLanes <= w.paddedKeys; j += C * kLanes)
        scoreTile<R, C>(w, first, j);
    for (; j < w.paddedKeys; j += kLanes)
        scoreTile<R, 1>(w, first, j);
    float inverse[R];
    for (int r = 0; r < R; ++r)
        inverse[r] = softmaxRow(w, w.scores + r * w.paddedKeys, first + r);
    int64_t column = 0;
    for (; column + C * kLanes <= w.paddedWidth; column += C * kLanes)
        sumTile<R, C>(w, first, column, inverse);
    for (; column < w.paddedWidth; column += kLanes)
        sumTile<R, 1>(w, first, column, inverse);
}

template <int R, int C> LATHE_INLINE void runHead(const HeadWork* work)
{
    const HeadWork& w = *work;
    loadHead(w);
    int64_t i = 0;
    for (; i + R <= w.queries; i += R)
        runRows<R, C>(w, i);
    for (; i + 2 <= w.queries; i += 2)
        runRows<2, C>(w, i);
    if (i < w.queries)
        runRows<1, C>(w, i);
}

} // namespace

void attention(const AttentionArgs& a, float* out)
{
    const int64_t texts = int64_t(a.offsets.size()) - 1;
    const int64_t width = int64_t(a.heads) * a.headSize;
    int64_t longest = 0;
    for (size_t i = 0; i < size_t(texts); ++i)
        longest = std::max(longest, a.offsets[i + 1] - a.offsets[i]);
    const int64_t grain = std::max<int64_t>(1, 40000 / std::max<int64_t>(1, longest * longest * a.headSize));

    at::parallel_for(0, texts * a.heads, grain, [&](int64_t begin, int64_t end) {
        Workspace& workspace = Workspace::ofThisThread();
        const Workspace::Scope scope(workspace);
        const int64_t paddedWidth = roundUp(a.headSize), paddedLongest = roundUp(longest);
        HeadWork work{};
        work.keysT = workspace.take<float>(a.headSize * paddedLongest);
        work.values = workspace.take<float>(longest * paddedWidth);
        work.scores = workspace.take<float>(kMostRows * paddedLongest);
        work.width = a.headSize;
        work.paddedWidth = paddedWidth;
        work.queryStride = a.queryStride;
        work.keyValueStride = a.keyValueStride;
        work.scale = 1.0f / std::sqrt(float(a.headSize));
        work.outStride = width;
        for (int64_t task = begin; task < end; ++task) {
            const int64_t i = task / a.heads, head = task % a.heads;
            const int64_t firstRow = a.offsets[size_t(i)], keys = a.offsets[size_t(i) + 1] - firstRow;
            const int64_t queryRow = a.firstTokenOnly ? i : firstRow;
            const int64_t at = head * a.headSize;
            work.queries = a.firstTokenOnly ? 1 : keys;
            work.keys = keys;
            work.paddedKeys = roundUp(keys);
            work.query = a.query + queryRow * a.queryStride + at;
            work.key = a.key + firstRow * a.keyValueStride + at;
            work.value = a.value + firstRow * a.keyValueStride + at;
            work.relative = a.relative ? a.relative + head * (2 * a.relativeReach + 1) + a.relativeReach : nullptr;
            work.out = out + queryRow * width + at;
            // Tiles that fill 32 registers, or 16 of half the width.
            eachCpu<runHead<3, 2>, runHead<kMostRows, 4>>(static_cast<const HeadWork*>(&work));
        }
    });
}

} // namespace lathe::engine::kernels
