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

std::vector<recipe::Problem> foreseen(const recipe::Recipe& recipe, const recipe::Plan& plan, Engine& engine,
                                      const ModelFacts& facts, const data::LabelSet& labels)
{
    std::vector<recipe::Problem> problems = engine.foresee(plan, recipe.model);
    if (facts.labels == labels)
        return problems;
    for (const recipe::Step& step : plan.steps)
        for (const auto& [port, from] : step.inputs)
            if (from == recipe::kSourceStep &&
                engine.stages().find(step.stage)->input(port)->kind == recipe::PortKind::Teacher)
                problems.push_back({recipe::Severity::Error, step.node, "",
                                    "the source is asked as a teacher but does not classify with the labels of the "
                                    "data; fine-tune it first"});
    return problems;
}

void requireWorks(const recipe::Recipe& recipe, const recipe::Plan& plan, Engine& engine, const ModelFacts& facts,
                  const data::LabelSet& labels)
{
    for (const recipe::Problem& problem : foreseen(recipe, plan, engine, facts, labels))
        throw badInput("node '{}': {}", problem.node, problem.text);
}

} // namespace lathe::runner
