#include "core/engine/stages/training/training_params.h"

#include "core/base/error.h"
#include "core/engine/stages/stage.h"

#include <iterator>

namespace lathe::engine {

std::vector<recipe::ParamSpec> trainingParams(double epochs, double learningRate)
{
    using recipe::ParamType;
    return {
        {"epochs", "Epochs", ParamType::Number, epochs, 0.1, 100, "epochs", {},
         "Passes over the training split; a fraction stops within one."},
        {"learningRate", "Learning rate", ParamType::Number, learningRate, 1e-8, 0.1, "", {},
         "Highest rate of AdamW, reached after the warm-up; it then falls to zero."},
        {"headRate", "Head rate", ParamType::Number, 1.0, 0.01, 1000.0, "factor", {},
         "Factor on the learning rate of the classification head; a new head learns faster with 10."},
        {"batchSize", "Batch size", ParamType::Integer, int64_t(32), 1, 1024, "rows", {},
         "Rows per step, grouped by length."},
        {"warmup", "Warm-up", ParamType::Number, 0.1, 0, 0.9, "fraction", {},
         "Part of the steps in which the rate rises from zero."},
        {"weightDecay", "Weight decay", ParamType::Number, 0.01, 0, 1, "", {}, "Of matrices, decoupled."},
        {"clip", "Gradient clip", ParamType::Number, 1.0, 0, 1000, "norm", {},
         "Largest norm of all gradients together; 0 for none."},
        {"dropout", "Dropout", ParamType::Boolean, true, {}, {}, "", {},
         "At the rates that config.json publishes."},
        {"frozenLayers", "Frozen layers", ParamType::Integer, int64_t(0), 0, 1000, "layers", {},
         "The embeddings and so many first layers keep their weights and run without dropout, once for all epochs; "
         "0 trains everything."},
        {"patience", "Patience", ParamType::Integer, int64_t(0), 0, 100, "epochs", {},
         "Stop after so many epochs without a better validation figure; 0 for never."},
    };
}

std::vector<recipe::ParamSpec> teacherParams(double alpha)
{
    using recipe::ParamType;
    return {
        {"alpha", "Teacher weight", ParamType::Number, alpha, 0.0, 1.0, "fraction", {},
         "Part of the teacher in the loss, when one is wired; the rest is the labels."},
        {"temperature", "Temperature", ParamType::Number, 2.0, 0.1, 100.0, "", {},
         "Softens teacher and student before they are compared."},
    };
}

std::vector<recipe::PortSpec> taughtPorts(const std::string& model, const std::string& teacher)
{
    using recipe::PortKind;
    return {{"model", PortKind::Model, true, model},
            {"teacher", PortKind::Teacher, false, teacher},
            {"teacher2", PortKind::Teacher, false, "Another teacher; their logits are averaged"},
            {"teacher3", PortKind::Teacher, false, "Another teacher"}};
}

std::vector<recipe::ParamSpec> augmentationParams()
{
    using recipe::ParamType;
    return {
        {"maskedCopies", "Masked copies", ParamType::Integer, int64_t(0), 0, 100, "copies", {},
         "Copies of every text with some tokens masked, which only the teacher labels."},
        {"maskedShare", "Masked share", ParamType::Number, 0.15, 0.0, 0.9, "fraction", {},
         "Part of the tokens that a copy masks."},
    };
}

std::vector<recipe::ParamSpec> recoveryParams(double epochs, double learningRate)
{
    std::vector<recipe::ParamSpec> specs = joined(teacherParams(0.7), trainingParams(epochs, learningRate));
    for (recipe::ParamSpec& spec : specs) {
        if (spec.key == "epochs") {
            spec.title = "Recovery epochs";
            spec.minimum = 0;
            spec.help = "Training after the change, over all rounds together; 0 for none.";
        }
    }
    return specs;
}

std::vector<recipe::ParamSpec> joined(std::vector<recipe::ParamSpec> first, std::vector<recipe::ParamSpec> second)
{
    std::move(second.begin(), second.end(), std::back_inserter(first));
    return first;
}

TrainingOptions trainingOptions(const recipe::Params& params)
{
    TrainingOptions options;
    const auto read = [&](const char* key, auto& to) {
        if (params.contains(key))
            to = param<std::remove_reference_t<decltype(to)>>(params, key);
    };
    read("epochs", options.epochs);
    read("learningRate", options.learningRate);
    read("headRate", options.headRate);
    read("batchSize", options.batchSize);
    read("warmup", options.warmup);
    read("weightDecay", options.weightDecay);
    read("clip", options.clip);
    read("dropout", options.dropout);
    read("frozenLayers", options.frozenLayers);
    read("patience", options.patience);
    read("adapterRank", options.adapterRank);
    if (params.contains("adapted"))
        options.adaptsFfn = param<std::string>(params, "adapted") == "all linear";
    read("alpha", options.alpha);
    read("temperature", options.temperature);
    return options;
}

void checkFrozen(const Architecture& model, const TrainingOptions& options)
{
    const int layers = int(model.layers.size());
    if (options.frozenLayers > layers)
        throw Error(ErrorKind::BadInput,
                    fmt::format("{} layers are to be frozen but the model has {}", options.frozenLayers, layers),
                    "Freeze fewer layers");
}

} // namespace lathe::engine
