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
    const float* bias = nullptr;       // [columns]
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

// out = x
void quantizeRows(const float* x, int64_t rows, int64_t columns, const RowsOut& out);
// out = value of the product
void finishRows(const Product& product, const RowsOut& out);
// out = activation(value of the product)
void finishActivation(const Product& product, Activation activation, const RowsOut& out);
// out = tanh(value of a float product), [rows, columns]
void finishTanh(const Product& product, float* out);
// out = layerNorm(value of the product + residual[r]); weight, bias [columns]
void finishResidualNorm(const Product& product, const float* residual, const float* weight, const float* bias,
                        float epsilon, const RowsOut& out);
// out = layerNorm(x)
void normRows(const float* x, int64_t rows, int64_t columns, const float* weight, const float* bias,
              float epsilon, const RowsOut& out);

} // namespace lathe::engine::kernels
