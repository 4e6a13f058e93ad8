#include "core/engine/runtime/kernels/rows.h"

#include "core/engine/runtime/kernels/vector_math.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <vector>

namespace lathe::engine::kernels {

namespace {

// One row each; the loops are what the compiler vectorises for every instruction set.

LATHE_EACH_CPU void valueRow(const float* product, const float* bias, const float* correction, float scale,
                             float zero, int64_t n, float* out)
{
    if (correction) {
        for (int64_t i = 0; i < n; ++i)
            out[i] = scale * (product[i] - zero * correction[i]) + bias[i];
    } else {
        for (int64_t i = 0; i < n; ++i)
            out[i] = product[i] + bias[i];
    }
}

LATHE_EACH_CPU void geluErfRow(float* x, int64_t n)
{
    for (int64_t i = 0; i < n; ++i)
        x[i] = geluErf(x[i]);
}

LATHE_EACH_CPU void geluTanhRow(float* x, int64_t n)
{
    for (int64_t i = 0; i < n; ++i)
        x[i] = geluTanh(x[i]);
}

LATHE_EACH_CPU void reluRow(float* x, int64_t n)
{
    for (int64_t i = 0; i < n; ++i)
        x[i] = x[i] > 0 ? x[i] : 0;
}

LATHE_EACH_CPU void addRow(float* x, const float* y, int64_t n)
{
    for (int64_t i = 0; i < n; ++i)
        x[i] += y[i];
}

LATHE_EACH_CPU void normRow(const float* x, int64_t n, const float* weight, const float* bias, float epsilon,
                            float* out)
{
    constexpr int kLanes = 16; // independent sums, so that strict float order still vectorises
    float sums[kLanes] = {}, squares[kLanes] = {};
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
        for (int lane = 0; lane < kLanes; ++lane)
            sums[lane] += x[i + lane];
    float mean = 0;
    for (; i < n; ++i)
        mean += x[i];
    for (const float sum : sums)
        mean += sum;
    mean /= float(n);
    for (i = 0; i + kLanes <= n; i += kLanes)
        for (int lane = 0; lane < kLanes; ++lane) {
            const float d = x[i + lane] - mean;
            squares[lane] += d * d;
        }
    float variance = 0;
    for (; i < n; ++i)
        variance += (x[i] - mean) * (x[i] - mean);
    for (const float square : squares)
        variance += square;
    const float inverse = 1.0f / std::sqrt(variance / float(n) + epsilon);
    for (i = 0; i < n; ++i)
        out[i] = (x[i] - mean) * inverse * weight[i] + bias[i];
}

LATHE_EACH_CPU void quantizeRow(const float* x, int64_t n, uint8_t* codes, float* scale, float* zero)
{
    constexpr int kLanes = 16;
    float lows[kLanes] = {}, highs[kLanes] = {}; // zero is always representable
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
        for (int lane = 0; lane < kLanes; ++lane) {
            const float v = x[i + lane];
            lows[lane] = v < lows[lane] ? v : lows[lane];
            highs[lane] = v > highs[lane] ? v : highs[lane];
        }
    float low = 0, high = 0;
    for (; i < n; ++i)
        low = std::min(low, x[i]), high = std::max(high, x[i]);
    for (int lane = 0; lane < kLanes; ++lane)
        low = std::min(low, lows[lane]), high = std::max(high, highs[lane]);
    const float step = std::max((high - low) / 255.0f, 1e-30f);
    const float offset = std::nearbyintf(-low / step);
    const float inverse = 1.0f / step;
    for (i = 0; i < n; ++i) {
        float code = x[i] * inverse + offset + 0.5f;
        code = code < 0.0f ? 0.0f : code;
        code = code > 255.0f ? 255.0f : code;
        codes[i] = static_cast<uint8_t>(static_cast<int32_t>(code));
    }
    *scale = step;
    *zero = offset;
}

// Rows worth a second thread: about 30 microseconds of work each.
int64_t grain(int64_t columns) { return std::max<int64_t>(1, 32768 / std::max<int64_t>(columns, 1)); }

// Calls compute(row, float buffer [columns]) for every row and delivers the buffer as `out` asks.
template <class Compute> void eachRow(int64_t rows, int64_t columns, const RowsOut& out, const Compute& compute)
{
    at::parallel_for(0, rows, grain(columns), [&](int64_t begin, int64_t end) {
        std::vector<float> spare(out.values ? 0 : size_t(columns));
        for (int64_t r = begin; r < end; ++r) {
            float* row = out.values ? out.values + r * columns : spare.data();
            compute(r, row);
            if (out.codes)
                quantizeRow(row, columns, out.codes + r * columns, out.scale + r, out.zero + r);
        }
    });
}

void value(const Product& p, int64_t r, float* out)
{
    valueRow(p.values + r * p.columns, p.bias, p.correction, p.correction ? p.scale[r] : 1,
             p.correction ? p.zero[r] : 0, p.columns, out);
}

} // namespace

void quantizeRows(const float* x, int64_t rows, int64_t columns, const RowsOut& out)
{
    at::parallel_for(0, rows, grain(columns), [&](int64_t begin, int64_t end) {
        for (int64_t r = begin; r < end; ++r)
            quantizeRow(x + r * columns, columns, out.codes + r * columns, out.scale + r, out.zero + r);
    });
}

void finishRows(const Product& product, const RowsOut& out)
{
    eachRow(product.rows, product.columns, out, [&](int64_t r, float* row) { value(product, r, row); });
}

void finishActivation(const Product& product, Activation activation, const RowsOut& out)
{
    const auto apply = activation == Activation::Gelu       ? geluErfRow
                       : activation == Activation::GeluTanh ? geluTanhRow
                                                            : reluRow;
    eachRow(product.rows, product.columns, out, [&](int64_t r, float* row) {
        value(product, r, row);
        apply(row, product.columns);
    });
}

void finishResidualNorm(const Product& product, const float* residual, const float* weight, const float* bias,
                        float epsilon, const RowsOut& out)
{
    eachRow(product.rows, product.columns, out, [&](int64_t r, float* row) {
        value(product, r, row);
        addRow(row, residual + r * product.columns, product.columns);
        normRow(row, product.columns, weight, bias, epsilon, row);
    });
}

void normRows(const float* x, int64_t rows, int64_t columns, const float* weight, const float* bias,
              float epsilon, const RowsOut& out)
{
    eachRow(rows, columns, out,
            [&](int64_t r, float* row) { normRow(x + r * columns, columns, weight, bias, epsilon, row); });
}

} // namespace lathe::engine::kernels
