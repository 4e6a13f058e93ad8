#include "core/engine/runtime/kernels/embed.h"

#include "core/engine/runtime/kernels/vector_math.h"

#include <ATen/Parallel.h>

namespace lathe::engine::kernels {

namespace {

LATHE_EACH_CPU void addFloat(const float* token, const float* position, int64_t n, float* out)
{
    for (int64_t i = 0; i < n; ++i)
        out[i] = token[i] + position[i];
}

LATHE_EACH_CPU void addCodes(const int8_t* codes, float scale, const float* position, int64_t n, float* out)
{
    for (int64_t i = 0; i < n; ++i)
        out[i] = scale * float(codes[i]) + position[i];
}

} // namespace

void embed(const EmbedArgs& a, float* out)
{
    at::parallel_for(0, a.rows, 256, [&](int64_t begin, int64_t end) {
        for (int64_t r = begin; r < end; ++r) {
            const float* position = a.position + int64_t(a.positions[r]) * a.columns;
            const int64_t token = int64_t(a.ids[r]) * a.columns;
            if (a.codes)
                addCodes(a.codes + token, a.codeScale[a.ids[r]], position, a.columns, out + r * a.columns);
            else
                addFloat(a.token + token, position, a.columns, out + r * a.columns);
        }
    });
}

} // namespace lathe::engine::kernels
