#pragma once

#include <cstdint>

// Products of unsigned 8-bit codes with signed 8-bit weights, summed in int32, for CPUs with AVX512-VNNI. On
// those with AMX oneDNN's tiles are faster; on others there is no instruction to build on.
namespace lathe::engine::kernels {

inline constexpr int64_t kPanel = 64; // columns that are packed and computed together

// True where these functions may be called.
[[nodiscard]] bool hasInt8Product();

[[nodiscard]] int64_t int8Panels(int64_t columns);
// Bytes that packInt8 writes; the memory is wanted at a multiple of 64.
[[nodiscard]] int64_t packedInt8Bytes(int64_t columns, int64_t depth);
// weight: [columns, depth]. Panels of 64 columns, in each the values of four depths side by side.
void packInt8(const int8_t* weight, int64_t columns, int64_t depth, int8_t* packed);

struct Int8Product {
    const uint8_t* codes = nullptr; // [rows, depth]
    const int8_t* packed = nullptr;
    const float* scale = nullptr;   // [columns]
    int64_t rows = 0, columns = 0, depth = 0;
};
// out[r, n] = scale[n] * sum over k of codes[r, k] * weight[n, k], for the columns of the panels first..last - 1.
// out: [rows, columns].
void multiplyInt8(const Int8Product& product, int64_t firstPanel, int64_t lastPanel, float* out);

} // namespace lathe::engine::kernels
