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

void requireWorks(const recipe::Recipe& recipe, const recipe::Plan& plan, Engine& engine)
{
    for (const recipe::Problem& problem : engine.foresee(plan, recipe.model))
        throw badInput("node '{}': {}", problem.node, problem.text);
}

} // namespace lathe::runner
