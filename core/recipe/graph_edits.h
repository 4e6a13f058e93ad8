#pragma once

#include "core/recipe/stage_info.h"
#include "core/recipe/recipe.h"

namespace lathe::recipe {

// Small edits of a recipe's graph that fixes are made of. Nodes that are named must exist.
[[nodiscard]] Node& nodeOf(Recipe& recipe, const std::string& id);
// What is wired to the port "model"; empty: nothing.
[[nodiscard]] std::string modelOf(const Recipe& recipe, const std::string& id);
// All wires that leave `from` leave `to` instead, apart from those into `except`.
void rewire(Recipe& recipe, const std::string& from, const std::string& to,
            const std::string& except = {});
// Takes a node out; what used it uses `instead`.
void dropNode(Recipe& recipe, const std::string& id, const std::string& instead);
// Puts a node of the stage between `user` and its port "model"; returns its id.
std::string insertBefore(Recipe& recipe, const std::string& user, const std::string& stage);
// Turns "quantize, then train" into "train, then quantize": `later` takes the model that `earlier`
// took, and what used `later` gets it quantized. A copy is made where others still use `earlier`.
void swapOrder(Recipe& recipe, const std::string& earlier, const std::string& later);

// An id that is not taken: "structured", then "structured-2".
[[nodiscard]] std::string freshId(const Recipe& recipe, const std::string& base);

} // namespace lathe::recipe
