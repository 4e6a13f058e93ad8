#include "core/engine/runtime/kernels/attention.h"

#include "core/engine/runtime/kernels/vector_math.h"

#include <ATen/Parallel.h>
#include <algorithm>

namespace lathe::engine::kernels {

namespace {

constexpr int64_t kBlock = 16; // floats of the widest vector register

int64_t roundUp(int64_t n) { return (n + kBlock - 1) / kBlock * kBlock; }

// One head of one text. Keys are transposed once, so that every inner loop runs over contiguous floats:
// over the keys for the scores, over the head's width for the weighted sum.
struct HeadWork {
    int64_t queries, keys, width;              // width: headSize
    int64_t paddedKeys, paddedWidth;           // multiples of kBlock
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

// scores[r, :] = scale * q[r] . keys, for R query rows at once so that a loaded key serves all of them.
template <int R> inline __attribute__((always_inline)) void scoreRows(const HeadWork& w, int64_t first)
{
    for (int64_t j = 0; j < w.paddedKeys; j += kBlock) {
        float sum[R][kBlock] = {};
        for (int64_t c = 0; c < w.width; ++c) {
            const float* k = w.keysT + c * w.paddedKeys + j;
            for (int r = 0; r < R; ++r) {
                const float q = w.query[(first + r) * w.queryStride + c];
                for (int64_t l = 0; l < kBlock; ++l)
                    sum[r][l] += q * k[l];
            }
        }
        for (int r = 0; r < R; ++r)
            for (int64_t l = 0; l < kBlock; ++l)
                w.scores[r * w.paddedKeys + j + l] = sum[r][l] * w.scale;
    }
}

inline __attribute__((always_inline)) void softmaxRow(const HeadWork& w, float* s, int64_t position)
{
    if (w.relative)
        for (int64_t j = 0; j < w.keys; ++j)
            s[j] += w.relative[j - position];
    float high[kBlock];
    for (int64_t l = 0; l < kBlock; ++l)
        high[l] = s[0];
    int64_t j = 0;
    for (; j + kBlock <= w.keys; j += kBlock)
        for (int64_t l = 0; l < kBlock; ++l)
            high[l] = s[j + l] > high[l] ? s[j + l] : high[l];
    float top = high[0];
    for (int64_t l = 1; l < kBlock; ++l)
        top = std::max(top, high[l]);
    for (; j < w.keys; ++j)
        top = std::max(top, s[j]);
    for (j = w.keys; j < w.paddedKeys; ++j)
        s[j] = -1e30f; // becomes an exact 0 below
    float sums[kBlock] = {};
    for (j = 0; j < w.paddedKeys; j += kBlock)
        for (int64_t l = 0; l < kBlock; ++l) {
            s[j + l] = fastExp(s[j + l] - top);
            sums[l] += s[j + l];
        }
    float sum = 0;
    for (const float part : sums)
        sum += part;
    const float inverse = 1.0f / sum;
    for (j = 0; j < w.paddedKeys; ++j)
        s[j] *= inverse;
}

template <int R> inline __attribute__((always_inline)) void sumRows(const HeadWork& w, int64_t first)
{
    for (int64_t c = 0; c < w.paddedWidth; c += kBlock) {
        float sum[R][kBlock] = {};
        for (int64_t j = 0; j < w.keys; ++j) {
            const float* v = w.values + j * w.paddedWidth + c;
            for (int r = 0; r < R; ++r) {
                const float p = w.scores[r * w.paddedKeys + j];
                for (int64_t l = 0; l < kBlock; ++l)
                    sum[r][l] += p * v[l];
            }
        }
        const int64_t kept = std::min(kBlock, w.width - c);
        for (int r = 0; r < R; ++r)
            for (int64_t l = 0; l < kept; ++l)
                w.out[(first + r) * w.outStride + c + l] = sum[r][l];
    }
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
