#include "core/base/error.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/prune/importance.h"
#include "core/engine/stages/prune/shrink.h"

namespace lathe::engine {

namespace {

constexpr int kFfnMultiple = 16; // what integer kernels handle without a remainder

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint& model = inputs.at("model");
    requireFloat(model, "model");
    if (model.labels != context.data.labels)
        throw Error(ErrorKind::BadInput, "the model has no head for these labels, so nothing says which parts matter",
                    "Put Fine-tune before this stage");
    TrainingOptions options = trainingOptions(params);
    const bool recover = options.epochs > 0;
    const auto sparsity = param<double>(params, "sparsity");
    const bool global = param<std::string>(params, "scope") == "global";

    TrainingRows rows = trainingRows(model, context);
    const Task scoringTask = context.task.part(0, recover ? 0.1 : 0.9);
    const StageContext scored{context.data, context.maxLength, context.seed, scoringTask, context.details};
    const Importance importance =
        taylorImportance(model, rows, param<int>(params, "calibrationRows"), scored);
    const Kept kept{keepBest(importance.heads, sparsity, global, 1, 1),
                    keepBest(importance.ffn, sparsity, global, kFfnMultiple, kFfnMultiple)};
    const Checkpoint small = shrink(model, kept);
    context.details["kept"] = {{"heads", kept.heads}, {"ffn", nlohmann::json::array()}};
    for (const LayerShape& layer : small.architecture.layers)
        context.details["kept"]["ffn"].push_back(layer.ffn);
    if (!recover)
        return small;

    if (const auto teacher = inputs.find("teacher"); teacher != inputs.end()) {
        rows.teacher = teacherLogits(teacher->second, context);
        options.alpha = param<double>(params, "alpha");
        options.temperature = param<double>(params, "temperature");
    }
    const Task recovery = context.task.part(0.1, 1);
    StageContext training{context.data, context.maxLength, context.seed, recovery, context.details};
    return train(small, rows, options, training);
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    std::vector<recipe::ParamSpec> specs = {
        {"sparsity", "Sparsity", ParamType::Number, 0.5, 0.0, 0.95, "fraction", {},
         "Share of all attention heads and of all FFN neurons that is removed.", true},
        {"scope", "Scope", ParamType::Choice, std::string("global"), {}, {}, "", {"global", "per layer"},
         "Whether layers compete with each other or each loses the same share."},
        {"calibrationRows", "Calibration rows", ParamType::Integer, int64_t(512), 1, 1000000, "rows", {},
         "Training rows that importance is estimated from."},
        {"alpha", "Teacher weight", ParamType::Number, 0.7, 0.0, 1.0, "fraction", {},
         "Part of the teacher in the loss of the recovery, when one is wired."},
        {"temperature", "Temperature", ParamType::Number, 2.0, 0.1, 100.0, "", {},
         "Softens teacher and student before they are compared."},
    };
    for (recipe::ParamSpec spec : trainingParams(2, 5e-5)) {
        if (spec.key == "epochs") {
            spec.title = "Recovery epochs";
            spec.minimum = 0;
            spec.help = "Training after the removal; 0 for none.";
        }
        specs.push_back(std::move(spec));
    }
    return specs;
}

} // namespace

// Removes the attention heads and FFN neurons that the loss misses least by the first-order Taylor
// estimate, then trains what is left (Molchanov et al. 2019; Michel et al. 2019; McCarley et al. 2019).
Stage pruneStructuredStage()
{
    return {{.id = "prune.structured",
             .title = "Heads and FFN",
             .family = recipe::StageFamily::Prune,
             .summary = "Removes the heads and FFN neurons that the loss misses least, then trains what is left.",
             .paper = "Molchanov et al. 2019, Importance Estimation for Neural Network Pruning; "
                      "Michel et al. 2019, Are Sixteen Heads Really Better than One?",
             .params = params(),
             .inputs = {{"model", recipe::PortKind::Model, true, "The fine-tuned model to prune"},
                        {"teacher", recipe::PortKind::Teacher, false, "Soft labels during recovery"}}},
            run};
}

} // namespace lathe::engine
