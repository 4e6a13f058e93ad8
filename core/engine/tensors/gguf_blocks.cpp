#include "core/engine/tensors/gguf_blocks.h"

#include <ATen/Parallel.h>
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>
#include <cstring>
#include <stdexcept>

namespace lathe::engine {

namespace {

using Byte = uint8_t;

float half(const Byte* bytes)
{
    uint16_t bits;
    std::memcpy(&bits, bytes, sizeof bits);
    return c10::detail::fp16_ieee_to_fp32_value(bits);
}

// 32 values of one scale, and of one lowest value where there is one. The low nibbles come first.
void q4_0(const Byte* block, float* out)
{
    const float d = half(block);
    const Byte* codes = block + 2;
    for (int i = 0; i < 16; ++i) {
        out[i] = d * float(int(codes[i] & 15) - 8);
        out[i + 16] = d * float(int(codes[i] >> 4) - 8);
    }
}

void q4_1(const Byte* block, float* out)
{
    const float d = half(block), lowest = half(block + 2);
    const Byte* codes = block + 4;
    for (int i = 0; i < 16; ++i) {
        out[i] = d * float(codes[i] & 15) + lowest;
        out[i + 16] = d * float(codes[i] >> 4) + lowest;
    }
}

// The fifth bits of 32 values stand together in four bytes.
void q5_0(const Byte* block, float* out)
{
    const float d = half(block);
    uint32_t high;
    std::memcpy(&high, block + 2, sizeof high);
    const Byte* codes = block + 6;
    for (int i = 0; i < 16; ++i) {
        out[i] = d * float(int((codes[i] & 15) | (high >> i & 1) << 4) - 16);
        out[i + 16] = d * float(int((codes[i] >> 4) | (high >> (i + 16) & 1) << 4) - 16);
    }
}

void q5_1(const Byte* block, float* out)
{
    const float d = half(block), lowest = half(block + 2);
    uint32_t high;
    std::memcpy(&high, block + 4, sizeof high);
    const Byte* codes = block + 8;
    for (int i = 0; i < 16; ++i) {
        out[i] = d * float(int((codes[i] & 15) | (high >> i & 1) << 4)) + lowest;
        out[i + 16] = d * float(int((codes[i] >> 4) | (high >> (i + 16) & 1) << 4)) + lowest;
    }
}

void q8_0(const Byte* block, float* out)
{
    const float d = half(block);
    for (int i = 0; i < 32; ++i)
        out[i] = d * float(int8_t(block[2 + i]));
}

// The others have 256 values in groups of 16 or 32, whose scales are codes themselves.
void q2_k(const Byte* block, float* out)
{
    const Byte *scales = block, *codes = block + 16;
    const float d = half(block + 80), lowest = half(block + 82);
    for (int group = 0; group < 16; ++group) {
        const float scale = d * float(scales[group] & 15), shift = lowest * float(scales[group] >> 4);
        const Byte* from = codes + group / 8 * 32 + group % 2 * 16;
        const int bit = group % 8 / 2 * 2;
        for (int i = 0; i < 16; ++i)
            out[group * 16 + i] = scale * float(from[i] >> bit & 3) - shift;
    }
}

void q3_k(const Byte* block, float* out)
{
    const Byte *mask = block, *codes = block + 32, *scales = block + 96;
    const float d = half(block + 108);
    for (int group = 0; group < 16; ++group) {
        const int low = scales[group % 8] >> group / 8 * 4 & 15,
                  high = scales[8 + group % 4] >> group / 4 * 2 & 3;
        const float scale = d * float((low | high << 4) - 32);
        const Byte *from = codes + group / 8 * 32 + group % 2 * 16, *third = mask + group % 2 * 16;
        const int bit = group % 8 / 2 * 2, plane = group / 2;
        for (int i = 0; i < 16; ++i)
            out[group * 16 + i] = scale * float(int(from[i] >> bit & 3) - 4 + int(third[i] >> plane & 1) * 4);
    }
}

struct ScaleAndLowest {
    float scale, lowest;
};

// Of group n of eight, from twelve bytes of six-bit codes.
ScaleAndLowest sixBits(const Byte* packed, int n, float d, float lowest)
{
    if (n < 4)
        return {d * float(packed[n] & 63), lowest * float(packed[n + 4] & 63)};
    return {d * float((packed[n + 4] & 15) | (packed[n - 4] >> 6) << 4),
            lowest * float((packed[n + 4] >> 4) | (packed[n] >> 6) << 4)};
}

void q4_k(const Byte* block, float* out)
{
    const float d = half(block), lowest = half(block + 2);
    for (int group = 0; group < 8; ++group) {
        const ScaleAndLowest of = sixBits(block + 4, group, d, lowest);
        const Byte* codes = block + 16 + group / 2 * 32;
        const int bit = group % 2 * 4;
        for (int i = 0; i < 32; ++i)
            out[group * 32 + i] = of.scale * float(codes[i] >> bit & 15) - of.lowest;
    }
}

void q5_k(const Byte* block, float* out)
{
    const float d = half(block), lowest = half(block + 2);
    const Byte* high = block + 16;
    for (int group = 0; group < 8; ++group) {
        const ScaleAndLowest of = sixBits(block + 4, group, d, lowest);
        const Byte* codes = block + 48 + group / 2 * 32;
        const int bit = group % 2 * 4;
        for (int i = 0; i < 32; ++i)
            out[group * 32 + i] =
                of.scale * float((codes[i] >> bit & 15) | (high[i] >> group & 1) << 4) - of.lowest;
    }
}

void q6_k(const Byte* block, float* out)
{
    const Byte* scales = block + 192;
    const float d = half(block + 208);
    for (int group = 0; group < 16; ++group) {
        const int part = group / 8, quarter = group % 8 / 2, side = group % 2 * 16;
        const float scale = d * float(int8_t(scales[group]));
        const Byte *low = block + part * 64 + quarter % 2 * 32 + side, *high = block + 128 + part * 32 + side;
        const int lowBit = quarter / 2 * 4, highBit = quarter * 2;
        for (int i = 0; i < 16; ++i)
            out[group * 16 + i] = scale * float(int((low[i] >> lowBit & 15) | (high[i] >> highBit & 3) << 4) - 32);
    }
}

constexpr float kUneven[16] = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};

void uneven(const Byte* codes, float d, float* out)
{
    for (int i = 0; i < 16; ++i) {
        out[i] = d * kUneven[codes[i] & 15];
        out[i + 16] = d * kUneven[codes[i] >> 4];
    }
}

void iq4_nl(const Byte* block, float* out)
{
    uneven(block + 2, half(block), out);
}

void iq4_xs(const Byte* block, float* out)
{
    const float d = half(block);
    for (int group = 0; group < 8; ++group) {
        const int low = block[4 + group / 2] >> group % 2 * 4 & 15,
                  high = block[2 + group / 4] >> group % 4 * 2 & 3;
        uneven(block + 8 + group * 16, d * float((low | high << 4) - 32), out + group * 32);
    }
}

void f32(const Byte* value, float* out)
{
    std::memcpy(out, value, sizeof(float));
}

void f16(const Byte* value, float* out)
{
    *out = half(value);
}

void bf16(const Byte* value, float* out)
{
    uint16_t bits;
    std::memcpy(&bits, value, sizeof bits);
    *out = c10::detail::f32_from_bits(bits);
}

using Function = void (*)(const Byte*, float*);

// One loop for each type, so that the compiler puts the block into it.
template <Function one> void blocks(const GgufType& type, const std::byte* from, int64_t count, float* to)
{
    const int64_t grain = std::max<int64_t>(1, 16384 / type.blockValues);
    at::parallel_for(0, count, grain, [&](int64_t begin, int64_t end) {
        for (int64_t n = begin; n < end; ++n)
            one(reinterpret_cast<const Byte*>(from) + n * type.blockBytes, to + n * type.blockValues);
    });
}

} // namespace

void dequantize(const GgufType& type, const std::byte* from, int64_t count, float* values)
{
    struct Known {
        std::string_view name;
        void (*all)(const GgufType&, const std::byte*, int64_t, float*);
    };
    constexpr Known kKnown[] = {
        {"F32", blocks<f32>},   {"F16", blocks<f16>},   {"BF16", blocks<bf16>},
        {"Q4_0", blocks<q4_0>}, {"Q4_1", blocks<q4_1>}, {"Q5_0", blocks<q5_0>},
        {"Q5_1", blocks<q5_1>}, {"Q8_0", blocks<q8_0>}, {"Q2_K", blocks<q2_k>},
        {"Q3_K", blocks<q3_k>}, {"Q4_K", blocks<q4_k>}, {"Q5_K", blocks<q5_k>},
        {"Q6_K", blocks<q6_k>}, {"IQ4_NL", blocks<iq4_nl>}, {"IQ4_XS", blocks<iq4_xs>},
    };
    for (const Known& known : kKnown)
        if (known.name == type.name)
            return known.all(type, from, count, values);
    throw std::logic_error("a GGUF type whose blocks are not known");
}

} // namespace lathe::engine
