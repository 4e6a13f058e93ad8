#include "core/engine/stages/quantize/quantize_layers.h"

#include "core/engine/model/round_rows.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/quantize/int4_groups.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/full.h>
#include <ATen/ops/round.h>
#include <algorithm>

namespace lathe::engine {

namespace {

bool inGroups(const at::Tensor& values, const Rounding& how)
{
    return how.storage == Storage::Int4 && fitsGroups(values.size(1), how.group);
}

Int4Groups groupsOf(const at::Tensor& values, const Rounding& how, const Task& task)
{
    return roundGroups(values, groupWidth(values.size(1), how.group), how.search, {}, task);
}

at::Tensor int8Values(const at::Tensor& values)
{
    const Int8Rows rows = roundRows(values);
    return rows.codes.to(at::kFloat) * rows.scale.unsqueeze(1);
}

} // namespace

std::vector<std::vector<std::string>> layerGroups(const Architecture& architecture, const recipe::Params& params)
{
    const auto kept = param<std::string>(params, "keepFloat");
    checkList(kept, architecture);
    std::vector<std::vector<std::string>> groups;
    for (const std::string& layer : linearLayers(architecture)) {
        if (isListed(kept, layer))
            continue;
        const bool joins = !groups.empty() && sharingInput(layer) == sharingInput(groups.back().front());
        if (!joins)
            groups.emplace_back();
        groups.back().push_back(layer);
    }
    return groups;
}

bool runsOnIntegers(const std::string& layer) { return layer.starts_with("layers."); }

std::vector<std::string> partsOf(const Tensors& weights, const std::string& matrix)
{
    if (weights.contains(matrix))
        return {matrix};
    return {matrix + "_right", matrix + "_left"};
}

bool haveFactors(const Tensors& weights, const std::vector<std::string>& layers)
{
    return std::any_of(layers.begin(), layers.end(), [&](const std::string& layer) {
        return storageOf(weights, layer + ".weight") == Storage::Factors;
    });
}

at::Tensor roundedValues(const at::Tensor& values, const Rounding& how)
{
    return inGroups(values, how) ? groupValues(groupsOf(values, how, {})) : int8Values(values);
}

at::Tensor computedValues(const at::Tensor& values, const Rounding& how)
{
    const at::Tensor rounded = roundedValues(values, how);
    return inGroups(values, how) ? int8Values(rounded) : rounded;
}

void putRounded(Tensors& weights, const std::string& name, const at::Tensor& values, const Rounding& how,
                const Task& task)
{
    if (inGroups(values, how)) {
        const Int4Groups groups = groupsOf(values, how, task);
        putInt4(weights, name, groups.codes.cpu(), groups.scale.cpu());
        return;
    }
    const Int8Rows rows = roundRows(values);
    putInt8(weights, name, rows.codes.cpu(), rows.scale.cpu());
}

void roundMatrix(Tensors& weights, const std::string& matrix, const Rounding& how, const StageContext& context)
{
    for (const std::string& part : partsOf(weights, matrix))
        putRounded(weights, part, storedMatrix(weights, part).to(context.device), how, context.task);
}

void roundWhole(Tensors& weights, const std::string& matrix)
{
    for (const std::string& part : partsOf(weights, matrix)) {
        const at::Tensor values = storedMatrix(weights, part);
        const double largest = values.numel() > 0 ? values.abs().max().item<double>() : 0;
        const double scale = largest > 0 ? largest / 127 : 1;
        putInt8(weights, part, at::round(values / scale).clamp(-127, 127), at::full({values.size(0)}, scale, at::kFloat));
    }
}

recipe::ParamSpec weightScalesParam()
{
    return {"weights", "Weights", recipe::ParamType::Choice, std::string("per channel"), {}, {}, "",
            {"per channel", "per tensor"}, "One scale for each output of a layer, or one for all."};
}

recipe::ParamSpec embeddingsParam(const std::string& fallback)
{
    return {"embeddings", "Embeddings", recipe::ParamType::Choice, fallback, {}, {}, "", {"int8", "int4", "float"},
            "How the embedding tables are stored; in small models they are half of the bytes."};
}

void roundTables(Tensors& weights, const recipe::Params& params, const StageContext& context)
{
    const auto choice = param<std::string>(params, "embeddings");
    if (choice == "float")
        return;
    Rounding how{choice == "int4" ? Storage::Int4 : Storage::Int8};
    if (params.contains("group"))
        how.group = param<int64_t>(params, "group");
    how.search = !params.contains("search") || param<bool>(params, "search");
    const auto kept = param<std::string>(params, "keepFloat");
    if (!isListed(kept, "embeddings.token"))
        roundMatrix(weights, "embeddings.token", how, context);
    if (hasMatrix(weights, "embeddings.position") && !isListed(kept, "embeddings.position"))
        roundMatrix(weights, "embeddings.position", {Storage::Int8}, context);
}

recipe::ParamSpec groupParam()
{
    return {"group", "Group", recipe::ParamType::Integer, int64_t(64), 16, 4096, "columns", {},
            "Weights of a row that share one scale in 4 bits, cut to a divisor of the row; 32, 64 and 128 are usual."};
}

recipe::ParamSpec searchParam()
{
    return {"search", "Search scales", recipe::ParamType::Boolean, true, {}, {}, "", {},
            "Choose each group's scale by its squared error instead of its largest weight."};
}

Architecture sizesWithKept(const Sizes& inputs, const recipe::Params& params)
{
    checkList(param<std::string>(params, "keepFloat"), inputs.at("model"));
    return inputs.at("model");
}

std::vector<recipe::PortSpec> modelPort()
{
    return {{"model", recipe::PortKind::Model, true, "The model to quantize"}};
}

} // namespace lathe::engine
