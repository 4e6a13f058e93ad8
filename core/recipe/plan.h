#pragma once

#include "core/recipe/recipe.h"

namespace lathe::recipe {

enum class Severity { Error, Advice };

// Something about a recipe that stops it from running, or that its user should know.
struct Problem {
    Severity severity = Severity::Error;
    std::string node;  // empty: the recipe as a whole
    std::string param; // empty: the node as a whole
    std::string text;  // what is wrong and what to do
};

// Checks everything that needs no file to be read: stages and parameters known and in range, ports
// wired to existing nodes, no cycle, unique ids; and gives advice in the field's terms.
[[nodiscard]] std::vector<Problem> validate(const Recipe& recipe, const StageCatalog& catalog);

inline constexpr int kSourceStep = -1;

// One concrete piece of work: a stage with one value for each parameter.
struct Step {
    std::string node; // first node that stands for it
    std::string stage;
    Params params;                                  // complete
    std::map<std::string, int, std::less<>> inputs; // port -> index in Plan::steps, or kSourceStep
    std::string
        label; // "Heads and FFN 0.5": see step_names.h
};

// The recipe expanded: inputs come before the steps that use them; equal work appears once.
struct Plan {
    std::vector<Step> steps;

    // The steps that a node stands for.
    std::map<std::string, std::vector<int>, std::less<>> byNode;
};

// Fans out every list of values. A node that joins several inputs pairs them consistently: where
// both descend from the same fanned-out node, they descend from the same value of it. Throws Error
// (BadInput) with the first problem of severity Error, naming node and parameter, and when the plan
// would exceed 10,000 steps.
[[nodiscard]] Plan expand(const Recipe& recipe, const StageCatalog& catalog);

} // namespace lathe::recipe
