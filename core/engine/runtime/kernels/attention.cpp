#include "core/engine/runtime/kernels/attention.h"

#include "core/engine/runtime/kernels/vector_math.h"

#include <ATen/Parallel.h>
#include <algorithm>

namespace lathe::engine::kernels {

namespace {

int64_t roundUp(int64_t n) { return (n + kLanes - 1) / kLanes * kLanes; }

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
    float* scores;                             // [4, paddedKeys]
};

LATHE_EACH_CPU void loadHead(const HeadWork& w)
{
    for (int64_t t = 0; t < w.keys; ++t) {
        const float* k = w.key + t * w.keyValueStride;
        const float* v = w.value + t * w.keyValueStride;
        for (int64_t c = 0; c < w.width; ++c)
            w.keysT[c * w.paddedKeys + t] = k[c];
        float* to = w.values + t * w.paddedWidth;
        for (int64_t c = 0; c < w.width; ++c)
            to[c] = v[c];
        for (int64_t c = w.width; c < w.paddedWidth; ++c)
            to[c] = 0;
    }
    for (int64_t c = 0; c < w.width; ++c)
        for (int64_t t = w.keys; t < w.paddedKeys; ++t)
            w.keysT[c * w.paddedKeys + t] = 0;
}

// sum[r][c] = sum over i < n of a[r * aStride + i] * b[i * bStride + c * kLanes ...]: R rows of a against
// C blocks of b at once, so that each loaded value is used more than once and all sums stay in registers.
template <int R, int C>
inline __attribute__((always_inline)) void multiplyTile(const float* a, int64_t aStride, const float* b,
                                                        int64_t bStride, int64_t n, Lanes (&sum)[R][C])
{
    for (int r = 0; r < R; ++r)
        for (int c = 0; c < C; ++c)
            sum[r][c] = Lanes{};
    for (int64_t i = 0; i < n; ++i)
        for (int r = 0; r < R; ++r)
            for (int c = 0; c < C; ++c)
                sum[r][c] += a[r * aStride + i] * lanesAt(b + i * bStride + c * kLanes);
}

// scores[r, :] = scale * q[first + r] . keys
template <int R, int C>
inline __attribute__((always_inline)) void scoreTile(const HeadWork& w, int64_t first, int64_t j)
{
    Lanes sum[R][C];
    multiplyTile<R, C>(w.query + first * w.queryStride, w.queryStride, w.keysT + j, w.paddedKeys, w.width, sum);
    for (int r = 0; r < R; ++r)
        for (int c = 0; c < C; ++c)
            lanesAt(w.scores + r * w.paddedKeys + j + c * kLanes) = sum[r][c] * w.scale;
}

template <int R> inline __attribute__((always_inline)) void scoreRows(const HeadWork& w, int64_t first)
{
    int64_t j = 0;
    for (; j + 2 * kLanes <= w.paddedKeys; j += 2 * kLanes)
        scoreTile<R, 2>(w, first, j);
    if (j < w.paddedKeys)
        scoreTile<R, 1>(w, first, j);
}

inline __attribute__((always_inline)) void softmaxRow(const HeadWork& w, float* s, int64_t position)
{
    if (w.relative)
        for (int64_t j = 0; j < w.keys; ++j)
            s[j] += w.relative[j - position];
    for (int64_t j = w.keys; j < w.paddedKeys; ++j)
        s[j] = -1e30f; // becomes an exact 0 below
    Lanes tops = lanesAt(s);
    for (int64_t j = kLanes; j < w.paddedKeys; j += kLanes)
        tops = lanesAt(s + j) > tops ? lanesAt(s + j) : tops;
    float top = tops[0];
    for (int lane = 1; lane < kLanes; ++lane)
        top = std::max(top, tops[lane]);
    for (int64_t j = 0; j < w.paddedKeys; ++j)
        s[j] = fastExp(s[j] - top);
    Lanes sums = {};
    for (int64_t j = 0; j < w.paddedKeys; j += kLanes)
        sums += lanesAt(s + j);
    float sum = 0;
    for (int lane = 0; lane < kLanes; ++lane)
        sum += sums[lane];
    const float inverse = 1.0f / sum;
    for (int64_t j = 0; j < w.paddedKeys; j += kLanes)
        lanesAt(s + j) *= inverse;
}

// out[first + r, c...] = scores[r] . values
template <int R, int C>
inline __attribute__((always_inline)) void sumTile(const HeadWork& w, int64_t first, int64_t column)
{
    Lanes sum[R][C];
    multiplyTile<R, C>(w.scores, w.paddedKeys, w.values + column, w.paddedWidth, w.keys, sum);
    const int64_t kept = std::min(C * kLanes, w.width - column);
    for (int r = 0; r < R; ++r)
        std::memcpy(w.out + (first + r) * w.outStride + column, sum[r], size_t(kept) * sizeof(float));
}

template <int R> inline __attribute__((always_inline)) void sumRows(const HeadWork& w, int64_t first)
{
    int64_t column = 0;
    for (; column + 2 * kLanes <= w.paddedWidth; column += 2 * kLanes)
        sumTile<R, 2>(w, first, column);
    if (column < w.paddedWidth)
        sumTile<R, 1>(w, first, column);
}

LATHE_EACH_CPU void runHead(const HeadWork& w)
{
    constexpr int kRows = 4;
    int64_t i = 0;
    for (; i + kRows <= w.queries; i += kRows) {
        scoreRows<kRows>(w, i);
        for (int r = 0; r < kRows; ++r)
            softmaxRow(w, w.scores + r * w.paddedKeys, i + r);
        sumRows<kRows>(w, i);
    }
    for (; i < w.queries; ++i) {
        scoreRows<1>(w, i);
        softmaxRow(w, w.scores, i);
        sumRows<1>(w, i);
    }
}

} // namespace

void attention(const AttentionArgs& a, float* out)
{
    const int64_t texts = int64_t(a.offsets->size()) - 1;
    const int64_t width = int64_t(a.heads) * a.headSize;
    int64_t longest = 0;
    for (int64_t i = 0; i < texts; ++i)
        longest = std::max(longest, (*a.offsets)[i + 1] - (*a.offsets)[i]);
    const int64_t grain = std::max<int64_t>(1, 40000 / std::max<int64_t>(1, longest * longest * a.headSize));

    at::parallel_for(0, texts * a.heads, grain, [&](int64_t begin, int64_t end) {
        const int64_t paddedWidth = roundUp(a.headSize);
        std::vector<float> buffer(size_t(roundUp(longest)) * (a.headSize + paddedWidth + 4));
        for (int64_t task = begin; task < end; ++task) {
            const int64_t i = task / a.heads, head = task % a.heads;
            const int64_t firstRow = (*a.offsets)[i], keys = (*a.offsets)[i + 1] - firstRow;
            const int64_t queryRow = a.firstTokenOnly ? i : firstRow;
            const int64_t at = head * a.headSize;
            HeadWork work{};
            work.queries = a.firstTokenOnly ? 1 : keys;
            work.keys = keys;
            work.width = a.headSize;
            work.paddedKeys = roundUp(keys);
            work.paddedWidth = paddedWidth;
            work.query = a.query + queryRow * a.queryStride + at;
            work.queryStride = a.queryStride;
            work.key = a.key + firstRow * a.keyValueStride + at;
            work.value = a.value + firstRow * a.keyValueStride + at;
            work.keyValueStride = a.keyValueStride;
            if (a.relative)
                work.relative = a.relative + head * (2 * a.relativeReach + 1) + a.relativeReach;
            work.scale = 1.0f / std::sqrt(float(a.headSize));
            work.out = out + queryRow * width + at;
            work.outStride = width;
            work.keysT = buffer.data();
            work.values = work.keysT + a.headSize * work.paddedKeys;
            work.scores = work.values + keys * paddedWidth;
            loadHead(work);
            runHead(work);
        }
    });
}

} // namespace lathe::engine::kernels
