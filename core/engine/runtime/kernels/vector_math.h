#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

// Elementary functions as straight-line code, so that the loops that call them vectorise.

// Compiles a function for three instruction sets; the loader picks by CPU. Sanitizer builds take the
// plain one: their run-time is not up yet when the loader asks.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LATHE_EACH_CPU __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define LATHE_EACH_CPU
#endif

namespace lathe::engine::kernels {

// Sixteen floats at once; the compiler splits them where registers are narrower.
inline constexpr int64_t kLanes = 16;
typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float)), aligned(4), may_alias));
typedef int32_t LaneInts __attribute__((vector_size(kLanes * sizeof(int32_t))));
typedef uint8_t LaneBytes __attribute__((vector_size(kLanes), aligned(1), may_alias));

inline __attribute__((always_inline)) const Lanes& lanesAt(const float* p) { return *reinterpret_cast<const Lanes*>(p); }
inline __attribute__((always_inline)) Lanes& lanesAt(float* p) { return *reinterpret_cast<Lanes*>(p); }

// e^x for x <= 88, relative error below 2e-7; 0 below -87.
inline __attribute__((always_inline)) float fastExp(float x)
{
    const float clamped = x < -87.0f ? -87.0f : x;
    const float n = std::nearbyintf(clamped * 1.44269504f);
    const float r = (clamped - n * 0.693359375f) + n * 2.12194440e-4f; // ln 2 in two parts
    // Taylor series of e^r on |r| <= ln(2) / 2.
    float p = 1.0f / 5040;
    p = p * r + 1.0f / 720;
    p = p * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    const int32_t bits = (static_cast<int32_t>(n) + 127) << 23;
    float scale;
    std::memcpy(&scale, &bits, sizeof scale);
    return x < -87.0f ? 0.0f : p * scale;
}

// x * Phi(x), with erf by Abramowitz & Stegun 7.1.26 (absolute error of erf below 1.5e-7).
inline __attribute__((always_inline)) float geluErf(float x)
{
    const float z = std::fabs(x) * 0.70710678f;
    const float t = 1.0f / (1.0f + 0.3275911f * z);
    const float poly =
        t * (0.254829592f + t * (-0.284496736f + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f))));
    const float tail = poly * fastExp(-z * z); // 1 - erf(z)
    return x < 0 ? 0.5f * x * tail : x - 0.5f * x * tail;
}

// 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), as x * sigmoid(2 u).
inline __attribute__((always_inline)) float geluTanh(float x)
{
    const float u = 1.59576912f * (x + 0.044715f * x * x * x);
    return x / (1.0f + fastExp(u < -80.0f ? 80.0f : -u));
}

} // namespace lathe::engine::kernels
