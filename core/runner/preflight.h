#pragma once

#include "core/runner/engine.h"

namespace lathe::runner {

// Throws Error when the recipe asks for more tokens than the model has positions for.
void requireFits(const recipe::Recipe& recipe, const ModelFacts& facts);

} // namespace lathe::runner
