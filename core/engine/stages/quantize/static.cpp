#include "core/engine/stages/calibration.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/quantize/activation_range.h"
#include "core/engine/stages/quantize/quantize_layers.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/histc.h>
#include <ATen/ops/tensor.h>

namespace lathe::engine {

namespace {

constexpr int64_t kBins = 4096;

using Histograms = std::map<std::string, InputHistogram>;

// The range of each layer's input, then how it is filled.
Histograms histogramsOf(const Checkpoint& model, const TrainingRows& rows, bool symmetric, const StageContext& context)
{
    const Task first = context.task.part(0, 0.5), second = context.task.part(0.5, 1);
    Histograms histograms;
    forEachInput(model, rows, context.with(first), [&](const std::string& layer, const at::Tensor& x) {
        InputHistogram& h = histograms[layer];
        const double low = x.min().item<double>(), high = x.max().item<double>();
        h.symmetric = symmetric;
        h.low = symmetric ? 0 : std::min(h.low, low);
        h.high = std::max(h.high, symmetric ? std::max(-low, high) : high);
        h.counts.resize(kBins);
    });
    forEachInput(model, rows, context.with(second), [&](const std::string& layer, const at::Tensor& x) {
        InputHistogram& h = histograms[layer];
        if (!(h.high > h.low))
            return;
        const at::Tensor counts =
            at::histc(symmetric ? x.abs() : x, kBins, h.low, h.high).to(at::kCPU, at::kDouble).contiguous();
        const auto* own = counts.const_data_ptr<double>();
        for (size_t bin = 0; bin < h.counts.size(); ++bin)
            h.counts[bin] += own[bin];
    });
    return histograms;
}

const InputHistogram& histogramOf(const Histograms& histograms, const std::string& layer)
{
    for (const std::string& name : sharingInput(layer))
        if (const auto found = histograms.find(name); found != histograms.end())
            return found->second;
    return histograms.at(layer);
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = inputs.at("model");
    requireFloat(made, "model");
    requireHead(made, context.data);
    const auto groups = layerGroups(made.architecture, params);
    const Task looking = context.task.part(0, 0.8), rounding = context.task.part(0.8, 1);
    const Histograms histograms =
        histogramsOf(made, calibrationRows(made, params, context),
                     param<std::string>(params, "activations") == "symmetric", context.with(looking));
    const bool perTensor = param<std::string>(params, "weights") == "per tensor";
    nlohmann::json ranges = nlohmann::json::object();
    size_t done = 0;
    for (const std::vector<std::string>& layers : groups) {
        context.task.checkpoint();
        const bool fixed = runsOnIntegers(layers.front()) && !haveFactors(made.weights, layers);
        const ActivationRange range =
            calibratedRange(histogramOf(histograms, layers.front()), param<std::string>(params, "calibration"),
                            param<double>(params, "percentile"));
        for (const std::string& layer : layers) {
            const std::string matrix = layer + ".weight";
            if (perTensor && fixed)
                roundWhole(made.weights, matrix);
            else
                roundMatrix(made.weights, matrix, {}, context);
            if (fixed)
                made.weights[matrix + "_range"] = at::tensor({float(range.scale), float(range.zero)});
        }
        if (fixed)
            ranges[layers.front()] = {{"scale", range.scale}, {"zero", range.zero}};
        rounding.report(double(++done) / double(groups.size() + 1), layers.front());
    }
    context.details["ranges"] = ranges;
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
// loses what lies outside the fixed one. Query, key and value share a range. The head, which computes in float,
// and layers stored as factors are rounded as in Int8; the head's output layer stays float.
Stage quantizeStaticStage()
{
    return {{.id = "quantize.static",
             .title = "Static int8",
             .family = recipe::StageFamily::Quantize,
             .summary = "Int8 with activation ranges fixed by calibration texts instead of found for each token.",
             .paper = "Jacob et al. 2018, Quantization and Training of Neural Networks; "
                      "Migacz 2017, 8-bit Inference with TensorRT",
             .params = params(),
             .inputs = modelPort()},
            run, sizesWithKept};
}

} // namespace lathe::engine
