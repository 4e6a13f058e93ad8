#include "core/engine/export/compressed_tensors.h"

#include "core/engine/model/matrix.h"
#include "core/engine/model/published.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <fmt/ranges.h>

namespace lathe::engine {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

struct Group {
    json weights;
    json inputs; // null: floats
    std::string format;
    std::vector<std::string> targets; // modules
};

json eightBits()
{
    return {{"num_bits", 8}, {"type", "int"}, {"symmetric", true}, {"strategy", "channel"}, {"dynamic", false}};
}

json eightBitInputs()
{
    return {{"num_bits", 8}, {"type", "int"}, {"symmetric", true}, {"strategy", "token"}, {"dynamic", true}};
}

// One range for all inputs of a layer, found when the model was quantized.
json fixedInputs()
{
    return {{"num_bits", 8}, {"type", "int"}, {"symmetric", false}, {"strategy", "tensor"}, {"dynamic", false}};
}

json fourBits(int64_t group)
{
    return {{"num_bits", 4}, {"type", "int"}, {"symmetric", true}, {"strategy", "group"}, {"group_size", group}, {"dynamic", false}};
}

// Eight codes of -8..7 in each word, the first in the lowest bits, each 8 more than it is: [N, K / 8] int32.
at::Tensor packed(const at::Tensor& codes)
{
    const int64_t N = codes.size(0), words = (codes.size(1) + 7) / 8;
    at::Tensor filled = at::zeros({N, words * 8}, at::kLong);
    filled.narrow(1, 0, codes.size(1)).copy_(codes.to(at::kLong) + 8);
    filled = filled.view({N, words, 8});
    at::Tensor sum = at::zeros({N, words}, at::kLong);
    for (int64_t i = 0; i < 8; ++i)
        sum = sum + filled.select(2, i) * (int64_t(1) << (4 * i));
    return sum.to(at::kInt); // the highest bit becomes the sign
}

// Why codes of the layer cannot be said; empty: they can.
std::string whyFloat(const Checkpoint& checkpoint, const std::string& matrix, const Published& place)
{
    if (!matrix.ends_with(".weight") || matrix.starts_with("embeddings."))
        return "tables";
    if (place.layout != Layout::Plain)
        return "layers that the family keeps fused or turned";
    if (checkpoint.weights.contains(matrix + "_smooth"))
        return "layers whose inputs are smoothed";
    if (checkpoint.architecture.layerGroups > 0)
        return "layers that share their weights";
    return {};
}

} // namespace

void compressTensors(const Checkpoint& checkpoint, const fs::path& folder, json& config, std::vector<std::string>& notes)
{
    const Family& family = familyNamed(checkpoint.architecture.family);
    std::map<std::string, Group> groups;
    std::map<std::string, int> left; // reason -> matrices
    std::vector<std::string> floats; // those, as they are published
    Tensors published;
    for (const auto& [name, stored] : checkpoint.weights) {
        if (name != matrixOf(name) || stored.dim() != 2 || stored.is_floating_point())
            continue;
        const Storage storage = storageOf(checkpoint.weights, name);
        if (storage != Storage::Int8 && storage != Storage::Int4)
            continue;
        const Published place = publishedOf(family, checkpoint.architecture, name);
        if (const std::string why = whyFloat(checkpoint, name, place); !why.empty()) {
            ++left[why];
            floats.push_back(place.name);
            continue;
        }
        if (published.empty())
            for (const auto& [file, tensor] : readSafetensors(folder / "model.safetensors"))
                published[file] = tensor.clone(); // the file is written anew
        const at::Tensor scale = checkpoint.weights.at(name + "_scale").to(at::kFloat);
        const std::string module = place.name.substr(0, place.name.size() - std::string_view(".weight").size());
        if (storage == Storage::Int8) {
            published[place.name] = stored.contiguous();
            published[place.name + "_scale"] = scale.unsqueeze(1).contiguous();
            const auto range = checkpoint.weights.find(name + "_range");
            const bool isFixed = range != checkpoint.weights.end();
            if (isFixed) { // of codes from 0 on; there they begin at -128
                published[module + ".input_scale"] = range->second.narrow(0, 0, 1).to(at::kFloat);
                published[module + ".input_zero_point"] = range->second.narrow(0, 1, 1).to(at::kFloat).round().sub(128).to(at::kChar);
            }
            Group& group = groups[isFixed ? "fixed" : "int8"];
            group.weights = eightBits(), group.inputs = isFixed ? fixedInputs() : eightBitInputs(), group.format = "int-quantized";
            group.targets.push_back(module);
        } else {
            const at::Tensor codes = unpackInt4(stored);
            const int64_t size = codes.size(1) / scale.size(1);
            published.erase(place.name);
            published[place.name + "_packed"] = packed(codes);
            published[place.name + "_scale"] = scale.contiguous();
            published[place.name + "_shape"] = at::tensor({codes.size(0), codes.size(1)}, at::kLong);
            Group& group = groups[fmt::format("int4 by {}", size)];
            group.weights = fourBits(size), group.inputs = nullptr, group.format = "pack-quantized";
            group.targets.push_back(module);
        }
    }
    // 16 bits are finer than the codes by far; but where ranges are fixed, a decoder's answers hang on less.
    const bool halves = !groups.empty() && !groups.contains("fixed");
    for (const auto& [why, count] : left)
        notes.push_back(fmt::format("Of {} the codes ({} matrices) are written as {}-bit floats, because not every reader of the layout of "
                                    "compressed-tensors takes codes there.",
                                    why, count, halves ? 16 : 32));
    if (groups.empty())
        return;
    for (const std::string& name : floats)
        if (const auto found = published.find(name); halves && found != published.end())
            found->second = found->second.to(at::kHalf);
    config["dtype"] = "float32"; // of which transformers makes the model, whatever the tables are stored as
    json configured = json::object();
    for (const auto& [name, group] : groups) {
        const size_t number = configured.size();
        configured[fmt::format("group_{}", number)] = {{"targets", group.targets}, {"weights", group.weights}, {"input_activations", group.inputs},
                                                       {"output_activations", nullptr}, {"format", group.format}};
    }
    config["quantization_config"] = {{"quant_method", "compressed-tensors"}, {"quantization_status", "compressed"},
                                     {"format", groups.size() == 1 ? groups.begin()->second.format : "mixed-precision"},
                                     {"config_groups", configured}, {"ignore", json::array()}};
    writeSafetensors(folder / "model.safetensors", published, {{"format", "pt"}});
    notes.emplace_back("Codes are in the layout of compressed-tensors, a package that transformers needs to open the folder.");
    if (groups.contains("int8"))
        notes.emplace_back("Inputs of 8-bit layers are rounded there symmetrically by token.");
}

} // namespace lathe::engine
