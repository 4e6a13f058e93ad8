#include "core/base/error.h"
#include "core/engine/model/transformer.h"
#include "core/engine/stages/analyze/sensitivity_table.h"
#include "core/engine/stages/calibration.h"
#include "core/engine/stages/distill/layer_choice.h"
#include "core/engine/stages/rounds.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cosine_similarity.h>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace lathe::engine {

namespace {

// 1 - the mean cosine between what enters a layer and what leaves it, over the tokens: [layers].
std::vector<double> blockInfluence(const Checkpoint& model, const TrainingRows& rows, const StageContext& context)
{
    const at::NoGradGuard noGrad;
    const Transformer transformer(model, false, context.device);
    std::vector<double> influence(model.architecture.layers.size());
    double tokens = 0;
    for (const std::vector<int>& batch : batchesByLength(rows.ids, 32)) {
        const PaddedBatch padded = pad(rows.ids, batch).to(context.device);
        Trace trace;
        (void)transformer.logits(padded, {.trace = &trace, .task = context.task});
        const auto counted = [&](const at::Tensor& x) { // [B, T]
            return padded.mask.defined() ? x * padded.mask.view({x.size(0), x.size(1)}).eq(0) : x;
        };
        for (size_t i = 0; i < influence.size(); ++i)
            influence[i] +=
                counted(1 - at::cosine_similarity(trace.hidden[i], trace.hidden[i + 1], -1)).sum().item<double>();
        for (const int row : batch)
            tokens += double(rows.ids[size_t(row)].size());
    }
    for (double& value : influence)
        value /= tokens;
    return influence;
}

// What the answers lose when a layer is left out, as analyze.sensitivity measured it: [layers].
std::vector<double> divergenceWithout(const Checkpoint& model)
{
    std::vector<double> losses;
    for (size_t i = 0; i < model.architecture.layers.size(); ++i) {
        const std::optional<double> kl = measuredDivergence(model, int(i), "layer", "drop layer");
        if (!kl)
            throw Error(ErrorKind::BadInput,
                        fmt::format("the model brings no measurement of what it is without layer {}", i + 1),
                        "Put analyze.sensitivity, with \"Drop layers\", right before this stage and remove in one round");
        losses.push_back(*kl);
    }
    return losses;
}

// The layers that stay, in order.
std::vector<int> kept(const std::string& order, const Checkpoint& model, int count, const recipe::Params& params,
                      StageContext& context)
{
    const int all = int(model.architecture.layers.size());
    std::vector<int> layers(static_cast<size_t>(all));
    std::iota(layers.begin(), layers.end(), 0);
    if (order == "last") {
        layers.resize(size_t(count));
    } else if (order == "every other") {
        layers = chosenLayers("even", count, all);
    } else {
        const bool measured = order == "measured";
        const std::vector<double> influence =
            measured ? divergenceWithout(model) : blockInfluence(model, calibrationRows(model, params, context), context);
        context.details[measured ? "divergenceWithout" : "blockInfluence"] = influence;
        std::stable_sort(layers.begin(), layers.end(),
                         [&](int a, int b) { return influence[size_t(a)] > influence[size_t(b)]; });
        layers.resize(size_t(count));
        std::sort(layers.begin(), layers.end());
    }
    return layers;
}

int depthOf(const Architecture& model, const recipe::Params& params)
{
    const int all = int(model.layers.size()), wanted = param<int>(params, "keep");
    if (wanted > all)
        throw Error(ErrorKind::BadInput, fmt::format("{} layers are to be kept but the model has {}", wanted, all),
                    "Keep fewer layers");
    return wanted;
}

Architecture foresee(const Sizes& inputs, const recipe::Params& params)
{
    const Architecture& model = inputs.at("model");
    return ofDepth(model, depthOf(model, params));
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Architecture& whole = inputs.at("model").architecture;
    const int all = int(whole.layers.size()), wanted = depthOf(whole, params);
    const auto order = param<std::string>(params, "order");
    Removal removal;
    removal.asksModel = order != "last" && order != "every other";
    removal.cut = [&](const Checkpoint& model, const Round& round, StageContext& part) {
        const int count = all - int(std::lround(round.strength * all));
        const std::vector<int> layers = kept(order, model, count, params, part);
        part.details["keptLayers"] = layers;
        Checkpoint made = withLayers(model, layers);
        made.sensitivity = nlohmann::json::array(); // numbers the layers that were
        return made;
    };
    return removeInRounds(inputs, params, double(all - wanted) / all, removal, context);
}

} // namespace

// Whole layers go: those that change their input least (block influence, Men et al. 2024, equation 1), those
// that a sensitivity table says the answers miss least, the last ones, or every other one (Sajjad et al. 2023 compare the choices for BERT); then recovery.
Stage pruneLayersStage()
{
    using recipe::ParamType;
    return {{.id = "prune.layers",
             .title = "Layers",
             .family = recipe::StageFamily::Prune,
             .summary = "Removes whole layers, then trains what is left.",
             .paper = "Men et al. 2024, ShortGPT; Sajjad et al. 2023, On the Effect of Dropping Layers",
             .params = joined(joined({{"keep", "Layers to keep", ParamType::Integer, int64_t(3), 1, 200, "layers", {},
                                       "How many layers stay.", true},
                                      {"order", "Remove", ParamType::Choice, std::string("least influence"), {}, {}, "",
                                       {"least influence", "last", "every other", "measured"},
                                       "Which layers go; \"measured\" takes those whose loss analyze.sensitivity found least."},
                                      calibrationParam(256)},
                                     scheduleParams()),
                              recoveryParams(3, 1e-4)),
             .inputs = recoveryPorts(),
             .version = 3},
            run, foresee, true};
}

} // namespace lathe::engine
