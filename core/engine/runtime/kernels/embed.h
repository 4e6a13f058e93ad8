#pragma once

#include <cstdint>

namespace lathe::engine::kernels {

// out[r] = factor * token[ids[r]] + position[positions[r]], [rows, columns]; the token table is float, bfloat16 or float16,
// int8 codes with one scale per row, or 4-bit codes with one scale per group of columns (model/matrix.h).
struct EmbedArgs {
    const int32_t* ids = nullptr;
    const int32_t* positions = nullptr;
    int64_t rows = 0, columns = 0;
    const float* token = nullptr;       // one of these five, [V, columns]
    const uint16_t* bfloat16 = nullptr; // bits
    const uint16_t* float16 = nullptr;  // bits
    const int8_t* codes = nullptr;
    const uint8_t* nibbles = nullptr; // [V, columns / 2]
    const float* scale = nullptr;     // [V], or [V, groups] for nibbles
    int64_t groups = 1;
    float factor = 1;
    const float* position = nullptr;  // null: nothing is added
};
void embed(const EmbedArgs& args, float* out);

} // namespace lathe::engine::kernels
