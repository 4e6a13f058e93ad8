#include "core/engine/model/widen_f8.h"

#include "core/base/error.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/repeat_interleave.h>

namespace lathe::engine {

namespace {

bool isF8(const at::Tensor& tensor)
{
    return tensor.scalar_type() == at::ScalarType::Float8_e4m3fn || tensor.scalar_type() == at::ScalarType::Float8_e5m2;
}

const at::Tensor* scaleOf(const Tensors& tensors, const std::string& name)
{
    for (const char* suffix : {"_scale", "_scale_inv"})
        if (const auto found = tensors.find(name + suffix); found != tensors.end())
            return &found->second;
    return nullptr;
}

// One value for each of `size` rows or columns, of which every `size / count` rounded up share one.
at::Tensor spread(const at::Tensor& scale, int64_t dimension, int64_t size)
{
    const int64_t count = scale.size(dimension), block = (size + count - 1) / count;
    return scale.repeat_interleave(block, dimension).narrow(dimension, 0, size);
}

at::Tensor scaled(const std::string& name, const at::Tensor& values, const at::Tensor& scale)
{
    const at::Tensor factors = scale.to(at::kFloat);
    if (factors.numel() == 1)
        return values * factors.reshape({});
    const bool perRow = factors.numel() == values.size(0) && (factors.dim() == 1 || factors.size(-1) == 1);
    if (values.dim() == 2 && perRow)
        return values * factors.reshape({-1, 1});
    if (values.dim() != 2 || factors.dim() != 2 || factors.size(0) > values.size(0) || factors.size(1) > values.size(1) ||
        factors.numel() == 0)
        throw badInput("tensor {}: its scale fits neither its rows nor blocks of them", name);
    return values * spread(spread(factors, 0, values.size(0)), 1, values.size(1));
}

} // namespace

Tensors widenF8(Tensors tensors)
{
    for (auto& [name, tensor] : tensors) {
        if (!isF8(tensor))
            continue;
        if (const at::Tensor* scale = scaleOf(tensors, name))
            tensor = scaled(name, tensor.to(at::kFloat), *scale);
        else
            tensor = tensor.to(at::kBFloat16);
    }
    return tensors;
}

} // namespace lathe::engine
