#include "core/engine/stages/distill/layer_choice.h"
#include "core/engine/stages/distill/layer_training.h"
#include "core/engine/stages/distill/shallow_student.h"
#include "core/engine/stages/distill/student_start.h"
#include "core/engine/stages/new_head.h"

#include <algorithm>

namespace lathe::engine {

namespace {

StudentShape shapeOf(const Architecture& model, const recipe::Params& params)
{
    const auto size = [&](const char* key, int of) { // 0 is half of the model's
        const int wanted = param<int>(params, key);
        return wanted > 0 ? wanted : std::max(1, of / 2);
    };
    LayerShape widest;
    for (const LayerShape& layer : model.layers) {
        widest.heads = std::max(widest.heads, layer.heads);
        widest.ffn = std::max(widest.ffn, layer.ffn);
    }
    const int group = model.layers.front().group; // half of the heads in whole groups
    const int heads = param<int>(params, "heads") > 0 ? size("heads", 0) : std::max(1, widest.heads / 2 / group) * group;
    return {param<int>(params, "layers"), size("hiddenSize", model.hiddenSize), heads, size("ffn", widest.ffn)};
}

bool isCut(const recipe::Params& params) { return param<std::string>(params, "init") == "from model"; }

Architecture foresee(const Sizes& inputs, const recipe::Params& params)
{
    const Architecture& model = inputs.at("model");
    const StudentShape shape = shapeOf(model, params);
    if (isCut(params))
        requireAtMost(model, shape);
    requireLosses(params);
    Architecture made = ofDepth(model, shape.layers);
    made.hiddenSize = shape.hiddenSize;
    for (LayerShape& layer : made.layers)
        layer.heads = shape.heads, layer.ffn = shape.ffn;
    return made;
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint& model = inputs.at("model");
    requireFloat(model, "model");
    const StudentShape shape = shapeOf(model.architecture, params);
    const auto headed = [&](const Checkpoint& made) {
        return made.labels == context.data.labels ? made : withNewHead(made, context.data, context.seed);
    };
    const Checkpoint student = isCut(params)
                                   ? cutStudent(headed(model), shape, param<std::string>(params, "choice"))
                                   : headed(randomStudent(model, shape, context.seed));
    context.task.checkpoint();
    return trainByLayers(student, inputs, params, context);
}

std::vector<recipe::ParamSpec> shapeParams()
{
    using recipe::ParamType;
    std::vector<recipe::ParamSpec> specs = {
        {"hiddenSize", "Hidden size", ParamType::Integer, int64_t(0), 0, 8192, "dimensions", {},
         "Width of the student's hidden states and token table; 0 for half of the model's.", true},
        {"heads", "Heads", ParamType::Integer, int64_t(0), 0, 256, "heads", {},
         "Attention heads of each layer, as wide as the model's; 0 for half as many as it has."},
        {"ffn", "FFN neurons", ParamType::Integer, int64_t(0), 0, 65536, "neurons", {},
         "Inner width of each feed-forward block; 0 for half of the model's."},
        {"init", "Weights", ParamType::Choice, std::string("from model"), {}, {}, "", {"from model", "random"},
         "Begin with the model's strongest dimensions, heads and neurons, or untrained and of any size."},
    };
    return joined(depthParams(), std::move(specs));
}

} // namespace

// A student of any depth, width, number of heads and FFN size learns logits, hidden states and attention of a
// larger teacher: L as in distill.hidden, the teacher's hidden states reached through learned projections W
// (Jiao et al. 2020, section 3.1). It begins with the part of the model that carries the largest weights, in
// the way that Xia et al. 2023 (Sheared LLaMA) and Muralidharan et al. 2024 (Minitron) start a student from a
// pruned model, or untrained.
Stage distillStudentStage()
{
    return {{.id = "distill.student",
             .title = "Distil to a size",
             .family = recipe::StageFamily::Distill,
             .summary = "Trains a student of any depth, width, heads and FFN size on the teacher's layers and logits.",
             .paper = "Jiao et al. 2020, TinyBERT: Distilling BERT for Natural Language Understanding; "
                      "Muralidharan et al. 2024, Compact Language Models via Pruning and Knowledge Distillation",
             .params = joined(joined(joined(shapeParams(), layerLossParams()), augmentationParams()),
                              joined(teacherParams(0.7), trainingParams(8, 2e-4))),
             .inputs = distillationPorts("The model that the student is cut from, and whose tokens it uses",
                                         "The model whose hidden states, attention and answers it learns"),
             .version = 2},
            run, foresee};
}

} // namespace lathe::engine
