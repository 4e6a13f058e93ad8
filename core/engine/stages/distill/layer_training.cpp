#include "core/engine/stages/distill/layer_training.h"

#include "core/base/error.h"
#include "core/engine/stages/training/trainer.h"

#include <ATen/TensorOperators.h>

namespace lathe::engine {

namespace {

double insideWeight(const recipe::Params& params)
{
    return param<double>(params, "hiddenWeight") + param<double>(params, "attentionWeight");
}

} // namespace

std::vector<recipe::ParamSpec> layerLossParams()
{
    using recipe::ParamType;
    return {
        {"hiddenWeight", "Hidden states", ParamType::Number, 1.0, 0.0, 1000.0, "", {},
         "Weight of the difference between hidden states, embeddings included, of student and first teacher."},
        {"attentionWeight", "Attention", ParamType::Number, 0.1, 0.0, 1000.0, "", {},
         "Weight of the difference between attention scores; averaged over the heads where their number differs."},
        {"logitsWeight", "Logits and labels", ParamType::Number, 1.0, 0.0, 1000.0, "", {},
         "Weight of the loss on the output, itself shared out between teachers and labels."},
        {"layerMap", "Layer map", ParamType::Choice, std::string("uniform"), {}, {}, "", {"uniform", "top", "last"},
         "Which layers of the first teacher are learned from: spread over it, its topmost, or the last one only."},
        {"layersUntil", "Layers until", ParamType::Number, 0.5, 0.0, 1.0, "fraction", {},
         "Part of the training in which hidden states and attention count, less and less; then only the output does."},
    };
}

void requireLosses(const recipe::Params& params)
{
    if (insideWeight(params) + param<double>(params, "logitsWeight") == 0)
        throw Error(ErrorKind::BadInput, "hidden states, attention and logits all have weight 0", "Raise one of them");
}

Checkpoint trainByLayers(const Checkpoint& student, const StageInputs& inputs, const recipe::Params& params,
                         StageContext& context)
{
    requireLosses(params);
    const double inside = insideWeight(params);
    Method method;
    method.logitsWeight = param<double>(params, "logitsWeight");
    TrainingRows rows = trainingRows(student, context);
    augment(rows, student, param<int>(params, "maskedCopies"), param<double>(params, "maskedShare"), context);
    const InnerTeacher teacher(inputs.at("teacher"), student, rows, context);
    const LayerLoss layerLoss(student, teacher, rows, params, context);
    context.details["layerMap"] = layerLoss.pairs();
    TrainingOptions options = trainingOptions(params);
    askTeachers(inputs, student, rows, options, context);
    method.leaves = layerLoss.leaves();
    const double until = param<double>(params, "layersUntil");
    double fading = 1;
    method.beforeStep = [&](double done) { fading = done < until ? 1 - done / until : 0; };
    if (inside > 0)
        method.loss = [&](const std::vector<int>& batch, const Trace& trace) {
            return fading > 0 ? layerLoss(trace, teacher.view(batch)) * fading : trace.hidden[0].new_zeros({});
        };
    return train(student, rows, options, context, method);
}

} // namespace lathe::engine
