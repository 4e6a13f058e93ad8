#pragma once

#include "core/engine/runtime/kernels/isa.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>

// Elementary functions as straight-line code, so that the loops that call them vectorise.

namespace lathe::engine::kernels {

// Sixteen floats at once; the compiler splits them where registers are narrower.
inline constexpr int64_t kLanes = 16;
typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float))));
typedef int32_t LaneInts __attribute__((vector_size(kLanes * sizeof(int32_t))));
typedef uint8_t LaneBytes __attribute__((vector_size(kLanes)));

// From and to memory that need not be aligned. (Not by pointers to a type of lesser alignment: g++ forgets that
// attribute where a template deduces the type, and its moves then fault.)
LATHE_INLINE void readLanes(const float* from, Lanes& out) { std::memcpy(&out, from, sizeof out); }
LATHE_INLINE void writeLanes(const Lanes& v, float* to) { std::memcpy(to, &v, sizeof v); }

// e^x for x <= 88, relative error below 2e-7; 0 below -87. Of float or Lanes. (Results are handed back by reference: a
// vector that is returned would have an ABI of each instruction set.)
template <class V> LATHE_INLINE void fastExp(const V& x, V& out)
{
    constexpr float kRound = 12582912.0f; // 1.5 * 2^23: a float that large has no fraction
    const V clamped = x < -87.0f ? V{} - 87.0f : x;
    const V n = (clamped * 1.44269504f + kRound) - kRound;
    const V r = (clamped - n * 0.693359375f) + n * 2.12194440e-4f; // ln 2 in two parts
    // Taylor series of e^r on |r| <= ln(2) / 2.
    V p = r * (1.0f / 5040) + 1.0f / 720;
    p = p * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    V scale;
    if constexpr (std::is_same_v<V, float>) {
        const int32_t bits = (static_cast<int32_t>(n) + 127) << 23;
        std::memcpy(&scale, &bits, sizeof scale);
    } else {
        const LaneInts bits = (__builtin_convertvector(n, LaneInts) + 127) << 23;
        std::memcpy(&scale, &bits, sizeof scale);
    }
    out = x < -87.0f ? V{} : p * scale;
}

// x * Phi(x), absolute error below 1e-6, of float or Lanes. erf(x / sqrt 2) = x * p(x^2) on |x| < 5.2, beyond which
// float knows no difference to 1; p: least squares, weighted towards the smallest largest error, in u = 2 x^2 / 5.2^2 - 1.
template <class V> LATHE_INLINE void geluErf(const V& x, V& out)
{
    constexpr float kEnd = 5.2f;
    constexpr float kTerms[] = {0.271899958f,    -0.135487542f,  0.100052044f,    -0.0798532124f, 0.0639288075f,
                                -0.0495031718f,  0.0362334679f,  -0.0248045885f,  0.0161490081f,  -0.00994164991f,
                                0.00508562014f,  -0.00213741638f, 0.00141604577f, -0.00106051005f, 0.000330796664f};
    const V high = x > kEnd ? V{} + kEnd : x;
    const V inside = high < -kEnd ? V{} - kEnd : high;
    const V u = inside * inside * (2 / (kEnd * kEnd)) - 1.0f;
    V p = u * kTerms[14] + kTerms[13];
#pragma GCC unroll 16
    for (int term = 12; term >= 0; --term)
        p = p * u + kTerms[term];
    const V half = 0.5f * x;
    out = x < -kEnd ? half * 0.0f : half + half * (inside * p);
}

// 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), as x * sigmoid(2 u), of float or Lanes.
template <class V> LATHE_INLINE void geluTanh(const V& x, V& out)
{
    const V u = 1.59576912f * (x + 0.044715f * x * x * x);
    V e;
    fastExp(u < -80.0f ? V{} + 80.0f : -u, e);
    out = x / (1.0f + e);
}

// x * sigmoid(x), of float or Lanes.
template <class V> LATHE_INLINE void silu(const V& x, V& out)
{
    V e;
    fastExp(x < -80.0f ? V{} + 80.0f : -x, e);
    out = x / (1.0f + e);
}

// tanh, absolute error below 1e-6, of float or Lanes.
template <class V> LATHE_INLINE void tanhOf(const V& x, V& out)
{
    const V away = x < 0.0f ? x : -x; // -|x|
    V e;
    fastExp(away * 2.0f, e);
    const V y = (1.0f - e) / (1.0f + e);
    out = x < 0.0f ? -y : y;
}

} // namespace lathe::engine::kernels
