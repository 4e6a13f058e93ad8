#include "core/engine/runtime/kernels/heads.h"

#include "core/engine/runtime/kernels/norm_loops.h"

#include <ATen/Parallel.h>
#include <algorithm>

namespace lathe::engine::kernels {

namespace {

LATHE_INLINE void turnHead(const float* turn, int64_t pairs, float* head)
{
    eachLanes(pairs, [&](int64_t i, auto whole) __attribute__((always_inline)) {
        Lanes cosine, sine, x, y;
        load<whole.value>(turn, i, pairs, cosine);
        load<whole.value>(turn + pairs, i, pairs, sine);
        load<whole.value>(head, i, pairs, x);
        load<whole.value>(head + pairs, i, pairs, y);
        store<whole.value>(x * cosine - y * sine, i, pairs, head);
        store<whole.value>(y * cosine + x * sine, i, pairs, head + pairs);
    });
}

LATHE_INLINE void headsRow(const ProductRow* row, const HeadsArgs* args, const float* turn, float* out)
{
    const HeadsArgs& a = *args;
    Range unused;
    activateRow<Nothing>(row, out, &unused);
    for (int h = 0; h < a.queries + a.keys; ++h, out += a.headSize) {
        const NormArgs& norm = h < a.queries ? a.queryNorm : a.keyNorm;
        if (norm.weight)
            normRow(out, a.headSize, &norm, out, &unused);
        if (turn)
            turnHead(turn, a.pairs, out);
    }
}

} // namespace

void finishHeads(const Product& p, const HeadsArgs& a, float* out)
{
    const int64_t grain = std::max<int64_t>(1, 32768 / std::max<int64_t>(p.columns, 1));
    at::parallel_for(0, p.rows, grain, [&](int64_t begin, int64_t end) {
        for (int64_t r = begin; r < end; ++r) {
            const ProductRow row = rowOf(p, r);
            eachCpu<headsRow>(&row, &a, a.turns ? a.turns[r] : nullptr, out + r * p.columns);
        }
    });
}

} // namespace lathe::engine::kernels
