#include "core/runner/preflight.h"

#include "core/base/error.h"

namespace lathe::runner {

void requireFits(const recipe::Recipe& recipe, const ModelFacts& facts)
{
    if (recipe.maxLength > facts.maxPositions)
        throw Error(ErrorKind::BadInput,
                    fmt::format("maxLength is {}, but {} takes at most {} tokens", recipe.maxLength,
                                recipe.model.string(), facts.maxPositions),
                    "Lower maxLength");
}

} // namespace lathe::runner
