#include "core/engine/runtime/kernels/rows.h"

#include "core/engine/runtime/kernels/norm_loops.h"
#include "core/engine/runtime/workspace.h"

#include <ATen/Parallel.h>
#include <algorithm>

namespace lathe::engine::kernels {

namespace {

// range: of x, or null where it is not known. spare: [n], where there is a factor
void codeRow(const float* x, int64_t r, int64_t n, const RowsOut& out, const Range* range, float* spare)
{
    if (out.halves)
        return eachCpu<halveRow>(x, n, out.halves + r * n);
    if (!out.codes)
        return;
    if (out.factor) {
        eachCpu<multiplyRow>(x, out.factor, n, spare);
        x = spare;
    }
    if (out.fixed) {
        out.scale[r] = out.fixedScale, out.zero[r] = out.fixedZero;
    } else {
        Range own;
        if (!range || out.factor)
            eachCpu<rangeOfRow>(x, n, &own);
        else
            own = *range;
        const float step = std::max((own.high - own.low) / 255.0f, 1e-30f);
        out.scale[r] = step;
        out.zero[r] = std::nearbyintf(-own.low / step);
    }
    eachCpu<roundRow>(x, n, out.scale[r], out.zero[r], out.codes + r * n);
}

// Rows worth a second thread: about 30 microseconds of work each.
int64_t grain(int64_t columns) { return std::max<int64_t>(1, 32768 / std::max<int64_t>(columns, 1)); }

// Calls compute(row, float buffer [columns], its range) for every row and delivers the buffer as `out` asks.
template <class Compute> void eachRow(int64_t rows, int64_t columns, const RowsOut& out, const Compute& compute)
{
    at::parallel_for(0, rows, grain(columns), [&](int64_t begin, int64_t end) {
        Workspace& workspace = Workspace::ofThisThread();
        const Workspace::Scope scope(workspace);
        float* own = out.values ? nullptr : workspace.take<float>(columns);
        float* spare = out.factor ? workspace.take<float>(columns) : nullptr;
        for (int64_t r = begin; r < end; ++r) {
            float* row = out.values ? out.values + r * columns : own;
            Range range;
            compute(r, row, &range);
            codeRow(row, r, columns, out, &range, spare);
        }
    });
}

template <class Function> void finishWith(const Product& product, const RowsOut& out)
{
    eachRow(product.rows, product.columns, out, [&](int64_t r, float* row, Range* range) {
        const ProductRow one = rowOf(product, r);
        eachCpu<activateRow<Function>>(&one, row, range);
    });
}

template <class Function> void gateWith(const Product& product, const RowsOut& out)
{
    const int64_t half = product.columns / 2;
    eachRow(product.rows, half, out, [&](int64_t r, float* row, Range* range) {
        ProductRow gate = rowOf(product, r);
        gate.n = half;
        ProductRow up = gate;
        up.values += half;
        if (up.bias)
            up.bias += half;
        if (up.correction)
            up.correction += half;
        eachCpu<gateRow<Function>>(&gate, &up, row, range);
    });
}

// Calls work with the function of the activation.
template <class Work> void withFunction(Activation activation, const Work& work)
{
    switch (activation) {
    case Activation::Gelu:
        return work(GeluErf{});
    case Activation::GeluTanh:
        return work(GeluTanh{});
    case Activation::Relu:
        return work(Relu{});
    case Activation::Silu:
        return work(Silu{});
    case Activation::Tanh:
        return work(Tanh{});
    case Activation::None:
        return work(Nothing{});
    }
}

} // namespace

void quantizeRows(const float* x, int64_t rows, int64_t columns, const RowsOut& out)
{
    at::parallel_for(0, rows, grain(columns), [&](int64_t begin, int64_t end) {
        Workspace& workspace = Workspace::ofThisThread();
        const Workspace::Scope scope(workspace);
        float* spare = out.factor ? workspace.take<float>(columns) : nullptr;
        for (int64_t r = begin; r < end; ++r)
            codeRow(x + r * columns, r, columns, out, nullptr, spare);
    });
}

void finishRows(const Product& product, const RowsOut& out) { finishWith<Nothing>(product, out); }

void finishActivation(const Product& product, Activation activation, const RowsOut& out)
{
    withFunction(activation, [&](auto function) { finishWith<decltype(function)>(product, out); });
}

void finishGated(const Product& product, Activation activation, const RowsOut& out)
{
    withFunction(activation, [&](auto function) { gateWith<decltype(function)>(product, out); });
}

void finishResidual(const Product& product, const ResidualArgs& args, const RowsOut& out)
{
    const bool wanted = out.values || out.codes || out.halves;
    const int64_t n = product.columns;
    eachRow(product.rows, n, out, [&](int64_t r, float* row, Range* range) {
        const ProductRow one = rowOf(product, r);
        eachCpu<residualRow>(&one, args.residual ? args.residual + r * n : nullptr, &args.inner, &args.norm, wanted,
                             args.sum ? args.sum + r * n : row, row, range);
    });
}

void meanRow(const float* x, int64_t rows, int64_t columns, float* out)
{
    std::fill_n(out, columns, 0.0f);
    for (int64_t r = 0; r < rows; ++r)
        for (int64_t c = 0; c < columns; ++c)
            out[c] += x[r * columns + c];
    for (int64_t c = 0; c < columns; ++c)
        out[c] /= float(rows);
}

void normRows(const float* x, int64_t rows, int64_t columns, const NormArgs& norm, const RowsOut& out)
{
    if (!norm.weight) {
        if (out.values && out.values != x)
            std::copy_n(x, rows * columns, out.values);
        return quantizeRows(x, rows, columns, out);
    }
    eachRow(rows, columns, out, [&](int64_t r, float* row, Range* range) {
        eachCpu<normRow>(x + r * columns, columns, &norm, row, range);
    });
}

} // namespace lathe::engine::kernels
