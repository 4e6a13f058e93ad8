#pragma once

#include "core/runner/engine.h"

namespace lathe::runner {

// Throws Error when the recipe asks for more tokens than the model has positions for.
void requireFits(const recipe::Recipe& recipe, const ModelFacts& facts);

// The steps that cannot work: what the engine foresees on the recipe's model, and those that ask the source as a
// teacher although it has no head for `labels`, the data's in the order that the model has them.
[[nodiscard]] std::vector<recipe::Problem> foreseen(const recipe::Recipe& recipe, const recipe::Plan& plan,
                                                    Engine& engine, const ModelFacts& facts,
                                                    const data::LabelSet& labels);
// Throws Error with the first of them.
void requireWorks(const recipe::Recipe& recipe, const recipe::Plan& plan, Engine& engine, const ModelFacts& facts,
                  const data::LabelSet& labels);

} // namespace lathe::runner
