#pragma once

#include <cstdint>
#include <string>

// Products of rows with a packed matrix, for the numbers that a CPU has instructions for. Every kernel multiplies 32 bits
// of a row, which hold one or more depths, with the same depths of many columns at once; only the instruction differs.
namespace lathe::engine::kernels {

// What is multiplied. Bfloat16: both sides, summed in float32. Int8: codes 0..255 of a row by -127..127 of the matrix,
// summed exactly in int32, with every instruction set alike.
enum class Numbers { Float32, Bfloat16, Int8 };

inline constexpr int64_t kPanel = 64; // columns that are packed and computed together

// Whether this CPU multiplies them at all. False only for Bfloat16 without AVX512-BF16.
[[nodiscard]] bool multiplies(Numbers numbers);
// "Lathe int8 (avx512_vnni)"
[[nodiscard]] std::string productName(Numbers numbers);

[[nodiscard]] int64_t panels(int64_t columns);
// Bytes that pack writes; the memory is wanted at a multiple of 64.
[[nodiscard]] int64_t packedBytes(Numbers numbers, int64_t columns, int64_t depth);
// weight: [columns, depth] of float, bfloat16 bits or int8. Panels of 64 columns, in each the depths of one instruction
// side by side. Spread over the LibTorch threads.
void pack(Numbers numbers, const void* weight, int64_t columns, int64_t depth, void* packed);

struct ProductArgs {
    Numbers numbers = Numbers::Float32;
    const void* rows = nullptr;     // [count, depth] of float, bfloat16 bits or uint8
    const void* packed = nullptr;
    const float* scale = nullptr;   // [columns], Int8 only
    int64_t count = 0, columns = 0, depth = 0;
};
// out[r, n] = sum over k of rows[r, k] * weight[n, k], times scale[n] for Int8, for the columns of the panels
// first..last - 1. out: [count, columns].
void multiply(const ProductArgs& product, int64_t firstPanel, int64_t lastPanel, float* out);

} // namespace lathe::engine::kernels
