#pragma once

#include "core/recipe/plan.h"

// Four stages as the real ones are described: one of each family.
inline const lathe::recipe::StageCatalog& smallCatalog()
{
    using namespace lathe::recipe;
    static const StageCatalog catalog({
        {"train",
         "Fine-tune",
         StageFamily::Train,
         "",
         "",
         {{"epochs", "Epochs", ParamType::Integer, int64_t(3), 1, 100, "epochs", {}, ""},
          {"learningRate", "Learning rate", ParamType::Number, 5e-5, 0, 1, "", {}, ""},
          {"early", "Early stop", ParamType::Boolean, true, {}, {}, "", {}, ""}},
         {{"model", PortKind::Model, true, ""}},
         1},
        {"prune",
         "Heads and FFN",
         StageFamily::Prune,
         "",
         "",
         {{"sparsity", "Sparsity", ParamType::Number, 0.5, 0, 0.95, "fraction", {}, ""},
          {"scope",
           "Scope",
           ParamType::Choice,
           std::string("both"),
           {},
           {},
           "",
           {"both", "heads", "ffn"},
           ""}},
         {{"model", PortKind::Model, true, ""}},
         1},
        {"distill",
         "Logits",
         StageFamily::Distill,
         "",
         "",
         {{"layers", "Layers", ParamType::Integer, int64_t(3), 1, {}, "layers", {}, ""},
          {"note", "Note", ParamType::Text, std::string(), {}, {}, "", {}, ""}},
         {{"model", PortKind::Model, true, ""}, {"teacher", PortKind::Teacher, true, ""}},
         1},
        {"quantize.int8",
         "Int8",
         StageFamily::Quantize,
         "",
         "",
         {},
         {{"model", PortKind::Model, true, ""}},
         1},
        {"quantize.half", "Half floats", StageFamily::Quantize, "", "", {}, {{"model", PortKind::Model, true, ""}}, 1,
         true, true},
    });
    return catalog;
}

inline lathe::recipe::Recipe recipeWith(std::vector<lathe::recipe::Node> nodes)
{
    lathe::recipe::Recipe recipe;
    recipe.model = "/models/base";
    recipe.data.train = "/data/train.tsv";
    recipe.nodes = std::move(nodes);
    return recipe;
}
