#include "core/engine/model/matrix.h"
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
    const bool perTensor = param<std::string>(params, "weights") == "per tensor";
    size_t done = 0;
    for (const std::vector<std::string>& layers : groups) {
        context.task.checkpoint();
        for (const std::string& layer : layers)
            if (perTensor)
                roundWhole(made.weights, layer + ".weight");
            else
                roundMatrix(made.weights, layer + ".weight", {}, context);
        context.task.report(double(++done) / double(groups.size() + 1), layers.front());
    }
    const auto kept = param<std::string>(params, "keepFloat");
    if (param<bool>(params, "embeddings"))
        for (const char* table : {"embeddings.token", "embeddings.position"})
            if (hasMatrix(made.weights, table) && !isListed(kept, table))
                roundMatrix(made.weights, table, {}, context);
    context.task.report(1);
    return made;
}

} // namespace

// Weights rounded to 8 bits, symmetric with one scale per output channel (per row of the embeddings), or per
// matrix; activations rounded while the model runs, asymmetric with one range per token, so that nothing needs
// calibration and a text's answer does not depend on its neighbours in the batch. Products run as
// u8 x s8 with 32-bit sums (Jacob et al. 2018; per-token ranges as in Yao et al. 2022, section 4.2).
// The output layer of the head, a few kilobytes, stays float.
Stage quantizeInt8Stage()
{
    return {{.id = "quantize.int8",
             .title = "Int8",
             .family = recipe::StageFamily::Quantize,
             .summary = "Stores weights in 8 bits and computes with integers; activations are rounded on the fly.",
             .paper = "Jacob et al. 2018, Quantization and Training of Neural Networks; Yao et al. 2022, ZeroQuant",
             .params = {{"embeddings", "Embeddings too", recipe::ParamType::Boolean, true, {}, {}, "", {},
                         "Also store the embedding tables in 8 bits; in small models they are half of the bytes."},
                        weightScalesParam(),
                        keepFloatParam()},
             .inputs = modelPort(),
             .version = 2},
            run, sizesWithKept, true};
}

} // namespace lathe::engine
