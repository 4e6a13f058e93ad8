#include "core/engine/runtime/packed_linear.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/empty.h>
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

} // namespace

Rows Rows::make(int64_t rows, int64_t columns, bool values, bool codes)
{
    Rows made;
    if (values)
        made.values = at::empty({rows, columns}, at::kFloat);
    if (codes) {
        made.codes = at::empty({rows, columns}, at::kByte);
        made.scale = at::empty({rows}, at::kFloat);
        made.zero = at::empty({rows}, at::kFloat);
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
    }
    return out;
}

PackedLinear::PackedLinear(const at::Tensor& weight, const at::Tensor& scale, const at::Tensor& bias)
    : m_bias(bias.to(at::kFloat).contiguous())
{
    if (weight.scalar_type() != at::kChar) {
        m_weight = weight.to(at::kFloat).contiguous();
        m_reordered = floatPack().has_value() && weight.numel() > 0;
        if (m_reordered) {
            constexpr int64_t kTypicalRows = 128;
            m_weight = floatPack()->typed<at::Tensor(const at::Tensor&, std::optional<int64_t>)>().call(m_weight,
                                                                                                     kTypicalRows);
        }
        return;
    }
    m_scale = scale.to(at::kFloat).contiguous();
    m_zero = at::zeros({weight.size(0)}, at::kInt);
    m_correction = (weight.sum(1, false, at::kLong).to(at::kFloat) * m_scale).contiguous();
    m_weight = integerPack().call(weight.contiguous(), std::nullopt);
}

at::Tensor PackedLinear::multiply(const Rows& x) const
{
    static const Scalars none;
    if (!integer())
        return m_reordered ? floatProduct().call(x.values, m_weight, std::nullopt, "none", none, "")
                           : at::linear(x.values, m_weight);
    return integerProduct().call(x.codes, 1.0, 0, m_weight, m_scale, m_zero, std::nullopt, 1.0, 0, at::kFloat,
                                 "none", none, "");
}

kernels::Product PackedLinear::product(const at::Tensor& raw, const Rows& x) const
{
    kernels::Product product;
    product.values = raw.const_data_ptr<float>();
    product.rows = raw.size(0);
    product.columns = raw.size(1);
    product.bias = m_bias.const_data_ptr<float>();
    if (integer()) {
        product.correction = m_correction.const_data_ptr<float>();
        product.scale = x.scale.const_data_ptr<float>();
        product.zero = x.zero.const_data_ptr<float>();
    }
    return product;
}

} // namespace lathe::engine
