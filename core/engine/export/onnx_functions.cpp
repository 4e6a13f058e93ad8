#include "core/engine/export/onnx_functions.h"

#include <cmath>
#include <numbers>

namespace lathe::engine::onnx {

namespace {

// x / 2 * (1 + inner): what both forms of GELU are.
std::string geluOf(Graph& graph, const std::string& x, const std::string& inner)
{
    const std::string one = graph.add("Add", {inner, graph.real(1)});
    return graph.add("Mul", {graph.add("Mul", {x, one}), graph.real(0.5)});
}

} // namespace

std::string activated(Graph& graph, const std::string& x, Activation activation)
{
    switch (activation) {
    case Activation::Gelu:
        return geluOf(graph, x, graph.add("Erf", {graph.add("Div", {x, graph.real(std::numbers::sqrt2)})}));
    case Activation::GeluTanh: {
        const std::string cube = graph.add("Pow", {x, graph.real(3)});
        const std::string sum = graph.add("Add", {x, graph.add("Mul", {cube, graph.real(0.044715)})});
        return geluOf(graph, x, graph.add("Tanh", {graph.add("Mul", {sum, graph.real(std::sqrt(2 / std::numbers::pi))})}));
    }
    case Activation::Relu:
        return graph.add("Relu", {x});
    case Activation::Silu:
        return graph.add("Mul", {x, graph.add("Sigmoid", {x})});
    case Activation::Tanh:
        return graph.add("Tanh", {x});
    case Activation::None:
        break;
    }
    return x;
}

std::string reduced(Graph& graph, const char* op, const std::string& x, int64_t axis, bool keep)
{
    return graph.add(op, {x, graph.integers({axis})}, {{"keepdims", int64_t(keep)}});
}

std::string norm(Graph& graph, Matrices& matrices, const Norm& kind, const std::string& x, const std::string& name)
{
    std::string weight = matrices.values(name + ".weight");
    if (kind.plusOne)
        weight = graph.add("Add", {weight, graph.real(1)});
    if (!kind.rms) {
        std::vector<std::string> inputs{x, weight};
        if (matrices.has(name + ".bias"))
            inputs.push_back(matrices.values(name + ".bias"));
        return graph.add("LayerNormalization", inputs, {{"axis", int64_t(-1)}, {"epsilon", float(kind.epsilon)}});
    }
    const std::string square = reduced(graph, "ReduceMean", graph.add("Pow", {x, graph.real(2)}), -1, true);
    const std::string root = graph.add("Sqrt", {graph.add("Add", {square, graph.real(kind.epsilon)})});
    return graph.add("Mul", {graph.add("Div", {x, root}), weight});
}

} // namespace lathe::engine::onnx
