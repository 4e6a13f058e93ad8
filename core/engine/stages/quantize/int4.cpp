#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/quantize/quantize_layers.h"

namespace lathe::engine {

namespace {

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    Checkpoint made = inputs.at("model");
    requireFloat(made, "model");
    const auto groups = layerGroups(made.architecture, params);
    const Rounding how{Storage::Int4, param<int64_t>(params, "group"), param<bool>(params, "search")};
    size_t done = 0;
    for (const std::vector<std::string>& layers : groups) {
        for (const std::string& layer : layers)
            roundMatrix(made.weights, layer + ".weight", how, context);
        context.task.report(double(++done) / double(groups.size() + 1), layers.front());
    }
    roundTables(made.weights, params, context);
    context.task.report(1);
    return made;
}

} // namespace

// Weights rounded to nearest in 4 bits, symmetric, one float16 scale s for every g weights of a row:
//   q = clamp(round(w / s), -8, 7),  s = max |w| / 7, or of some candidates the one with the least
//   sum (w - s q)^2
// (group-wise quantization as in Shen et al. 2020, the search as in Choukroun et al. 2019). Products run as
// u8 x s8: the values are widened to 8 bits when the model is opened, so that 4 bits save bytes and neither
// cost nor gain time beside int8. The output layer of the head, a few kilobytes, stays float.
Stage quantizeInt4Stage()
{
    return {{.id = "quantize.int4",
             .title = "Int4",
             .family = recipe::StageFamily::Quantize,
             .summary = "Stores weights in 4 bits with a scale per group; computes with 8-bit integers like Int8.",
             .paper = "Shen et al. 2020, Q-BERT; Choukroun et al. 2019, Low-bit Quantization of Neural Networks",
             .params = {groupParam(), searchParam(), embeddingsParam("int8"), keepFloatParam()},
             .inputs = modelPort()},
            run, sizesWithKept, true};
}

} // namespace lathe::engine
