#include "core/base/error.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/training/trainer.h"

#include <set>

namespace lathe::engine {

namespace {

// Which of n layers a student of k starts from.
std::vector<int> chosenLayers(const std::string& choice, int k, int n)
{
    std::vector<int> layers;
    for (int i = 0; i < k; ++i) {
        if (choice == "first")
            layers.push_back(i);
        else if (choice == "last")
            layers.push_back(n - k + i);
        else
            layers.push_back(k == 1 ? 0 : i * (n - 1) / (k - 1));
    }
    return layers;
}

Checkpoint withLayers(const Checkpoint& model, const std::vector<int>& layers)
{
    Checkpoint student = model;
    student.weights.clear();
    student.architecture.layers.clear();
    for (const auto& [name, weight] : model.weights)
        if (!name.starts_with("layers."))
            student.weights[name] = weight;
    for (size_t to = 0; to < layers.size(); ++to) {
        const int from = layers[to];
        student.architecture.layers.push_back(model.architecture.layers[size_t(from)]);
        const std::string prefix = fmt::format("layers.{}.", from);
        for (auto it = model.weights.lower_bound(prefix); it != model.weights.end() && it->first.starts_with(prefix);
             ++it)
            student.weights[fmt::format("layers.{}.{}", to, it->first.substr(prefix.size()))] = it->second;
    }
    return student;
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint& model = inputs.at("model");
    requireFloat(model, "model");
    const int available = int(model.architecture.layers.size());
    const int wanted = param<int>(params, "layers");
    if (wanted > available)
        throw Error(ErrorKind::BadInput, fmt::format("the student is to have {} layers but the model has {}", wanted, available),
                    "Choose fewer layers");
    const std::vector<int> layers = chosenLayers(param<std::string>(params, "choice"), wanted, available);
    Checkpoint student = withLayers(model, layers);
    if (student.labels != context.data.labels)
        student = withNewHead(student, context.data, context.seed);
    context.details["fromLayers"] = layers;

    TrainingRows rows = trainingRows(student, context);
    augment(rows, student, param<int>(params, "maskedCopies"), param<double>(params, "maskedShare"), context);
    TrainingOptions options = trainingOptions(params);
    askTeachers(inputs, student, rows, options, context);
    return train(student, rows, options, context);
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    std::vector<recipe::ParamSpec> specs = {
        {"layers", "Layers", ParamType::Integer, int64_t(3), 1, 200, "layers", {}, "Depth of the student.", true},
        {"choice", "Start from", ParamType::Choice, std::string("even"), {}, {}, "", {"even", "first", "last"},
         "Which of the model's layers the student starts from."},
    };
    return joined(joined(std::move(specs), augmentationParams()), joined(teacherParams(0.7), trainingParams(4, 1e-4)));
}

} // namespace

// A student with fewer layers, started from the model's own, learns the teacher's logits and the labels
// (Hinton et al. 2015, section 2; initialisation from the teacher's layers as in Sanh et al. 2019,
// section 3). The teacher's logits are computed once.
Stage distillLogitsStage()
{
    return {{.id = "distill.logits",
             .title = "Distil logits",
             .family = recipe::StageFamily::Distill,
             .summary = "Trains a shallower student, started from the model's layers, on the teacher's answers.",
             .paper = "Hinton et al. 2015, Distilling the Knowledge in a Neural Network; Sanh et al. 2019, DistilBERT",
             .params = params(),
             .inputs = {{"model", recipe::PortKind::Model, true, "The model whose layers the student starts from"},
                        {"teacher", recipe::PortKind::Teacher, true, "The model whose answers it learns"},
                        {"teacher2", recipe::PortKind::Teacher, false, "Another teacher; their logits are averaged"},
                        {"teacher3", recipe::PortKind::Teacher, false, "Another teacher"}},
             .version = 2},
            run};
}

} // namespace lathe::engine
