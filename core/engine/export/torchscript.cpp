#include "core/engine/export/torchscript.h"

#include "core/base/error.h"
#include "core/engine/export/torchscript_lines.h"

#include <fmt/ranges.h>
#include <torch/script.h>

namespace lathe::engine {

namespace {

// What one line cannot say.
constexpr const char* kHelpers = R"(
def listed(self, x):
    values : List[int] = []
    for i in range(x.numel()):
        values.append(int(x[i]))
    return values

def unsqueezed(self, x, axes: List[int]):
    for axis in axes:
        x = x.unsqueeze(axis)
    return x

def reshaped(self, x, shape: List[int]):
    sizes : List[int] = []
    for i in range(len(shape)):
        sizes.append(x.size(i) if shape[i] == 0 else shape[i])
    return x.reshape(sizes)

def rounded(self, x):
    low = torch.clamp(x.min(), max=0.0)
    scale = (torch.clamp(x.max(), min=0.0) - low) / 255.0
    zero = torch.clamp(torch.round(-low / scale), 0.0, 255.0)
    codes = torch.clamp(torch.round(x / scale) + zero, 0.0, 255.0)
    return codes.to(0), scale, zero.to(0)
)";

} // namespace

void writeTorchScript(const onnx::Model& model, const std::filesystem::path& file)
{
    torch::jit::Module module("Classifier");
    std::map<std::string, std::string> names{{"input_ids", "input_ids"}, {"attention_mask", "attention_mask"}};
    for (const onnx::Initializer& constant : model.initializers) {
        const std::string buffer = fmt::format("c{}", names.size());
        at::Tensor values = constant.values.contiguous();
        if (constant.element == onnx::Element::Int4) // two in each byte: as many bytes as codes
            values = unpackedNibbles(values).view(constant.shape);
        module.register_buffer(buffer, values);
        names[constant.name] = "self." + buffer;
    }
    std::string code = "def forward(self, input_ids, attention_mask):\n";
    for (const onnx::Node& node : model.nodes) {
        std::vector<std::string> inputs, outputs;
        for (const std::string& input : node.inputs)
            inputs.push_back(names.at(input));
        for (const std::string& output : node.outputs)
            outputs.push_back(names[output] = fmt::format("v{}", names.size()));
        code += fmt::format("    {} = {}\n", fmt::join(outputs, ", "), torchScriptOf(node, inputs));
    }
    code += fmt::format("    return {}\n", names.at(model.outputs.front().name));
    module.define(kHelpers);
    module.define(code);
    module.eval();
    try { // LibTorch's writer tells of a full disk in its own words
        module.save(file.string());
    } catch (const c10::Error& error) {
        throw Error(ErrorKind::Failure, fmt::format("{} could not be written: {}", file.string(), error.what_without_backtrace()),
                    "See that the disk has room");
    }
}

} // namespace lathe::engine
