#pragma once

#include "core/runner/engine.h"

namespace lathe::runner {

// Throws Error when the recipe asks for more tokens than the model has positions for.
void requireFits(const recipe::Recipe& recipe, const ModelFacts& facts);

// Throws Error with the first step that the engine foresees to fail on the recipe's model.
void requireWorks(const recipe::Recipe& recipe, const recipe::Plan& plan, Engine& engine);

} // namespace lathe::runner
