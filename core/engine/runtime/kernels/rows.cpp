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

// Sum of f over all elements, as Lanes while there are sixteen of them.
template <class F> inline __attribute__((always_inline)) float sumOf(const float* x, int64_t n, const F& f)
{
    Lanes sums = {};
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
        sums += f(lanesAt(x + i));
    float sum = 0;
    for (; i < n; ++i)
        sum += f(x[i]);
    for (int lane = 0; lane < kLanes; ++lane)
        sum += sums[lane];
    return sum;
}

LATHE_EACH_CPU void normRow(const float* x, int64_t n, const float* weight, const float* bias, float epsilon,
                            float* out)
{
    const float mean = sumOf(x, n, [](auto v) __attribute__((always_inline)) { return v; }) / float(n);
    const float variance =
        sumOf(x, n, [mean](auto v) __attribute__((always_inline)) { return (v - mean) * (v - mean); }) / float(n);
    const float inverse = 1.0f / std::sqrt(variance + epsilon);
    for (int64_t i = 0; i < n; ++i)
        out[i] = (x[i] - mean) * inverse * weight[i] + bias[i];
}

LATHE_EACH_CPU void multiplyRow(const float* x, const float* y, int64_t n, float* out)
{
    for (int64_t i = 0; i < n; ++i)
        out[i] = x[i] * y[i];
}

LATHE_EACH_CPU void roundRow(const float* x, int64_t n, float step, float offset, uint8_t* codes)
{
    const float inverse = 1.0f / step, shift = offset + 0.5f;
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) {
        Lanes code = lanesAt(x + i) * inverse + shift;
        code = code < 0.0f ? Lanes{} : code;
        code = code > 255.0f ? Lanes{} + 255.0f : code;
        *reinterpret_cast<LaneBytes*>(codes + i) =
            __builtin_convertvector(__builtin_convertvector(code, LaneInts), LaneBytes);
    }
    for (; i < n; ++i)
        codes[i] = static_cast<uint8_t>(std::clamp(x[i] * inverse + shift, 0.0f, 255.0f));
}

// Step and zero point of the row's own range.
LATHE_EACH_CPU void rangeOfRow(const float* x, int64_t n, float* scale, float* zero)
{
    Lanes lows = {}, highs = {}; // zero is always representable
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) {
        const Lanes v = lanesAt(x + i);
        lows = v < lows ? v : lows;
        highs = v > highs ? v : highs;
    }
    float low = 0, high = 0;
    for (; i < n; ++i)
        low = std::min(low, x[i]), high = std::max(high, x[i]);
    for (int lane = 0; lane < kLanes; ++lane)
        low = std::min(low, lows[lane]), high = std::max(high, highs[lane]);
    const float step = std::max((high - low) / 255.0f, 1e-30f);
    const float offset = std::nearbyintf(-low / step);
    *scale = step;
    *zero = offset;
}

void codeRow(const float* x, int64_t r, int64_t n, const RowsOut& out, std::vector<float>& spare)
{
    if (out.factor) {
        spare.resize(size_t(n));
        multiplyRow(x, out.factor, n, spare.data());
        x = spare.data();
    }
    if (out.fixed)
        out.scale[r] = out.fixedScale, out.zero[r] = out.fixedZero;
    else
        rangeOfRow(x, n, out.scale + r, out.zero + r);
    roundRow(x, n, out.scale[r], out.zero[r], out.codes + r * n);
}

// Rows worth a second thread: about 30 microseconds of work each.
int64_t grain(int64_t columns) { return std::max<int64_t>(1, 32768 / std::max<int64_t>(columns, 1)); }

// Calls compute(row, float buffer [columns]) for every row and delivers the buffer as `out` asks.
template <class Compute> void eachRow(int64_t rows, int64_t columns, const RowsOut& out, const Compute& compute)
{
    at::parallel_for(0, rows, grain(columns), [&](int64_t begin, int64_t end) {
        std::vector<float> own(out.values ? 0 : size_t(columns)), spare;
        for (int64_t r = begin; r < end; ++r) {
            float* row = out.values ? out.values + r * columns : own.data();
            compute(r, row);
            if (out.codes)
                codeRow(row, r, columns, out, spare);
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
        std::vector<float> spare;
        for (int64_t r = begin; r < end; ++r)
            codeRow(x + r * columns, r, columns, out, spare);
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
