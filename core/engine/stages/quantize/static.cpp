#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/quantize/activation_range.h"
#include "core/engine/stages/quantize/input_figures.h"
#include "core/engine/stages/quantize/smoothing.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/histc.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/tensor.h>
#include <fmt/format.h>

namespace lathe::engine {

namespace {

constexpr int64_t kBins = 4096;

using Figures = std::map<std::string, InputFigures>;
using Histograms = std::map<std::string, InputHistogram>;

at::Tensor smoothed(const at::Tensor& x, const ByLayer& factors, const std::string& input)
{
    const auto factor = factors.find(input);
    return factor == factors.end() ? x : x / factor->second.to(x.device());
}

// By layer: the largest |output|, bias included, of queries and keys that attention multiplies as they are. Runtimes that
// do so in 8 bits ask for it.
using Largest = std::map<std::string, double>;

Largest multiplied(const Architecture& architecture)
{
    Largest largest;
    for (size_t i = 0; i < architecture.layers.size(); ++i)
        if (architecture.layers[i].heads > 0 && architecture.layers[i].rotary < 0 && !architecture.attention.queryKeyNorm)
            for (const char* part : {"query", "key"})
                largest[fmt::format("layers.{}.attention.{}", i, part)] = 0;
    return largest;
}

// Of the inputs as they are rounded: divided by their factors, where they have some.
Histograms histogramsOf(const Checkpoint& model, const TrainingRows& rows, const Figures& figures, const ByLayer& factors,
                        bool symmetric, Largest& outputs, const StageContext& context)
{
    Histograms histograms;
    for (const auto& [input, figure] : figures) {
        const double low = smoothed(figure.low, factors, input).min().item<double>();
        const double high = smoothed(figure.high, factors, input).max().item<double>();
        histograms[input] = {symmetric ? 0 : low, symmetric ? std::max(-low, high) : high, std::vector<double>(kBins), symmetric};
    }
    forEachInput(model, rows, context, [&](const std::string& input, const at::Tensor& given) {
        InputHistogram& h = histograms.at(input);
        if (!(h.high > h.low))
            return;
        for (const std::string& layer : sharingInput(input))
            if (const auto largest = outputs.find(layer); largest != outputs.end()) {
                at::Tensor output = at::matmul(given, floatMatrix(model.weights, layer + ".weight").to(given.device()).t());
                if (const auto bias = model.weights.find(layer + ".bias"); bias != model.weights.end())
                    output += bias->second.to(output);
                largest->second = std::max(largest->second, output.abs().max().item<double>());
            }
        const at::Tensor x = smoothed(given, factors, input);
        const at::Tensor counts = at::histc(symmetric ? x.abs() : x, kBins, h.low, h.high).to(at::kCPU, at::kDouble).contiguous();
        const auto* own = counts.const_data_ptr<double>();
        for (size_t bin = 0; bin < h.counts.size(); ++bin)
            h.counts[bin] += own[bin];
    });
    return histograms;
}

bool isFixed(const Tensors& weights, const std::vector<std::string>& layers)
{
    return runsOnIntegers(layers.front()) && !haveFactors(weights, layers);
}

// By input, of those that are better divided; strengths: told by the first of the layers.
ByLayer factorsOf(const Checkpoint& model, const std::vector<std::vector<std::string>>& groups, const Figures& figures,
                  nlohmann::json& strengths, const StageContext& context)
{
    ByLayer factors;
    size_t done = 0;
    for (const std::vector<std::string>& layers : groups) {
        context.task.report(double(done++) / double(groups.size()), layers.front());
        if (!isFixed(model.weights, layers))
            continue;
        const std::string input = inputOfAny(figures, layers);
        const at::Tensor largest = figures.at(input).largest().to(context.device);
        const Smoothing smoothing(model.weights, layers, figures.at(input).sample, context, Smoothing::Ranges::One);
        if (const auto strength = smoothing.bestStrength(largest)) {
            factors[input] = smoothingFactor(largest, smoothing.largestWeights(), *strength).cpu();
            strengths[layers.front()] = *strength;
        }
    }
    return factors;
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = inputs.at("model");
    requireFloat(made, "model");
    requireHead(made, context.data);
    const auto groups = layerGroups(made.architecture, params);
    const TrainingRows rows = calibrationRows(made, params, context);
    const Figures figures = inputFigures(made, rows, context.with(context.task.part(0, 0.3)));

    nlohmann::json strengths = nlohmann::json::object(), ranges = nlohmann::json::object();
    ByLayer factors;
    if (param<bool>(params, "smoothing"))
        factors = factorsOf(made, groups, figures, strengths, context.with(context.task.part(0.3, 0.5)));
    Largest outputs = multiplied(made.architecture);
    const Histograms histograms =
        histogramsOf(made, rows, figures, factors, param<std::string>(params, "activations") == "symmetric", outputs,
                     context.with(context.task.part(0.5, 0.8)));

    const Task rounding = context.task.part(0.8, 1);
    const bool perTensor = param<std::string>(params, "weights") == "per tensor";
    size_t done = 0;
    for (const std::vector<std::string>& layers : groups) {
        context.task.checkpoint();
        const bool fixed = isFixed(made.weights, layers);
        const std::string input = inputOfAny(figures, layers);
        const ActivationRange range = calibratedRange(histograms.at(input), param<std::string>(params, "calibration"),
                                                      param<double>(params, "percentile"));
        const auto factor = factors.find(input);
        for (const std::string& layer : layers) {
            const std::string matrix = layer + ".weight";
            if (!fixed) {
                roundMatrix(made.weights, matrix, {}, context);
                continue;
            }
            if (factor != factors.end())
                putFloat(made.weights, matrix, storedMatrix(made.weights, matrix) * factor->second);
            if (perTensor)
                roundWhole(made.weights, matrix);
            else
                roundMatrix(made.weights, matrix, {}, context);
            made.weights[matrix + "_range"] = at::tensor({float(range.scale), float(range.zero)});
            if (factor != factors.end())
                made.weights[matrix + "_smooth"] = factor->second;
            if (const auto largest = outputs.find(layer); largest != outputs.end() && largest->second > 0)
                made.weights[matrix + "_output"] = at::tensor({float(largest->second)});
        }
        if (fixed)
            ranges[layers.front()] = {{"scale", range.scale}, {"zero", range.zero}};
        rounding.report(double(++done) / double(groups.size() + 1), layers.front());
    }
    context.details["ranges"] = ranges;
    context.details["alphas"] = strengths;
    roundTables(made.weights, params, context);
    rounding.report(1);
    return made;
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    return {{"calibration", "Calibration", ParamType::Choice, std::string("MSE"), {}, {}, "",
             {"min-max", "percentile", "MSE", "entropy"},
             "How the range of a layer's input is chosen from what the calibration rows show.", true},
            {"percentile", "Percentile", ParamType::Number, 99.99, 50.0, 100.0, "%", {},
             "With percentile calibration, how much of the inputs the range takes in."},
            {"activations", "Activations", ParamType::Choice, std::string("asymmetric"), {}, {}, "",
             {"asymmetric", "symmetric"},
             "Whether a range has its own zero point or reaches as far below zero as above."},
            {"smoothing", "Smoothing", ParamType::Boolean, true, {}, {}, "", {},
             "Move outliers of a layer's inputs into its weights first, as strongly as serves its output best, as SmoothQuant does."},
            weightScalesParam(),
            calibrationParam(256),
            embeddingsParam("int8"),
            keepFloatParam()};
}

} // namespace

// Int8 whose activation ranges are fixed beforehand (Jacob et al. 2018, section 3): for a layer's input
//   code = clamp(round(x / scale) + zero, 0, 255)
// with scale and zero from the inputs on calibration texts, by their extremes, a percentile, the least squared
// error or the least divergence (Migacz 2017). The runtime is spared the search for each token's own range, and
// loses what lies outside the fixed one. As one range has to do for all channels of all tokens, outliers move into the
// weights first (Xiao et al. 2023). Query, key and value share range and factor. The head, which computes in float,
// and layers stored as factors are rounded as in Int8; the head's output layer stays float.
Stage quantizeStaticStage()
{
    return {{.id = "quantize.static",
             .title = "Static int8",
             .family = recipe::StageFamily::Quantize,
             .summary = "Int8 with activation ranges fixed by calibration texts instead of found for each token.",
             .paper = "Jacob et al. 2018, Quantization and Training of Neural Networks; Migacz 2017, 8-bit Inference with "
                      "TensorRT; Xiao et al. 2023, SmoothQuant",
             .params = params(),
             .inputs = modelPort()},
            run, sizesWithKept};
}

} // namespace lathe::engine
