#pragma once

#include <cstdint>

namespace lathe::engine::kernels {

// out[r] = token[ids[r]] + position[positions[r]], [rows, columns]; the token table is float, or int8
// codes with one scale per row.
struct EmbedArgs {
    const int32_t* ids = nullptr;
    const int32_t* positions = nullptr;
    int64_t rows = 0, columns = 0;
    const float* token = nullptr;      // either this
    const int8_t* codes = nullptr;     // or these two
    const float* codeScale = nullptr;
    const float* position = nullptr;
};
void embed(const EmbedArgs& args, float* out);

} // namespace lathe::engine::kernels
