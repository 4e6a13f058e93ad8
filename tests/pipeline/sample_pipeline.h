#pragma once

#include "core/recipe/plan.h"
#include "core/recipe/recipe.h"

// A literal catalog and the recipe of the design's picture, for tests and for looking at the
// canvas.
namespace lathe::sample {

[[nodiscard]] inline recipe::StageCatalog catalog()
{
    using namespace recipe;
    using enum ParamType;
    const PortSpec model{"model", PortKind::Model, true, ""};
    const PortSpec teacher{"teacher", PortKind::Teacher, true, "soft labels during training"};
    const auto whole = [](std::string key, std::string title, int64_t value, double low,
                          double high, std::string unit, std::string help) {
        return ParamSpec{key, title, Integer, value, low, high, unit, {}, help};
    };
    const auto real = [](std::string key, std::string title, double value, double low, double high,
                         std::string unit, std::string help) {
        return ParamSpec{key, title, Number, value, low, high, unit, {}, help};
    };
    return StageCatalog({
        {"finetune",
         "Fine-tune",
         StageFamily::Train,
         "Trains all weights on the training rows.",
         "Devlin et al. 2019, BERT",
         {whole("epochs", "Epochs", 3, 1, 50, "epochs", "How often every row is seen."),
          real("learningRate", "Learning rate", 5e-5, 1e-7, 1e-2, "",
               "Highest rate of the schedule."),
          whole("batch", "Batch", 16, 1, 512, "rows", "Rows per step."),
          {"shuffle", "Shuffle", Boolean, true, {}, {}, "", {}, "A new order for each epoch."}},
         {model},
         1},
        {"prune.structured",
         "Heads and FFN",
         StageFamily::Prune,
         "Removes the heads and FFN neurons that the loss misses least (first-order Taylor "
         "estimate).",
         "Molchanov et al. 2019, Importance Estimation for Neural Network Pruning",
         {real("sparsity", "Sparsity", 0.5, 0, 0.95, "fraction",
               "Share of the structure that goes."),
          whole("recoveryEpochs", "Recovery epochs", 2, 0, 20, "epochs", "Training after the cut."),
          {"budget",
           "Budget",
           Choice,
           std::string("parameters"),
           {},
           {},
           "",
           {"parameters", "bytes", "latency"},
           "What the share is counted in."},
          whole("calibrationRows", "Calibration rows", 512, 16, 100000, "rows",
                "Rows that importance is estimated on."),
          real("learningRate", "Learning rate", 5e-5, 1e-7, 1e-2, "", "During recovery.")},
         {model},
         1},
        {"prune.vocabulary",
         "Vocabulary",
         StageFamily::Prune,
         "Drops the embeddings of tokens that the training rows never use.",
         "",
         {whole("minimumCount", "Minimum count", 1, 0, 1000, "", "Tokens seen less often go.")},
         {model},
         1},
        {"distill.logits",
         "Logits",
         StageFamily::Distill,
         "Trains a shallower student on the softened answers of a teacher.",
         "Hinton et al. 2015, Distilling the Knowledge in a Neural Network",
         {real("temperature", "Temperature", 2, 1, 20, "", "Softens the teacher's answers."),
          real("alpha", "Alpha", 0.5, 0, 1, "fraction",
               "Weight of the teacher against the labels."),
          {"layers",
           "Layers",
           Text,
           std::string("0, 2, 5"),
           {},
           {},
           "",
           {},
           "Teacher layers that the student starts from."}},
         {model, teacher},
         1},
        {"quantize.int8",
         "Int8",
         StageFamily::Quantize,
         "Stores weights as 8-bit integers per channel and computes in integers.",
         "Jacob et al. 2018, Quantization and Training of Neural Networks",
         {{"activations",
           "Activations",
           Choice,
           std::string("dynamic"),
           {},
           {},
           "",
           {"dynamic", "static"},
           "When their range is found."},
          {"embeddings",
           "Embeddings",
           Boolean,
           true,
           {},
           {},
           "",
           {},
           "Quantize the embedding table too."}},
         {model},
         1},
        {"quantize.int4",
         "Int4 groups",
         StageFamily::Quantize,
         "Stores weights as 4-bit integers in groups that share a scale.",
         "Frantar et al. 2022, GPTQ",
         {whole("groupSize", "Group size", 64, 16, 256, "", "Weights that share a scale.")},
         {model},
         1},
    });
}

[[nodiscard]] inline recipe::Recipe recipe()
{
    using recipe::kSource;
    recipe::Recipe recipe;
    recipe.name = "Threat reports";
    recipe.model = "/models/MiniLM-L6";
    recipe.data.train = "/data/train.tsv";
    recipe.data.test = "/data/test.tsv";
    recipe.nodes = {
        {"tune", "finetune", {{"learningRate", {1e-4}}}, {{"model", kSource}}},
        {"static",
         "quantize.int8",
         {{"activations", {std::string("static")}}},
         {{"model", "tune"}}},
        {"prune", "prune.structured", {{"sparsity", {0.3, 0.5, 0.7}}}, {{"model", "tune"}}},
        {"distill",
         "distill.logits",
         {{"temperature", {4.0}}, {"alpha", {0.7}}},
         {{"model", "tune"}, {"teacher", "tune"}}},
        {"int8", "quantize.int8", {}, {{"model", "prune"}}},
        {"int4",
         "quantize.int4",
         {{"groupSize", {int64_t(32), int64_t(64)}}},
         {{"model", "distill"}}},
    };
    return recipe;
}

} // namespace lathe::sample
