#pragma once

#include "core/engine/model/architecture.h"

#include <cstdint>

// What happens between two matrix products, one pass per row: undo the quantization of the product, add
// the bias, apply activation or residual and normalisation, and quantize for the next product. Rows are
// independent, so a text's answer does not depend on the texts it shares a batch with. All matrices are
// dense, row by row; rows are spread over the LibTorch threads.
namespace lathe::engine::kernels {

// A product as it comes out: for a float product the value is product + bias; for an integer product of
// row r with codes q = round(x / scale[r]) + zero[r] it is
//   scale[r] * (product[r, c] - zero[r] * correction[c]) + bias[c],
// product already holding the weight's scale, correction[c] = weightScale[c] * sum_k weight[c, k].
struct Product {
    const float* values = nullptr; // [rows, columns]
    int64_t rows = 0, columns = 0;
    const float* bias = nullptr;       // [columns], or null
    const float* correction = nullptr; // [columns]; null for a float product
    const float* scale = nullptr;      // [rows]
    const float* zero = nullptr;       // [rows]
};

// Where a kernel leaves its rows: as float, and as what the next product multiplies: unsigned 8-bit codes with scale
// and zero per row (asymmetric, 0..255), or bfloat16 bits. Null parts are not written. The codes may be of each column
// times a factor, and may have a range that is fixed instead of the row's own.
struct RowsOut {
    float* values = nullptr;    // [rows, columns]
    uint8_t* codes = nullptr;   // [rows, columns]
    uint16_t* halves = nullptr; // [rows, columns]; not beside codes
    float* scale = nullptr;   // [rows]
    float* zero = nullptr;    // [rows]
    const float* factor = nullptr; // [columns], or null
    bool fixed = false;
    float fixedScale = 1, fixedZero = 0;

    // The same from that row on.
    [[nodiscard]] RowsOut from(int64_t row, int64_t columns) const
    {
        RowsOut out = *this;
        if (values)
            out.values += row * columns;
        if (codes)
            out.codes += row * columns, out.scale += row, out.zero += row;
        if (halves)
            out.halves += row * columns;
        return out;
    }
};

// A norm over a row: (x - mean) / sqrt(variance + epsilon), or x / sqrt(mean of squares + epsilon) with rms, times weight
// plus bias.
struct NormArgs {
    const float* weight = nullptr; // [columns]; null: the row stays as it is
    const float* bias = nullptr;   // [columns], or null
    float epsilon = 0;
    bool rms = false;
};

// What becomes of a product that is added to the rows it was made of.
struct ResidualArgs {
    const float* residual = nullptr; // [rows, columns], or null
    NormArgs inner; // of the product, before it is added
    NormArgs norm;  // of the sum
    float* sum = nullptr; // [rows, columns]: the sum before its norm; may be `residual`; null: not wanted

    // The same from that row on.
    [[nodiscard]] ResidualArgs from(int64_t row, int64_t columns) const
    {
        ResidualArgs args = *this;
        if (residual)
            args.residual += row * columns;
        if (sum)
            args.sum += row * columns;
        return args;
    }
};

// out = x
void quantizeRows(const float* x, int64_t rows, int64_t columns, const RowsOut& out);
// out = value of the product
void finishRows(const Product& product, const RowsOut& out);
// out = activation(value of the product)
void finishActivation(const Product& product, Activation activation, const RowsOut& out);
// out[c] = activation(value[c]) * value[columns / 2 + c], rows of half the product's columns
void finishGated(const Product& product, Activation activation, const RowsOut& out);
// sum = inner(value of the product) + residual; out = norm(sum), which may be the memory of the residual
void finishResidual(const Product& product, const ResidualArgs& args, const RowsOut& out);
// out = norm(x), which may be the memory of x
void normRows(const float* x, int64_t rows, int64_t columns, const NormArgs& norm, const RowsOut& out);
// out = the mean of the rows, [columns]
void meanRow(const float* x, int64_t rows, int64_t columns, float* out);

} // namespace lathe::engine::kernels
