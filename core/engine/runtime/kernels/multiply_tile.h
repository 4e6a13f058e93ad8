#pragma once

#include "core/engine/runtime/kernels/isa.h"
#include "core/engine/runtime/kernels/product.h"

#include <algorithm>
#include <array>
#include <cstring>

// The inner loop of every product, and the units that differ: how 32 bits of a row meet those of a column.
// (The instructions are written as such: with g++ 12's intrinsics the sums of a tile are kept in memory, at half the
// speed.)
namespace lathe::engine::kernels {

inline constexpr int64_t kWord = 4; // bytes of a row or column that one lane multiplies
inline constexpr int64_t kPanelBytes = kPanel * kWord;

// Vectors of so many bytes; a tile has up to `Vectors` of them side by side. RowDepths of a row, DepthBytes each, are
// widened to a word where the instruction wants them wider.
template <Isa Needs, int Bytes, int Vectors, int RowDepths, int DepthBytes, bool Whole> struct Unit {
    typedef int32_t Words __attribute__((vector_size(Bytes), may_alias));
    typedef float Floats __attribute__((vector_size(Bytes), may_alias));
    static constexpr Isa kIsa = Needs;
    static constexpr int kVectors = Vectors, kDepthBytes = DepthBytes;
    static constexpr int64_t kLanes = Bytes / kWord, kRowBytes = RowDepths * DepthBytes;
    static constexpr bool kInteger = Whole;

    static LATHE_INLINE int32_t rowWord(const char* row)
    {
        int32_t word;
        std::memcpy(&word, row, sizeof word);
        return word;
    }
    static int32_t weightWord(const char* weight) { return rowWord(weight); }
};

// Two codes as two 16-bit numbers, for CPUs that do not multiply bytes without saturating.
template <Isa Needs, int Bytes> struct PairsOfCodes : Unit<Needs, Bytes, 2, 2, 1, true> {
    static LATHE_INLINE int32_t rowWord(const char* row)
    {
        uint16_t two;
        std::memcpy(&two, row, sizeof two);
        return int32_t((two & 0xffu) | (two & 0xff00u) << 8);
    }
    static int32_t weightWord(const char* weight)
    {
        return int32_t(uint32_t(uint16_t(int16_t(int8_t(weight[0])))) | uint32_t(uint16_t(int16_t(int8_t(weight[1])))) << 16);
    }
};

struct PlainFloat : Unit<Isa::Plain, 16, 2, 1, 4, false> {
    static LATHE_INLINE void add(Words& sum, const Words& row, const Words& weight)
    {
        sum = Words(Floats(sum) + Floats(row) * Floats(weight));
    }
};
struct PlainInt8 : PairsOfCodes<Isa::Plain, 16> {
    static LATHE_INLINE void add(Words& sum, const Words& row, const Words& weight)
    {
        sum += (row & 0xffff) * (weight << 16 >> 16) + (row >> 16) * (weight >> 16);
    }
};

#ifdef __x86_64__
struct Avx2Float : Unit<Isa::Avx2, 32, 2, 1, 4, false> {
    static LATHE_INLINE void add(Words& sum, const Words& row, const Words& weight)
    {
        asm("vfmadd231ps %2, %1, %0" : "+v"(sum) : "v"(row), "v"(weight));
    }
};
struct Avx2Int8 : PairsOfCodes<Isa::Avx2, 32> {
    static LATHE_INLINE void add(Words& sum, const Words& row, const Words& weight)
    {
        Words both;
        asm("vpmaddwd %2, %1, %0" : "=v"(both) : "v"(row), "v"(weight));
        sum += both;
    }
};
struct Avx512Float : Unit<Isa::Avx512, 64, 4, 1, 4, false> {
    static LATHE_INLINE void add(Words& sum, const Words& row, const Words& weight)
    {
        asm("vfmadd231ps %2, %1, %0" : "+v"(sum) : "v"(row), "v"(weight));
    }
};
struct Avx512Bfloat16 : Unit<Isa::Avx512, 64, 4, 2, 2, false> {
    static LATHE_INLINE void add(Words& sum, const Words& row, const Words& weight)
    {
        asm("vdpbf16ps %2, %1, %0" : "+v"(sum) : "v"(row), "v"(weight));
    }
};
struct Avx512Int8 : Unit<Isa::Avx512, 64, 4, 4, 1, true> {
    static LATHE_INLINE void add(Words& sum, const Words& row, const Words& weight)
    {
        asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(row), "v"(weight));
    }
};
#endif

template <class Unit> constexpr int64_t bytesOfRow(int64_t depth) { return depth * Unit::kDepthBytes; }
template <class Unit> constexpr int64_t wordsOf(int64_t depth)
{
    return (bytesOfRow<Unit>(depth) + Unit::kRowBytes - 1) / Unit::kRowBytes;
}

// R rows by C vectors of columns, from `column` of the product on: all sums stay in registers.
template <class Unit, int R, int C>
LATHE_INLINE void multiplyTile(const ProductArgs& p, const char* rows, const char* panel, int64_t column, float* out)
{
    using Words = typename Unit::Words;
    using Floats = typename Unit::Floats;
    const int64_t rowBytes = bytesOfRow<Unit>(p.depth), whole = rowBytes / Unit::kRowBytes * Unit::kRowBytes;
    char rest[R][kWord] = {}; // of each row, when the depths do not fill a word
    for (int r = 0; r < R; ++r)
        std::memcpy(rest[r], rows + r * rowBytes + whole, size_t(rowBytes - whole));
    Words sum[R][C];
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c)
            sum[r][c] = Words{};
    const char* from = rows;
    for (int64_t stride = rowBytes, end = whole;; from = rest[0], stride = kWord, end = Unit::kRowBytes) {
        for (int64_t k = 0; k < end; k += Unit::kRowBytes, panel += kPanelBytes) {
#pragma GCC unroll 8
            for (int r = 0; r < R; ++r) {
                const Words row = Words{} + Unit::rowWord(from + r * stride + k);
#pragma GCC unroll 8
                for (int c = 0; c < C; ++c)
                    Unit::add(sum[r][c], row, reinterpret_cast<const Words*>(panel)[c]);
            }
        }
        if (from == rest[0] || whole == rowBytes)
            break;
    }
#pragma GCC unroll 8
    for (int c = 0; c < C; ++c) {
        const auto bytes = size_t(std::min(Unit::kLanes, p.columns - column - c * Unit::kLanes)) * sizeof(float);
        Floats scale = {};
        if (Unit::kInteger && bytes == sizeof scale)
            std::memcpy(&scale, p.scale + column + c * Unit::kLanes, sizeof scale);
        else if (Unit::kInteger)
            std::memcpy(&scale, p.scale + column + c * Unit::kLanes, bytes);
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r) {
            Floats value;
            if constexpr (Unit::kInteger)
                value = __builtin_convertvector(sum[r][c], Floats) * scale;
            else
                value = Floats(sum[r][c]);
            float* to = out + r * p.columns + c * Unit::kLanes;
            if (bytes == sizeof value)
                std::memcpy(to, &value, sizeof value);
            else
                std::memcpy(to, &value, bytes);
        }
    }
}

} // namespace lathe::engine::kernels
