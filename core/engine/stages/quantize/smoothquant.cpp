#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/quantize/input_figures.h"
#include "core/engine/stages/quantize/smoothing.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

namespace lathe::engine {

namespace {

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = inputs.at("model");
    requireFloat(made, "model");
    requireHead(made, context.data);
    const auto groups = layerGroups(made.architecture, params);
    const Task looking = context.task.part(0, 0.3), rounding = context.task.part(0.3, 1);
    const auto figures = inputFigures(made, calibrationRows(made, params, context), context.with(looking));
    const bool searches = param<bool>(params, "searchAlpha");
    nlohmann::json alphas = nlohmann::json::object();
    size_t done = 0;
    for (const std::vector<std::string>& layers : groups) {
        if (!runsOnIntegers(layers.front()) || haveFactors(made.weights, layers)) {
            for (const std::string& layer : layers)
                roundMatrix(made.weights, layer + ".weight", {}, context);
        } else {
            const InputFigures& figure = figuresOf(figures, layers);
            const Smoothing smoothing(made.weights, layers, figure.sample, context);
            const at::Tensor largest = figure.largest().to(context.device);
            const std::optional<double> alpha =
                searches ? smoothing.bestStrength(largest) : param<double>(params, "alpha");
            smoothing.put(made.weights,
                          alpha ? smoothingFactor(largest, smoothing.largestWeights(), *alpha) : at::Tensor(), {});
            alphas[layers.front()] = alpha ? nlohmann::json(*alpha) : nlohmann::json("none");
        }
        rounding.report(double(++done) / double(groups.size() + 1), layers.front());
    }
    context.details["alphas"] = alphas;
    roundTables(made.weights, params, context);
    rounding.report(1);
    return made;
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    return {{"searchAlpha", "Search strength", ParamType::Boolean, true, {}, {}, "", {},
             "Choose each layer's strength, or none, by the error of its output on calibration rows."},
            {"alpha", "Strength", ParamType::Number, 0.5, 0.0, 1.0, "", {},
             "Without search, how much of the range of activations moves into the weights; 0.5 shares it evenly."},
            calibrationParam(256),
            embeddingsParam("int8"),
            keepFloatParam()};
}

} // namespace

// Moves the outliers of activations into the weights before both are rounded to 8 bits: the input's columns
// are divided by s and the weights' multiplied (Xiao et al. 2023, equation 4):
//   s = max |x|^alpha / max |w|^(1 - alpha) per input column
// with max |x| from calibration texts. Weights have one scale per row, activations one range per token, found
// while the model runs. Query, key and value share one s. The head, which computes in float, and layers stored
// as factors are rounded as in Int8; the head's output layer stays float.
Stage quantizeSmoothStage()
{
    return {{.id = "quantize.smoothquant",
             .title = "SmoothQuant",
             .family = recipe::StageFamily::Quantize,
             .summary = "Int8 with the outliers of activations moved into the weights first.",
             .paper = "Xiao et al. 2023, SmoothQuant: Accurate and Efficient Post-Training Quantization for LLMs",
             .params = params(),
             .inputs = modelPort()},
            run, sizesWithKept};
}

} // namespace lathe::engine
