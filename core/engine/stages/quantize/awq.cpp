#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/quantize/input_figures.h"
#include "core/engine/stages/quantize/smoothing.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

namespace lathe::engine {

namespace {

constexpr int kGrid = 20; // exponents 1/20 ... 1

// mean |x|^a, scaled so that its largest and smallest are each other's inverse.
at::Tensor factorOf(const at::Tensor& mean, double exponent)
{
    const at::Tensor s = mean.clamp_min(1e-6).pow(exponent).clamp_min(1e-4);
    return s / (s.max() * s.min()).sqrt();
}

// The exponent with the least output error, 0 for none; the scales of groups are searched for only then, and
// the result is compared with none once more.
double put(Tensors& weights, const Smoothing& layers, const at::Tensor& mean, const Rounding& how)
{
    Rounding plain = how;
    plain.search = false;
    double best = 0, least = layers.error({}, plain);
    for (int i = 1; i <= kGrid; ++i) {
        const double exponent = double(i) / kGrid, error = layers.error(factorOf(mean, exponent), plain);
        if (error < least)
            best = exponent, least = error;
    }
    if (best > 0 && how.search && layers.error(factorOf(mean, best), how) >= layers.error({}, how))
        best = 0;
    layers.put(weights, best > 0 ? factorOf(mean, best) : at::Tensor(), how);
    return best;
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = inputs.at("model");
    requireFloat(made, "model");
    requireHead(made, context.data);
    const auto groups = layerGroups(made.architecture, params);
    const Task looking = context.task.part(0, 0.3), rounding = context.task.part(0.3, 1);
    const auto figures = inputFigures(made, calibrationRows(made, params, context), context.with(looking));
    const Rounding how{Storage::Int4, param<int64_t>(params, "group"), param<bool>(params, "search")};
    nlohmann::json exponents = nlohmann::json::object();
    size_t done = 0;
    for (const std::vector<std::string>& layers : groups) {
        if (haveFactors(made.weights, layers)) {
            for (const std::string& layer : layers)
                roundMatrix(made.weights, layer + ".weight", how, context);
        } else {
            const InputFigures& input = figuresOf(figures, layers);
            const Smoothing smoothing(made.weights, layers, input.sample, context);
            exponents[layers.front()] = put(made.weights, smoothing, input.mean.to(context.device), how);
        }
        rounding.report(double(++done) / double(groups.size() + 1), layers.front());
    }
    context.details["exponents"] = exponents;
    roundTables(made.weights, params, context);
    rounding.report(1);
    return made;
}

} // namespace

// Rounds weights to 4-bit groups after multiplying the columns that see large inputs, which so lose less; the
// input is divided by the same factor (Lin et al. 2024, section 3.2):
//   s = mean |x|^a per input column,  q(W diag(s)) (x / s)
// with a from 0, 0.05, ... 1 where the layer's output changes least on calibration texts, its input rounded to
// 8 bits as the runtime does it. Query, key and value share one s. Layers stored as factors are rounded as
// they are. The output layer of the head stays float.
Stage quantizeAwqStage()
{
    return {{.id = "quantize.awq",
             .title = "AWQ",
             .family = recipe::StageFamily::Quantize,
             .summary = "Stores weights in 4 bits, those that see large inputs more finely; computes like Int8.",
             .paper = "Lin et al. 2024, AWQ: Activation-aware Weight Quantization for LLM Compression and Acceleration",
             .params = {groupParam(), searchParam(), calibrationParam(256), embeddingsParam("int8"), keepFloatParam()},
             .inputs = modelPort()},
            run, sizesWithKept};
}

} // namespace lathe::engine
