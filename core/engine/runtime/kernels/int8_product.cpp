#include "core/engine/runtime/kernels/int8_product.h"

#include <algorithm>
#include <cstring>

#ifdef __x86_64__
#include <immintrin.h>
#define LATHE_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#endif

namespace lathe::engine::kernels {

namespace {

constexpr int64_t kDepths = 4; // that one instruction multiplies and adds

int64_t groups(int64_t depth) { return (depth + kDepths - 1) / kDepths; }

} // namespace

int64_t int8Panels(int64_t columns) { return (columns + kPanel - 1) / kPanel; }

int64_t packedInt8Bytes(int64_t columns, int64_t depth) { return int8Panels(columns) * groups(depth) * kPanel * kDepths; }

void packInt8(const int8_t* weight, int64_t columns, int64_t depth, int8_t* packed)
{
    for (int64_t panel = 0; panel < int8Panels(columns); ++panel)
        for (int64_t g = 0; g < groups(depth); ++g)
            for (int64_t c = panel * kPanel; c < (panel + 1) * kPanel; ++c)
                for (int64_t k = g * kDepths; k < (g + 1) * kDepths; ++k)
                    *packed++ = c < columns && k < depth ? weight[c * depth + k] : int8_t(0);
}

#ifdef __x86_64__

namespace {

// R rows by C blocks of 16 columns: all sums stay in registers. (The intrinsic for vpdpbusd, and sums that are handed
// to another function, make g++ 12 keep them in memory: half the speed.)
template <int R, int C>
LATHE_VNNI void multiplyTile(const Int8Product& p, const uint8_t* codes, const int8_t* panel, int64_t column, float* out)
{
    const int64_t whole = p.depth / kDepths * kDepths;
    uint8_t rest[R][kDepths] = {}; // of each row, when the depth is no multiple of four
    for (int r = 0; r < R; ++r)
        std::memcpy(rest[r], codes + r * p.depth + whole, size_t(p.depth - whole));
    __m512i sum[R][C];
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            sum[r][c] = _mm512_setzero_si512();
    const auto* weights = reinterpret_cast<const __m512i*>(panel);
    const uint8_t* from = codes;
    for (int64_t stride = p.depth, end = whole;; from = rest[0], stride = kDepths, end = kDepths) {
        for (int64_t k = 0; k < end; k += kDepths, weights += kPanel / 16) {
#pragma GCC unroll 8
            for (int r = 0; r < R; ++r) {
                int32_t four;
                std::memcpy(&four, from + r * stride + k, sizeof four);
                const __m512i code = _mm512_set1_epi32(four);
#pragma GCC unroll 8
                for (int c = 0; c < C; ++c)
                    asm("vpdpbusd %2, %1, %0" : "+v"(sum[r][c]) : "v"(code), "v"(weights[c]));
            }
        }
        if (from == rest[0] || whole == p.depth)
            break;
    }
#pragma GCC unroll 8
    for (int c = 0; c < C; ++c) {
        const int64_t left = std::min<int64_t>(16, p.columns - column - c * 16);
        const auto mask = __mmask16((1u << left) - 1);
        const __m512 scale = _mm512_maskz_loadu_ps(mask, p.scale + column + c * 16);
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r)
            _mm512_mask_storeu_ps(out + r * p.columns + column + c * 16, mask,
                                  _mm512_mul_ps(_mm512_maskz_cvtepi32_ps(mask, sum[r][c]), scale));
    }
}

using Tile = void (*)(const Int8Product&, const uint8_t*, const int8_t*, int64_t, float*);

template <int R> constexpr Tile kTilesOfRows[] = {multiplyTile<R, 1>, multiplyTile<R, 2>, multiplyTile<R, 3>, multiplyTile<R, 4>};
constexpr const Tile* kTiles[] = {kTilesOfRows<1>, kTilesOfRows<2>, kTilesOfRows<3>,
                                  kTilesOfRows<4>, kTilesOfRows<5>, kTilesOfRows<6>};
constexpr int64_t kMostRows = 6; // by 4 blocks: 24 sums, 4 weights and a code in 32 registers

} // namespace

bool hasInt8Product()
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni");
}

void multiplyInt8(const Int8Product& p, int64_t firstPanel, int64_t lastPanel, float* out)
{
    const int64_t parts = (p.rows + kMostRows - 1) / kMostRows;
    for (int64_t panel = firstPanel; panel < lastPanel; ++panel) {
        const int64_t column = panel * kPanel;
        const int8_t* packed = p.packed + column * groups(p.depth) * kDepths;
        const int64_t blocks = std::min<int64_t>(4, (p.columns - column + 15) / 16);
        for (int64_t part = 0; part < parts; ++part) { // rows spread evenly, so that no tile is nearly empty
            const int64_t first = p.rows * part / parts, rows = p.rows * (part + 1) / parts - first;
            kTiles[rows - 1][blocks - 1](p, p.codes + first * p.depth, packed, column, out + first * p.columns);
        }
    }
}

#else

bool hasInt8Product() { return false; }
void multiplyInt8(const Int8Product&, int64_t, int64_t, float*) {}

#endif

} // namespace lathe::engine::kernels
