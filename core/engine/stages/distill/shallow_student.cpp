#include "core/engine/stages/distill/shallow_student.h"

#include "core/base/error.h"
#include "core/engine/stages/distill/layer_choice.h"
#include "core/engine/stages/new_head.h"

namespace lathe::engine {

namespace {

int depthOf(const Architecture& model, const recipe::Params& params)
{
    const int available = int(model.layers.size()), wanted = param<int>(params, "layers");
    if (wanted > available)
        throw Error(ErrorKind::BadInput,
                    fmt::format("the student is to have {} layers but the model has {}", wanted, available),
                    "Choose fewer layers");
    return wanted;
}

} // namespace

std::vector<recipe::ParamSpec> depthParams()
{
    using recipe::ParamType;
    return {
        {"layers", "Layers", ParamType::Integer, int64_t(3), 1, 200, "layers", {}, "Depth of the student.", true},
        {"choice", "Start from", ParamType::Choice, std::string("even"), {}, {}, "", {"even", "first", "last"},
         "Which of the model's layers the student starts from."},
    };
}

Architecture shallowSizes(const Sizes& inputs, const recipe::Params& params)
{
    const Architecture& model = inputs.at("model");
    return ofDepth(model, depthOf(model, params));
}

Checkpoint shallowStudent(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint& model = inputs.at("model");
    requireFloat(model, "model");
    const int available = int(model.architecture.layers.size());
    const std::vector<int> layers =
        chosenLayers(param<std::string>(params, "choice"), depthOf(model.architecture, params), available);
    context.details["fromLayers"] = layers;
    const Checkpoint student = withLayers(model, layers);
    return student.labels == context.data.labels ? student : withNewHead(student, context.data, context.seed);
}

std::vector<recipe::PortSpec> distillationPorts(const std::string& model, const std::string& teacher)
{
    using recipe::PortKind;
    return {{"model", PortKind::Model, true, model},
            {"teacher", PortKind::Teacher, true, teacher},
            {"teacher2", PortKind::Teacher, false, "Another teacher; their logits are averaged"},
            {"teacher3", PortKind::Teacher, false, "Another teacher"}};
}

} // namespace lathe::engine
