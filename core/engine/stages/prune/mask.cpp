#include "core/engine/stages/prune/mask.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/layer_names.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros_like.h>
#include <cmath>

namespace lathe::engine {

namespace {

// True for the `count` lowest of each row.
at::Tensor lowest(const at::Tensor& scores, int64_t count)
{
    at::Tensor gone = at::zeros_like(scores, at::kBool);
    if (count > 0)
        gone.scatter_(1, std::get<1>(scores.topk(count, 1, false)), true);
    return gone;
}

} // namespace

double zeroShare(const Checkpoint& model)
{
    double zeros = 0, all = 0;
    for (const std::string& layer : thinnedLayers(model.architecture)) {
        const at::Tensor weight = model.weights.at(layer + ".weight");
        zeros += double(weight.eq(0).sum().item<int64_t>());
        all += double(weight.numel());
    }
    return all > 0 ? zeros / all : 0;
}

std::vector<std::string> thinnedLayers(const Architecture& architecture)
{
    std::vector<std::string> layers = linearLayers(architecture);
    std::erase(layers, "head.dense");
    return layers;
}

void requireMatrices(const Checkpoint& model)
{
    for (const std::string& layer : thinnedLayers(model.architecture))
        if (storageOf(model.weights, layer + ".weight") == Storage::Factors)
            throw Error(ErrorKind::BadInput,
                        fmt::format("layer '{}' is stored as two factors, whose zeros would not be zeros of the layer", layer),
                        "Leave Low rank out before this stage, or give it the embeddings only");
}

Pattern patternOf(const recipe::Params& params)
{
    const auto pattern = param<std::string>(params, "pattern");
    return pattern == "2:4" ? Pattern{2, 4} : pattern == "4:8" ? Pattern{4, 8} : Pattern{};
}

std::vector<recipe::ParamSpec> maskParams()
{
    using recipe::ParamType;
    return joined(joined({{"sparsity", "Sparsity", ParamType::Number, 0.5, 0.0, 0.99, "fraction", {},
                           "Share of the encoder's weights that becomes zero; a pattern has its own.", true},
                          {"pattern", "Pattern", ParamType::Choice, std::string("anywhere"), {}, {}, "",
                           {"anywhere", "2:4", "4:8"}, "Where zeros may lie; N:M keeps N of M neighbours."}},
                         scheduleParams()),
                  recoveryParams(2, 5e-5));
}

at::Tensor chosenByRow(const at::Tensor& scores, double share, const Pattern& pattern)
{
    const int64_t rows = scores.size(0), columns = scores.size(1);
    if (pattern.of == 0)
        return lowest(scores, std::llround(share * double(columns)));
    const int64_t whole = columns / pattern.of * pattern.of;
    at::Tensor gone = at::zeros_like(scores, at::kBool);
    const at::Tensor groups = scores.slice(1, 0, whole).reshape({rows * (whole / pattern.of), pattern.of});
    gone.slice(1, 0, whole).copy_(lowest(groups, pattern.of - pattern.keep).view({rows, whole}));
    return gone;
}

Method holdZeros(const Checkpoint& cut)
{
    Tensors masks;
    for (const std::string& layer : thinnedLayers(cut.architecture))
        masks[layer + ".weight"] = cut.weights.at(layer + ".weight").ne(0).to(at::kFloat);
    Method method;
    method.hooks.weight = [masks](const std::string& name, const at::Tensor& weight) mutable {
        const auto mask = masks.find(name);
        if (mask == masks.end())
            return weight;
        mask->second = mask->second.to(weight.device());
        return weight * mask->second;
    };
    method.finish = [masks](Checkpoint made) {
        const at::NoGradGuard noGrad;
        for (const auto& [name, mask] : masks)
            made.weights[name] = made.weights.at(name) * mask.cpu();
        return made;
    };
    return method;
}

Checkpoint pruneByMask(const StageInputs& inputs, const recipe::Params& params, StageContext& context,
                       const Zeroing& zero)
{
    requireMatrices(inputs.at("model"));
    const Pattern pattern = patternOf(params);
    Removal removal;
    removal.cut = [&](const Checkpoint& model, const Round& round, StageContext& part) {
        const at::NoGradGuard noGrad;
        Checkpoint thin = model;
        for (const std::string& layer : thinnedLayers(model.architecture))
            thin.weights[layer + ".weight"] = floatMatrix(model.weights, layer + ".weight").clone();
        zero(thin, round.strength, pattern, part);
        return thin;
    };
    removal.hold = holdZeros;
    Checkpoint made = removeInRounds(inputs, params, param<double>(params, "sparsity"), removal, context);
    context.details["zeros"] = zeroShare(made);
    context.details["simulated"] = "zeros are stored and computed like any other weight: no bytes and no time are saved";
    return made;
}

} // namespace lathe::engine
