#include "core/engine/runtime/kernels/embed.h"

#include "core/engine/runtime/kernels/vector_math.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <c10/util/Half.h>
#include <cstring>

namespace lathe::engine::kernels {

namespace {

LATHE_INLINE void fromCodes(const int8_t* codes, float scale, int64_t n, float* out)
{
    for (int64_t i = 0; i < n; ++i)
        out[i] = scale * float(codes[i]);
}

LATHE_INLINE void fromNibbles(const uint8_t* nibbles, const float* scale, int64_t groups, int64_t n, float* out)
{
    const int64_t width = n / groups;
    for (int64_t i = 0; i < n; ++i) {
        const int code = i % 2 == 0 ? nibbles[i / 2] & 15 : nibbles[i / 2] >> 4;
        out[i] = scale[i / width] * float(code - 8);
    }
}

LATHE_INLINE void fromBfloat16(const uint16_t* halves, int64_t n, float* out)
{
    for (int64_t i = 0; i < n; ++i) {
        const uint32_t bits = uint32_t(halves[i]) << 16;
        std::memcpy(out + i, &bits, sizeof bits);
    }
}

void fromFloat16(const uint16_t* halves, int64_t n, float* out)
{
    for (int64_t i = 0; i < n; ++i)
        out[i] = c10::detail::fp16_ieee_to_fp32_value(halves[i]);
}

LATHE_INLINE void scaleRow(float factor, int64_t n, float* out)
{
    for (int64_t i = 0; i < n; ++i)
        out[i] *= factor;
}

LATHE_INLINE void addRow(const float* x, int64_t n, float* out)
{
    for (int64_t i = 0; i < n; ++i)
        out[i] += x[i];
}

} // namespace

void embed(const EmbedArgs& a, float* out)
{
    const int64_t n = a.columns;
    at::parallel_for(0, a.rows, 256, [&](int64_t begin, int64_t end) {
        for (int64_t r = begin; r < end; ++r) {
            const int64_t id = a.ids[r];
            float* row = out + r * n;
            if (a.codes)
                eachCpu<fromCodes>(a.codes + id * n, a.scale[id], n, row);
            else if (a.nibbles)
                eachCpu<fromNibbles>(a.nibbles + id * (n / 2), a.scale + id * a.groups, a.groups, n, row);
            else if (a.bfloat16)
                eachCpu<fromBfloat16>(a.bfloat16 + id * n, n, row);
            else if (a.float16)
                fromFloat16(a.float16 + id * n, n, row);
            else
                std::copy_n(a.token + id * n, n, row);
            if (a.factor != 1)
                eachCpu<scaleRow>(a.factor, n, row);
            if (a.position)
                eachCpu<addRow>(a.position + int64_t(a.positions[r]) * n, n, row);
        }
    });
}

} // namespace lathe::engine::kernels
