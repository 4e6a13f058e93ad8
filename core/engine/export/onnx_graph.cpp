#include "core/engine/export/onnx_graph.h"

#include <ATen/ops/tensor.h>
#include <fmt/ranges.h>

namespace lathe::engine::onnx {

std::string Graph::name(const std::string& op) { return fmt::format("{}{}.{}", m_scope, op, m_count++); }

std::string Graph::add(const std::string& op, std::vector<std::string> inputs, std::vector<Attribute> attributes,
                       const std::string& domain)
{
    std::string output = name(op);
    m_model.nodes.push_back({op, std::move(inputs), {output}, std::move(attributes), domain});
    return output;
}

std::vector<std::string> Graph::split(const std::string& op, std::vector<std::string> inputs, int outputs,
                                      std::vector<Attribute> attributes)
{
    std::vector<std::string> names;
    for (int i = 0; i < outputs; ++i)
        names.push_back(name(op));
    m_model.nodes.push_back({op, std::move(inputs), names, std::move(attributes), {}});
    return names;
}

std::string Graph::constant(const std::string& name, const at::Tensor& values)
{
    return constant(name, elementOf(values.scalar_type()), values.sizes().vec(), values);
}

std::string Graph::constant(const std::string& name, Element element, std::vector<int64_t> shape, const at::Tensor& values)
{
    if (m_constants.insert(name).second)
        m_model.initializers.push_back({name, element, std::move(shape), values.contiguous()});
    return name;
}

std::string Graph::real(double value)
{
    return constant(fmt::format("real.{}", value), at::tensor(value, at::kFloat).reshape({}));
}

std::string Graph::integer(int64_t value)
{
    return constant(fmt::format("integer.{}", value), at::tensor(value, at::kLong).reshape({}));
}

std::string Graph::integers(std::vector<int64_t> values)
{
    return constant(fmt::format("integers.{}", fmt::join(values, ".")), at::tensor(values, at::kLong));
}

std::string Graph::reshape(const std::string& x, std::vector<int64_t> shape)
{
    return add("Reshape", {x, integers(std::move(shape))});
}

std::string Graph::transpose(const std::string& x, std::vector<int64_t> order)
{
    return add("Transpose", {x}, {{"perm", std::move(order)}});
}

std::string Graph::cast(const std::string& x, Element to) { return add("Cast", {x}, {{"to", int64_t(to)}}); }

std::string Graph::slice(const std::string& x, int64_t begin, int64_t end, int64_t axis)
{
    return add("Slice", {x, integers({begin}), integers({end}), integers({axis})});
}

} // namespace lathe::engine::onnx
