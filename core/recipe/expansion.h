#pragma once

#include "core/recipe/findings.h"

#include <optional>

namespace lathe::recipe {

inline constexpr size_t kMostSteps = 10'000;

// Indices of the nodes such that inputs come before their users, otherwise in the recipe's order.
// Nodes that lie on a cycle, or behind one, are left out. Inputs that name no node are ignored.
[[nodiscard]] std::vector<size_t> topologicalOrder(const Recipe& recipe);

// The plan of a recipe that validates; absent when it would exceed kMostSteps.
[[nodiscard]] std::optional<Plan> expandValid(const Recipe& recipe, const StageCatalog& catalog);

// Append advice in the field's terms for a recipe without errors: on the graph, and on its stages.
void addAdvice(const Recipe& recipe, const StageCatalog& catalog, const Plan& plan,
               const Surroundings& surroundings, std::vector<Finding>& findings);
void addStageAdvice(const Recipe& recipe, const StageCatalog& catalog,
                    const Surroundings& surroundings, std::vector<Finding>& findings);

} // namespace lathe::recipe
