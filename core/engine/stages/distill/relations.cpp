#include "core/base/error.h"
#include "core/engine/stages/distill/inner_losses.h"
#include "core/engine/stages/distill/inner_teacher.h"
#include "core/engine/stages/distill/relation_heads.h"
#include "core/engine/stages/distill/shallow_student.h"
#include "core/engine/stages/training/trainer.h"

#include <ATen/TensorOperators.h>

namespace lathe::engine {

namespace {

using Part = std::vector<at::Tensor> Trace::*;

std::vector<std::pair<Part, Part>> relationsOf(const std::string& choice)
{
    std::vector<std::pair<Part, Part>> list;
    if (choice != "q-k, v-v")
        list = {{&Trace::query, &Trace::query}, {&Trace::key, &Trace::key}};
    if (choice != "q-q, k-k, v-v")
        list.emplace_back(&Trace::query, &Trace::key);
    list.emplace_back(&Trace::value, &Trace::value);
    return list;
}

// Layer `layer` from 0, which must have heads. `whose` is for the message.
size_t entryOf(const Architecture& architecture, int layer, std::string_view whose)
{
    const std::optional<size_t> entry = attentionEntry(architecture, layer);
    if (!entry)
        throw Error(ErrorKind::BadInput,
                    fmt::format("layer {} of the {} has no attention heads left", layer + 1, whose),
                    "Choose a layer that has some");
    return *entry;
}

int teacherLayer(const Architecture& teacher, int wanted)
{
    const int layers = int(teacher.layers.size());
    if (wanted > layers)
        throw Error(ErrorKind::BadInput, fmt::format("the first teacher has {} layers, not {}", layers, wanted),
                    "Choose a teacher layer that it has, or 0 for the last");
    return (wanted == 0 ? layers : wanted) - 1;
}

Architecture foresee(const Sizes& inputs, const recipe::Params& params)
{
    (void)teacherLayer(inputs.at("teacher"), param<int>(params, "teacherLayer"));
    return shallowSizes(inputs, params);
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint student = shallowStudent(inputs, params, context);
    const Architecture &own = student.architecture, &other = inputs.at("teacher").architecture;
    const int ownLayer = int(own.layers.size()) - 1;
    const int otherLayer = teacherLayer(other, param<int>(params, "teacherLayer"));
    const size_t s = entryOf(own, ownLayer, "student"), t = entryOf(other, otherLayer, "first teacher");
    const int heads = relationHeads(param<int>(params, "relationHeads"), own.layers[size_t(ownLayer)].attention(),
                                    other.layers[size_t(otherLayer)].attention());
    context.details["relations"] = {{"teacherLayer", otherLayer}, {"heads", heads}};

    TrainingRows rows = trainingRows(student, context);
    augment(rows, student, param<int>(params, "maskedCopies"), param<double>(params, "maskedShare"), context);
    const InnerTeacher teacher(inputs.at("teacher"), student, rows, context);
    TrainingOptions options = trainingOptions(params);
    askTeachers(inputs, student, rows, options, context);

    const auto list = relationsOf(param<std::string>(params, "relations"));
    const double weight = param<double>(params, "relationWeight") / double(list.size());
    Method method;
    method.logitsWeight = param<double>(params, "logitsWeight");
    method.loss = [&](const std::vector<int>& batch, const Trace& trace) {
        const InnerTeacher::View view = teacher.view(batch);
        at::Tensor sum;
        for (const auto& [a, b] : list) {
            const at::Tensor part = relationLoss((trace.*a)[s], (trace.*b)[s], (view.trace.*a)[t], (view.trace.*b)[t],
                                                 heads, view.real);
            sum = sum.defined() ? sum + part : part;
        }
        return sum * weight;
    };
    return train(student, rows, options, context, method);
}

std::vector<recipe::ParamSpec> relationParams()
{
    using recipe::ParamType;
    return {
        {"relations", "Relations", ParamType::Choice, std::string("q-q, k-k, v-v"), {}, {}, "",
         {"q-q, k-k, v-v", "q-k, v-v", "all four"},
         "Which relations between tokens are learned: MiniLMv2's, the first MiniLM's (attention and values), or both."},
        {"teacherLayer", "Teacher layer", ParamType::Integer, int64_t(0), 0, 1024, "layer", {},
         "Layer of the first teacher that the student's last one learns from, the first being 1; 0 for its last."},
        {"relationHeads", "Relation heads", ParamType::Integer, int64_t(0), 0, 1024, "heads", {},
         "Parts that the attention widths of both are cut into; 0 takes as many as divide both, up to 48."},
        {"relationWeight", "Relations' weight", ParamType::Number, 1.0, 0.0, 1000.0, "", {},
         "Weight of the difference between the relations, a mean over them."},
        {"logitsWeight", "Logits and labels", ParamType::Number, 1.0, 0.0, 1000.0, "", {},
         "Weight of the loss on the output, itself shared out between teachers and labels."},
    };
}

} // namespace

// The student's last layer learns how the tokens relate in one layer of the first teacher, beside logits and
// labels (Wang et al. 2020, MiniLM, section 3; Wang et al. 2021, MiniLMv2, section 3):
//   L = w mean over (a, b) of KL(softmax(a_t b_t^T / sqrt(d_t)) || softmax(a b^T / sqrt(d))) + w_logits L_logits
// with queries, keys and values as a and b, cut into relation heads of width d and d_t. No layer but the last
// is bound to the teacher, and neither width nor heads need agree. Padding has no part.
Stage distillRelationsStage()
{
    return {{.id = "distill.relations",
             .title = "Distil relations",
             .family = recipe::StageFamily::Distill,
             .summary = "Trains a shallower student on how tokens relate in one teacher layer, and on logits.",
             .paper = "Wang et al. 2020, MiniLM: Deep Self-Attention Distillation; Wang et al. 2021, MiniLMv2",
             .params = joined(joined(joined(depthParams(), relationParams()), augmentationParams()),
                              joined(teacherParams(0.7), trainingParams(4, 1e-4))),
             .inputs = distillationPorts("The model whose layers the student starts from",
                                         "The model whose relations and answers it learns"),
             .version = 2},
            run, foresee};
}

} // namespace lathe::engine
