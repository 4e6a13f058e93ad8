#pragma once

#include "core/engine/runtime/kernels/row_loops.h"
#include "core/engine/runtime/kernels/rows.h"

// One row through a residual sum and its norms. To be called through eachCpu.
namespace lathe::engine::kernels {

inline ProductRow rowOf(const Product& p, int64_t r)
{
    return {p.values + r * p.columns, p.bias, p.correction, p.correction ? p.scale[r] : 1.0f,
            p.correction ? p.zero[r] : 0.0f, p.columns};
}

// What a norm sums up before it can begin: the values, or their squares.
LATHE_INLINE void addForNorm(const NormArgs& norm, const Lanes& x, Lanes& sums) { sums += norm.rms ? x * x : x; }

// out = norm(x), which may be the same row; sum: of addForNorm over x.
LATHE_INLINE void normalise(const NormArgs& norm, float sum, const float* x, int64_t n, float* out, Range* range)
{
    float mean = 0, square = sum / float(n);
    if (!norm.rms) {
        mean = square;
        Lanes squares = {};
        eachLanes(n, [&](int64_t i, auto whole) __attribute__((always_inline)) {
            Lanes v;
            load<whole.value>(x, i, n, v);
            Lanes away = v - mean;
            if (!whole.value) // nothing is behind the last column
                for (int64_t lane = n - i; lane < kLanes; ++lane)
                    away[lane] = 0;
            squares += away * away;
        });
        square = sumOf(squares) / float(n);
    }
    const float inverse = 1.0f / std::sqrt(square + norm.epsilon);
    LaneRange found;
    eachLanes(n, [&](int64_t i, auto whole) __attribute__((always_inline)) {
        Lanes v, more;
        load<whole.value>(x, i, n, v);
        load<whole.value>(norm.weight, i, n, more);
        v = (v - mean) * inverse * more; // 0 behind the last column
        if (norm.bias) {
            load<whole.value>(norm.bias, i, n, more);
            v += more;
        }
        store<whole.value>(v, i, n, out);
        found.add(v);
    });
    found.finish(range);
}

LATHE_INLINE void normRow(const float* x, int64_t n, const NormArgs* norm, float* out, Range* range)
{
    const NormArgs of = *norm;
    Lanes sums = {};
    eachLanes(n, [&](int64_t i, auto whole) __attribute__((always_inline)) {
        Lanes v;
        load<whole.value>(x, i, n, v);
        addForNorm(of, v, sums);
    });
    normalise(of, sumOf(sums), x, n, out, range);
}

// sum = value of the product, normed by `inner`, plus residual; out = norm(sum), where wanted. residual: or null; sum: may
// be residual or out; out: [n], written to in any case.
LATHE_INLINE void residualRow(const ProductRow* row, const float* residual, const NormArgs* inner, const NormArgs* norm,
                              bool wanted, float* sum, float* out, Range* range)
{
    const ProductRow p = *row;
    const NormArgs first = *inner, then = *norm;
    Lanes sums = {};
    if (first.weight) { // the product is complete before it can be normed
        Lanes values = {};
        Range unused;
        eachLanes(p.n, [&](int64_t i, auto whole) __attribute__((always_inline)) {
            Lanes x;
            p.value<whole.value>(i, x);
            addForNorm(first, x, values);
            store<whole.value>(x, i, p.n, out);
        });
        normalise(first, sumOf(values), out, p.n, out, &unused);
    }
    LaneRange found;
    eachLanes(p.n, [&](int64_t i, auto whole) __attribute__((always_inline)) {
        Lanes x, y;
        if (first.weight)
            load<whole.value>(out, i, p.n, x);
        else
            p.value<whole.value>(i, x);
        if (residual) {
            load<whole.value>(residual, i, p.n, y);
            x += y;
        }
        store<whole.value>(x, i, p.n, sum);
        addForNorm(then, x, sums);
        found.add(x);
    });
    if (!wanted)
        return;
    if (then.weight)
        return normalise(then, sumOf(sums), sum, p.n, out, range);
    found.finish(range);
    if (out != sum)
        std::memcpy(out, sum, size_t(p.n) * sizeof(float));
}

} // namespace lathe::engine::kernels
