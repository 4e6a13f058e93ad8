#include "core/engine/runtime/onednn_int8.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/List.h>
#include <ATen/ops/from_blob.h>

namespace lathe::engine {

namespace {

using Scalars = c10::List<std::optional<at::Scalar>>;
using Pack = at::Tensor(at::Tensor, std::optional<c10::List<int64_t>>);
using Multiply = at::Tensor(at::Tensor, double, int64_t, at::Tensor, at::Tensor, at::Tensor,
                            std::optional<at::Tensor>, double, int64_t,
                            std::optional<at::ScalarType>, std::string_view, Scalars,
                            std::string_view);

// The operators are looked up by name because LibTorch exports no headers for them.
c10::OperatorHandle operatorNamed(const char* name)
{
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, "");
}

} // namespace

bool hasOneDnnInt8()
{
    return c10::Dispatcher::singleton().findSchema({"onednn::qlinear_pointwise", ""}).has_value();
}

at::Tensor oneDnnPack(const at::Tensor& weight)
{
    static const auto pack = operatorNamed("onednn::qlinear_prepack").typed<Pack>();
    static const std::optional<c10::List<int64_t>> anyShape;
    return pack.call(weight, anyShape);
}

at::Tensor oneDnnProduct(uint8_t* codes, int64_t rows, int64_t depth, const at::Tensor& packed,
                         const at::Tensor& scale, const at::Tensor& zero)
{
    static const auto multiply = operatorNamed("onednn::qlinear_pointwise").typed<Multiply>();
    static const Scalars none;
    return multiply.call(at::from_blob(codes, {rows, depth}, at::kByte), 1.0, 0, packed, scale,
                         zero, std::nullopt, 1.0, 0, at::kFloat, "none", none, "");
}

} // namespace lathe::engine
