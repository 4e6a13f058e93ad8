#include "core/base/error.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/stage.h"
#include "core/engine/model/round_rows.h"

namespace lathe::engine {

namespace {

// Matrices that are looked up, not multiplied.
bool isTable(const std::string& name) { return name == "embeddings.token" || name == "embeddings.position"; }

bool isMatrix(const std::string& name, const at::Tensor& weight)
{
    return weight.dim() == 2 && weight.numel() > 0 && name.ends_with(".weight") && name != "head.out.weight";
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint& model = inputs.at("model");
    requireFloat(model, "model");
    const bool embeddings = param<bool>(params, "embeddings");
    Checkpoint made = model;
    made.weights.clear();
    size_t done = 0;
    for (const auto& [name, weight] : model.weights) {
        context.task.checkpoint();
        if (isMatrix(name, weight) || (embeddings && isTable(name))) {
            const Int8Rows rows = roundRows(weight);
            made.weights[name] = rows.codes;
            made.weights[name + "_scale"] = rows.scale;
        } else {
            made.weights[name] = weight;
        }
        context.task.report(double(++done) / double(model.weights.size()));
    }
    return made;
}

} // namespace

// Weights rounded to 8 bits, symmetric with one scale per output channel (per row of the embeddings);
// activations rounded while the model runs, asymmetric with one range per token, so that nothing needs
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
                         "Also store the embedding tables in 8 bits; in small models they are half of the bytes."}},
             .inputs = {{"model", recipe::PortKind::Model, true, "The model to quantize"}}},
            run};
}

} // namespace lathe::engine
