#include "core/engine/runtime/packed_linear.h"

#include "core/base/error.h"
#include "core/base/system_info.h"
#include "core/engine/model/round_rows.h"
#include "core/engine/runtime/kernels/int8_product.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <numeric>

namespace lathe::engine {

namespace {

using Scalars = c10::List<std::optional<at::Scalar>>;

// The operators are looked up by name because LibTorch exports no headers for them.
const auto& integerPack()
{
    static const auto op = c10::Dispatcher::singleton()
                               .findSchemaOrThrow("onednn::qlinear_prepack", "")
                               .typed<at::Tensor(at::Tensor, std::optional<c10::List<int64_t>>)>();
    return op;
}

const auto& integerProduct()
{
    static const auto op =
        c10::Dispatcher::singleton()
            .findSchemaOrThrow("onednn::qlinear_pointwise", "")
            .typed<at::Tensor(at::Tensor, double, int64_t, at::Tensor, at::Tensor, at::Tensor,
                              std::optional<at::Tensor>, double, int64_t, std::optional<at::ScalarType>,
                              std::string_view, Scalars, std::string_view)>();
    return op;
}

// Absent in a LibTorch built without oneDNN: plain products are used then.
const auto& floatPack()
{
    static const auto op = c10::Dispatcher::singleton().findSchema({"mkldnn::_reorder_linear_weight", ""});
    return op;
}

const auto& floatProduct()
{
    static const auto op = c10::Dispatcher::singleton()
                               .findSchemaOrThrow("mkldnn::_linear_pointwise", "")
                               .typed<at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&,
                                                 std::string_view, Scalars, std::optional<std::string_view>)>();
    return op;
}

constexpr int64_t kBlock = 48;       // rows of a product and of what follows it, together in the second-level cache
constexpr int64_t kFloatBlock = 128; // larger: each is a call into LibTorch
constexpr int64_t kFewRows = 4;
constexpr int64_t kWorthAThread = 1 << 20; // multiplications

// AMX multiplies eight times as much at once, and oneDNN uses it.
bool usesOwnKernel()
{
    static const bool own = [] {
        const std::vector<std::string> features = readSystemInfo().features;
        return kernels::hasInt8Product() && std::find(features.begin(), features.end(), "amx_int8") == features.end();
    }();
    return own;
}

// Of int8 [N, K], as float32 [N]; at::sum would widen the whole matrix first.
at::Tensor rowSums(const at::Tensor& codes)
{
    const at::Tensor dense = codes.contiguous();
    at::Tensor sums = at::empty({dense.size(0)}, at::kFloat);
    const auto* row = dense.const_data_ptr<int8_t>();
    for (int64_t n = 0; n < dense.size(0); ++n, row += dense.size(1))
        sums.mutable_data_ptr<float>()[n] = float(std::accumulate(row, row + dense.size(1), int64_t(0)));
    return sums;
}

// How many threads a loop started here would have.
int64_t threadsHere() { return at::in_parallel_region() ? 1 : at::get_num_threads(); }

// Memory of this thread for one product, kept for the next.
float* scratch(int64_t floats)
{
    thread_local std::vector<float> memory;
    if (int64_t(memory.size()) < floats)
        memory.resize(size_t(floats));
    return memory.data();
}

bool isInteger(Storage storage) { return storage == Storage::Int8 || storage == Storage::Int4; }

// The codes of an integer matrix as the kernel takes them: one scale per row.
Int8Rows codesOf(const Tensors& weights, const std::string& name)
{
    if (storageOf(weights, name) == Storage::Int4)
        return roundRows(storedMatrix(weights, name));
    return {weights.at(name), weights.at(name + "_scale")};
}

InputCodes inputOf(const Tensors& weights, const std::string& name)
{
    InputCodes input;
    if (const auto smooth = weights.find(name + "_smooth"); smooth != weights.end())
        input.factor = smooth->second.reciprocal();
    if (const auto range = weights.find(name + "_range"); range != weights.end()) {
        const float* values = range->second.const_data_ptr<float>();
        if (!(values[0] > 0) || !(values[1] >= 0 && values[1] <= 255))
            throw badInput("tensor {}_range: scale {} and zero point {} are no range of 8-bit codes", name, values[0],
                           values[1]);
        input.range = {values[0], values[1]};
    }
    return input;
}

} // namespace

bool InputCodes::operator==(const InputCodes& other) const
{
    if (factor.defined() != other.factor.defined() || range != other.range)
        return false;
    return !factor.defined() || at::equal(factor, other.factor);
}

Rows Rows::make(int64_t rows, int64_t columns, bool values, const InputCodes* form)
{
    Rows made;
    if (values || !form)
        made.values = at::empty({rows, columns}, at::kFloat);
    if (form) {
        made.codes = at::empty({rows, columns}, at::kByte);
        made.scale = at::empty({rows}, at::kFloat);
        made.zero = at::empty({rows}, at::kFloat);
        made.form = form;
    }
    return made;
}

kernels::RowsOut Rows::out() const
{
    kernels::RowsOut out;
    if (values.defined())
        out.values = values.mutable_data_ptr<float>();
    if (codes.defined()) {
        out.codes = codes.mutable_data_ptr<uint8_t>();
        out.scale = scale.mutable_data_ptr<float>();
        out.zero = zero.mutable_data_ptr<float>();
        if (form->factor.defined())
            out.factor = form->factor.const_data_ptr<float>();
        if (form->range)
            out.fixed = true, out.fixedScale = form->range->first, out.fixedZero = form->range->second;
    }
    return out;
}

PackedLinear::Part::Part(const at::Tensor& given, const at::Tensor& scales, const at::Tensor& biases)
    : columns(given.size(0)), bias(biases.to(at::kFloat).contiguous()), macs(given.numel())
{
    if (given.scalar_type() != at::kChar) {
        weight = given.to(at::kFloat).contiguous();
        reordered = floatPack().has_value() && weight.numel() > 0;
        if (reordered) {
            constexpr int64_t kTypicalRows = 128;
            weight =
                floatPack()->typed<at::Tensor(const at::Tensor&, std::optional<int64_t>)>().call(weight, kTypicalRows);
        }
        return;
    }
    scale = scales.to(at::kFloat).contiguous();
    correction = rowSums(given) * scale;
    own = usesOwnKernel();
    if (own) {
        weight = at::empty({kernels::packedInt8Bytes(columns, given.size(1))}, at::kChar);
        kernels::packInt8(given.contiguous().const_data_ptr<int8_t>(), columns, given.size(1),
                          weight.mutable_data_ptr<int8_t>());
        return;
    }
    zero = at::zeros({columns}, at::kInt);
    weight = integerPack().call(given.contiguous(), std::nullopt);
}

PackedLinear::Part PackedLinear::factor(const Tensors& weights, const std::string& name, const at::Tensor& bias)
{
    if (!isInteger(storageOf(weights, name)))
        return {storedMatrix(weights, name), {}, bias};
    const Int8Rows rows = codesOf(weights, name);
    return {rows.codes, rows.scale, bias};
}

PackedLinear::PackedLinear(const Tensors& weights, std::span<const std::string> names)
{
    const std::string first = names.front() + ".weight";
    if (names.size() == 1 && storageOf(weights, first) == Storage::Factors) {
        const int64_t rank = storedMatrix(weights, first + "_right").size(0);
        m_first = factor(weights, first + "_right", at::zeros({rank}, at::kFloat));
        m_last = factor(weights, first + "_left", weights.at(names.front() + ".bias"));
        return;
    }
    const bool integer = std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return isInteger(storageOf(weights, name + ".weight")) &&
               inputOf(weights, name + ".weight") == inputOf(weights, first);
    });
    std::vector<at::Tensor> matrices, scales, biases;
    for (const std::string& name : names) {
        biases.push_back(weights.at(name + ".bias").to(at::kFloat));
        if (integer) {
            const Int8Rows rows = codesOf(weights, name + ".weight");
            matrices.push_back(rows.codes), scales.push_back(rows.scale);
        } else {
            matrices.push_back(floatMatrix(weights, name + ".weight"));
        }
    }
    const auto joined = [](const std::vector<at::Tensor>& parts) { return parts.size() == 1 ? parts[0] : at::cat(parts); };
    m_last = Part(joined(matrices), integer ? joined(scales) : at::Tensor(), joined(biases));
    if (integer)
        m_last.codes = inputOf(weights, first);
}

void PackedLinear::apply(const Rows& x, Finish finish) const
{
    if (!m_first)
        return m_last.apply(x, finish);
    const Rows between = Rows::make(x.count(), m_first->columns, false, m_last.input());
    m_first->apply(x, [&](const kernels::Product& product, int64_t first) {
        kernels::finishRows(product, between.out().from(first, product.columns));
    });
    m_last.apply(between, finish);
}

void PackedLinear::Part::apply(const Rows& x, Finish finish) const
{
    if (own)
        return applyOwn(x, finish);
    const int64_t rows = x.count();
    // On one thread a block at a time, on several LibTorch spreads the product itself.
    const int64_t block = threadsHere() > 1 ? rows : kFloatBlock;
    for (int64_t first = 0; first < rows; first += block) {
        const int64_t count = std::min(block, rows - first);
        const at::Tensor values = multiply(x, first, count);
        finish(product(values.const_data_ptr<float>(), x, first, count), first);
    }
}

void PackedLinear::Part::applyOwn(const Rows& x, Finish finish) const
{
    const int64_t rows = x.count(), depth = x.codes.size(1), threads = threadsHere(), panels = kernels::int8Panels(columns);
    const auto multiplied = [&](int64_t first, int64_t count, int64_t firstPanel, int64_t lastPanel, float* out) {
        const kernels::Int8Product args{x.codes.const_data_ptr<uint8_t>() + first * depth, weight.const_data_ptr<int8_t>(),
                                        scale.const_data_ptr<float>(), count, columns, depth};
        kernels::multiplyInt8(args, firstPanel, lastPanel, out);
    };
    if (rows < kFewRows * threads) { // too few to share: the columns are, so that each weight is read once
        float* out = scratch(rows * columns);
        const int64_t grain = std::max<int64_t>(1, kWorthAThread / std::max<int64_t>(1, rows * depth * kernels::kPanel));
        at::parallel_for(0, panels, grain, [&](int64_t begin, int64_t end) { multiplied(0, rows, begin, end, out); });
        finish(product(out, x, 0, rows), 0);
        return;
    }
    const int64_t blocks = threads * ((rows + threads * kBlock - 1) / (threads * kBlock));
    at::parallel_for(0, blocks, 1, [&](int64_t begin, int64_t end) {
        for (int64_t b = begin; b < end; ++b) {
            const int64_t first = rows * b / blocks, count = rows * (b + 1) / blocks - first;
            float* out = scratch(count * columns);
            multiplied(first, count, 0, panels, out);
            finish(product(out, x, first, count), first);
        }
    });
}

at::Tensor PackedLinear::Part::multiply(const Rows& x, int64_t first, int64_t count) const
{
    static const Scalars none;
    const auto part = [&](const at::Tensor& all) { return count == all.size(0) ? all : all.narrow(0, first, count); };
    if (input())
        return integerProduct().call(part(x.codes), 1.0, 0, weight, scale, zero, std::nullopt, 1.0, 0, at::kFloat, "none",
                                     none, "");
    return reordered ? floatProduct().call(part(x.values), weight, std::nullopt, "none", none, "")
                     : at::linear(part(x.values), weight);
}

kernels::Product PackedLinear::Part::product(const float* values, const Rows& x, int64_t first, int64_t count) const
{
    kernels::Product product;
    product.values = values;
    product.rows = count;
    product.columns = columns;
    product.bias = bias.const_data_ptr<float>();
    if (input()) {
        product.correction = correction.const_data_ptr<float>();
        product.scale = x.scale.const_data_ptr<float>() + first;
        product.zero = x.zero.const_data_ptr<float>() + first;
    }
    return product;
}

std::string_view PackedLinear::Part::kernel() const
{
    return own ? "Lathe int8" : input() ? "oneDNN int8" : "oneDNN fp32";
}

} // namespace lathe::engine
