#include "core/engine/runtime/kernels/rows.h"

#include "core/engine/runtime/kernels/row_loops.h"
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

ProductRow rowOf(const Product& p, int64_t r)
{
    return {p.values + r * p.columns, p.bias, p.correction, p.correction ? p.scale[r] : 1.0f,
            p.correction ? p.zero[r] : 0.0f, p.columns};
}

template <class Function> void finishWith(const Product& product, const RowsOut& out)
{
    eachRow(product.rows, product.columns, out, [&](int64_t r, float* row, Range* range) {
        const ProductRow one = rowOf(product, r);
        eachCpu<activateRow<Function>>(&one, row, range);
    });
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
    switch (activation) {
    case Activation::Gelu:
        return finishWith<GeluErf>(product, out);
    case Activation::GeluTanh:
        return finishWith<GeluTanh>(product, out);
    case Activation::Relu:
        return finishWith<Relu>(product, out);
    }
}

void finishTanh(const Product& product, float* out)
{
    eachRow(product.rows, product.columns, {.values = out}, [&](int64_t r, float* row, Range*) {
        const ProductRow one = rowOf(product, r);
        eachCpu<tanhRow>(&one, row);
    });
}

void finishResidualNorm(const Product& product, const float* residual, const float* weight, const float* bias,
                        float epsilon, const RowsOut& out)
{
    eachRow(product.rows, product.columns, out, [&](int64_t r, float* row, Range* range) {
        const ProductRow one = rowOf(product, r);
        eachCpu<residualNormRow>(&one, residual + r * product.columns, weight, bias, epsilon, row, range);
    });
}

void normRows(const float* x, int64_t rows, int64_t columns, const float* weight, const float* bias,
              float epsilon, const RowsOut& out)
{
    eachRow(rows, columns, out, [&](int64_t r, float* row, Range* range) {
        eachCpu<normRow>(x + r * columns, columns, weight, bias, epsilon, row, range);
    });
}

} // namespace lathe::engine::kernels
