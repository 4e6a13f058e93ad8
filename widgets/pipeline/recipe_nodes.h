#pragma once

#include "core/recipe/recipe.h"

namespace lathe::widgets {

// Small questions about the nodes of a recipe that its edits share.

[[nodiscard]] recipe::Node* findNode(recipe::Recipe& recipe, const std::string& id); // or null

// Whether a wire can start there: a node, or the source.
[[nodiscard]] bool hasEnd(const recipe::Recipe& recipe, const std::string& id);


// "structured" of "structured-2", so that a copy is numbered again, not "structured-2-2".
[[nodiscard]] std::string withoutNumber(const std::string& id);

} // namespace lathe::widgets
