#pragma once

#include "core/engine/runtime/kernels/vector_math.h"

#include <algorithm>
#include <type_traits>

// What is done to one row, in as few passes as its sums allow: sixteen columns at a time, the last ones filled up with
// zeros. To be called through eachCpu.
namespace lathe::engine::kernels {

template <class Step> LATHE_INLINE void eachLanes(int64_t n, const Step& step)
{
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
        step(i, std::true_type{});
    if (i < n)
        step(i, std::false_type{});
}

// Where a row's columns i.. are read and written; only n of them where they are the last.
template <bool whole> LATHE_INLINE void load(const float* x, int64_t i, int64_t n, Lanes& out)
{
    if constexpr (whole)
        readLanes(x + i, out);
    else
        out = Lanes{}, std::memcpy(&out, x + i, size_t(n - i) * sizeof(float));
}
template <bool whole> LATHE_INLINE void store(const Lanes& v, int64_t i, int64_t n, float* x)
{
    if constexpr (whole)
        writeLanes(v, x + i);
    else
        std::memcpy(x + i, &v, size_t(n - i) * sizeof(float));
}

LATHE_INLINE float sumOf(const Lanes& lanes)
{
    float sum = 0;
    for (int lane = 0; lane < kLanes; ++lane)
        sum += lanes[lane];
    return sum;
}

// The smallest and the largest of a row and of zero, which is always representable.
struct Range {
    float low = 0, high = 0;
};
struct LaneRange {
    Lanes lows = {}, highs = {};
    LATHE_INLINE void add(const Lanes& v)
    {
        lows = v < lows ? v : lows;
        highs = v > highs ? v : highs;
    }
    LATHE_INLINE void finish(Range* range) const
    {
        *range = {};
        for (int lane = 0; lane < kLanes; ++lane)
            range->low = std::min(range->low, lows[lane]), range->high = std::max(range->high, highs[lane]);
    }
};

// One row of a product and what belongs to it.
struct ProductRow {
    const float* values;
    const float* bias;       // null: none
    const float* correction; // null for a float product
    float scale, zero;
    int64_t n;

    template <bool whole> LATHE_INLINE void value(int64_t i, Lanes& out) const
    {
        Lanes more;
        load<whole>(values, i, n, out);
        if (correction) {
            load<whole>(correction, i, n, more);
            out = scale * (out - zero * more);
        }
        if (bias) {
            load<whole>(bias, i, n, more);
            out += more;
        }
    }
};

struct Nothing {
    static LATHE_INLINE void apply(const Lanes& x, Lanes& out) { out = x; }
};
struct GeluErf {
    static LATHE_INLINE void apply(const Lanes& x, Lanes& out) { geluErf(x, out); }
};
struct GeluTanh {
    static LATHE_INLINE void apply(const Lanes& x, Lanes& out) { geluTanh(x, out); }
};
struct Relu {
    static LATHE_INLINE void apply(const Lanes& x, Lanes& out) { out = x > 0.0f ? x : Lanes{}; }
};
struct Silu {
    static LATHE_INLINE void apply(const Lanes& x, Lanes& out) { silu(x, out); }
};
struct Tanh {
    static LATHE_INLINE void apply(const Lanes& x, Lanes& out) { tanhOf(x, out); }
};

// (A value behind the last column is activation(0) = 0, which changes no range.)
template <class Function> LATHE_INLINE void activateRow(const ProductRow* row, float* out, Range* range)
{
    const ProductRow p = *row;
    LaneRange found;
    eachLanes(p.n, [&](int64_t i, auto whole) __attribute__((always_inline)) {
        Lanes x, y;
        p.value<whole.value>(i, x);
        Function::apply(x, y);
        store<whole.value>(y, i, p.n, out);
        found.add(y);
    });
    found.finish(range);
}

// out = activation(gate) * up, [gate.n]
template <class Function> LATHE_INLINE void gateRow(const ProductRow* gate, const ProductRow* up, float* out, Range* range)
{
    const ProductRow g = *gate, u = *up;
    LaneRange found;
    eachLanes(g.n, [&](int64_t i, auto whole) __attribute__((always_inline)) {
        Lanes x, y, factor;
        g.value<whole.value>(i, x);
        u.value<whole.value>(i, factor);
        Function::apply(x, y);
        y *= factor;
        store<whole.value>(y, i, g.n, out);
        found.add(y);
    });
    found.finish(range);
}

LATHE_INLINE void rangeOfRow(const float* x, int64_t n, Range* range)
{
    LaneRange found;
    eachLanes(n, [&](int64_t i, auto whole) __attribute__((always_inline)) {
        Lanes v;
        load<whole.value>(x, i, n, v);
        found.add(v);
    });
    found.finish(range);
}

LATHE_INLINE void multiplyRow(const float* x, const float* y, int64_t n, float* out)
{
    for (int64_t i = 0; i < n; ++i)
        out[i] = x[i] * y[i];
}

LATHE_INLINE void roundRow(const float* x, int64_t n, float step, float offset, uint8_t* codes)
{
    const float inverse = 1.0f / step, shift = offset + 0.5f;
    eachLanes(n, [&](int64_t i, auto whole) __attribute__((always_inline)) {
        Lanes code;
        load<whole.value>(x, i, n, code);
        code = code * inverse + shift;
        code = code < 0.0f ? Lanes{} : code;
        code = code > 255.0f ? Lanes{} + 255.0f : code;
        const LaneBytes bytes = __builtin_convertvector(__builtin_convertvector(code, LaneInts), LaneBytes);
        if constexpr (whole.value)
            std::memcpy(codes + i, &bytes, sizeof bytes);
        else
            std::memcpy(codes + i, &bytes, size_t(n - i));
    });
}

// To bfloat16, the nearest, of two the even one; a NaN stays one.
LATHE_INLINE void halveRow(const float* x, int64_t n, uint16_t* halves)
{
    for (int64_t i = 0; i < n; ++i) {
        uint32_t bits;
        std::memcpy(&bits, x + i, sizeof bits);
        const uint32_t rounded = (bits + 0x7fffu + (bits >> 16 & 1u)) >> 16;
        halves[i] = static_cast<uint16_t>(x[i] == x[i] ? rounded : 0x7fc0u);
    }
}

} // namespace lathe::engine::kernels
