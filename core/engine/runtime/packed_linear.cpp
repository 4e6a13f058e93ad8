#include "core/engine/runtime/packed_linear.h"

#include "core/base/error.h"
#include "core/engine/model/round_rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/zeros.h>

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
    : bias(biases.to(at::kFloat).contiguous())
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
    zero = at::zeros({given.size(0)}, at::kInt);
    correction = (given.sum(1, false, at::kLong).to(at::kFloat) * scale).contiguous();
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

PackedLinear::Raw PackedLinear::multiply(const Rows& x) const
{
    if (!m_first)
        return m_last.multiply(x);
    const Raw inner = m_first->multiply(x);
    const Rows between = Rows::make(inner.values.size(0), inner.values.size(1), false, m_last.input());
    kernels::finishRows(m_first->product(inner), between.out());
    return m_last.multiply(between);
}

PackedLinear::Raw PackedLinear::Part::multiply(const Rows& x) const
{
    static const Scalars none;
    if (input())
        return {integerProduct().call(x.codes, 1.0, 0, weight, scale, zero, std::nullopt, 1.0, 0, at::kFloat, "none",
                                      none, ""),
                x};
    return {reordered ? floatProduct().call(x.values, weight, std::nullopt, "none", none, "")
                      : at::linear(x.values, weight),
            x};
}

kernels::Product PackedLinear::Part::product(const Raw& raw) const
{
    kernels::Product product;
    product.values = raw.values.const_data_ptr<float>();
    product.rows = raw.values.size(0);
    product.columns = raw.values.size(1);
    product.bias = bias.const_data_ptr<float>();
    if (input()) {
        product.correction = correction.const_data_ptr<float>();
        product.scale = raw.input.scale.const_data_ptr<float>();
        product.zero = raw.input.zero.const_data_ptr<float>();
    }
    return product;
}

} // namespace lathe::engine
