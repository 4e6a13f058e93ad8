#include "core/engine/export/torchscript_lines.h"

#include "core/base/error.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>
#include <fmt/args.h>
#include <fmt/ranges.h>
#include <map>

namespace lathe::engine {

namespace {

using Inputs = std::vector<std::string>;

template <class T> T attribute(const onnx::Node& node, std::string_view name, T fallback)
{
    for (const onnx::Attribute& a : node.attributes)
        if (a.name == name)
            return std::get<T>(a.value);
    return fallback;
}

// By number, as LibTorch's compiler of texts knows no names for them: at::ScalarType.
std::string dtype(int64_t element)
{
    switch (onnx::Element(element)) {
    case onnx::Element::Float: return "6";
    case onnx::Element::Int64: return "4";
    case onnx::Element::Int32: return "3";
    case onnx::Element::Bool: return "11";
    default: throw Error(ErrorKind::Failure, "a type that TorchScript files do not get");
    }
}

// A tensor of whole numbers as a list.
std::string list(const std::string& tensor) { return fmt::format("self.listed({})", tensor); }

// What needs no more than its inputs: {0}, {1}, ...
const std::map<std::string, std::string, std::less<>> kPlain{
    {"Abs", "torch.abs({0})"},
    {"Add", "{0} + {1}"},
    {"And", "torch.logical_and({0}, {1})"},
    {"Cos", "torch.cos({0})"},
    {"CumSum", "torch.cumsum({0}, int({1}))"},
    {"Div", "{0} / {1}"},
    {"Equal", "torch.eq({0}, {1})"},
    {"Erf", "torch.erf({0})"},
    // Both sides may grow.
    {"Expand", "torch.broadcast_tensors([{0}, torch.ones(self.listed({1}), dtype={0}.dtype)])[0]"},
    {"Floor", "torch.floor({0})"},
    {"Greater", "torch.gt({0}, {1})"},
    {"GreaterOrEqual", "torch.ge({0}, {1})"},
    {"Identity", "{0}"},
    {"Less", "torch.lt({0}, {1})"},
    {"MatMul", "torch.matmul({0}, {1})"},
    // Sums of codes are whole numbers, which float64 holds exactly.
    {"MatMulInteger", "torch.matmul({0}.to(7) - {2}.to(7), {1}.to(7))"},
    {"Mul", "{0} * {1}"},
    {"Not", "torch.logical_not({0})"},
    {"Pow", "torch.pow({0}, {1})"},
    {"QuantizeLinear", "torch.clamp(torch.round({0} / {1}) + {2}.to(6), 0, 255).to(0)"},
    {"Range", "torch.arange(int({0}), int({1}), int({2}))"},
    {"Relu", "torch.relu({0})"},
    {"Shape", "torch.tensor({0}.size())"},
    {"Sigmoid", "torch.sigmoid({0})"},
    {"Sin", "torch.sin({0})"},
    {"Slice", "torch.slice_copy({0}, int({3}), int({1}), int({2}))"},
    {"Sqrt", "torch.sqrt({0})"},
    {"Sub", "{0} - {1}"},
    {"Tanh", "torch.tanh({0})"},
    {"Where", "torch.where({0}, {1}, {2})"},
};

std::string plain(const std::string& pattern, const Inputs& inputs)
{
    fmt::dynamic_format_arg_store<fmt::format_context> arguments;
    for (const std::string& input : inputs)
        arguments.push_back(input);
    return fmt::vformat(pattern, arguments);
}

std::string reduced(const onnx::Node& node, const Inputs& in)
{
    const bool keep = attribute<int64_t>(node, "keepdims", 1) != 0;
    const char* function = node.op == "ReduceMean" ? "mean" : node.op == "ReduceSum" ? "sum" : "amax";
    return fmt::format("torch.{}({}, {}, {})", function, in[0], list(in[1]), keep ? "True" : "False");
}

std::string dequantized(const onnx::Node& node, const Inputs& in)
{
    const std::string codes = in[0] + ".to(6)", zero = in.size() > 2 ? fmt::format(" - {}.to(6)", in[2]) : "";
    if (const int64_t block = attribute<int64_t>(node, "block_size", 0); block > 0)
        return fmt::format("{} * torch.repeat_interleave({}, {}, 0)", codes, in[1], block);
    return fmt::format("({}{}) * {}", codes, zero, in[1]);
}

// Dimensions are taken away from the last to the first, and put in from the first to the last.
std::string dimensions(const onnx::Node& node, const Inputs& in)
{
    return node.op == "Squeeze" ? fmt::format("torch.squeeze({}, {})", in[0], list(in[1]))
                                : fmt::format("self.unsqueezed({}, {})", in[0], list(in[1]));
}

} // namespace

at::Tensor unpackedNibbles(const at::Tensor& bytes)
{
    const at::Tensor flat = bytes.flatten().to(at::kShort);
    const at::Tensor codes = at::stack({flat.bitwise_and(15), flat.bitwise_right_shift(4)}, 1).flatten();
    return at::where(codes.ge(8), codes - 16, codes).to(at::kChar);
}

std::string torchScriptOf(const onnx::Node& node, const Inputs& in)
{
    if (const auto found = kPlain.find(node.op); found != kPlain.end())
        return plain(found->second, in);
    if (node.op == "Cast")
        return fmt::format("{}.to({})", in[0], dtype(attribute<int64_t>(node, "to", 1)));
    if (node.op == "Concat")
        return fmt::format("torch.cat([{}], {})", fmt::join(in, ", "), attribute<int64_t>(node, "axis", 0));
    if (node.op == "DequantizeLinear")
        return dequantized(node, in);
    if (node.op == "DynamicQuantizeLinear")
        return fmt::format("self.rounded({})", in[0]);
    if (node.op == "Gather")
        return fmt::format("{}[{}]", in[0], in[1]);
    if (node.op == "GatherElements")
        return fmt::format("torch.gather({}, {}, {})", in[0], attribute<int64_t>(node, "axis", 0), in[1]);
    if (node.op == "GatherND") // one row of each text
        return fmt::format("{0}[torch.arange({0}.size(0)), {1}[:, 0]]", in[0], in[1]);
    if (node.op == "LayerNormalization")
        return fmt::format("torch.layer_norm({}, {}.size(), {}, {}, {})", in[0], in[1], in[1], in.size() > 2 ? in[2] : "None",
                           attribute<float>(node, "epsilon", 1e-5F));
    if (node.op.starts_with("Reduce"))
        return reduced(node, in);
    if (node.op == "Reshape")
        return fmt::format("self.reshaped({}, {})", in[0], list(in[1]));
    if (node.op == "Softmax")
        return fmt::format("torch.softmax({}, {})", in[0], attribute<int64_t>(node, "axis", -1));
    if (node.op == "Squeeze" || node.op == "Unsqueeze")
        return dimensions(node, in);
    if (node.op == "Transpose")
        return fmt::format("{}.permute([{}])", in[0], fmt::join(attribute<std::vector<int64_t>>(node, "perm", {}), ", "));
    throw Error(ErrorKind::Failure, fmt::format("the operator {} has no words in TorchScript", node.op));
}

} // namespace lathe::engine
