#include "core/runner/preflight.h"

#include "core/base/error.h"
#include "core/runner/model_folders.h"

#include <algorithm>

namespace lathe::runner {

namespace {

Error tooLong(const recipe::Recipe& recipe, const std::filesystem::path& model, int maxPositions)
{
    return Error(ErrorKind::BadInput,
                 fmt::format("maxLength is {}, but {} takes at most {} tokens", recipe.maxLength, model.string(),
                             maxPositions),
                 "Lower maxLength");
}

// Of the models that steps name; nodes that have a problem already are left out.
void addFolderProblems(std::vector<recipe::Problem>& problems, const recipe::Recipe& recipe, const recipe::Plan& plan,
                       Engine& engine)
{
    for (const recipe::Step& step : plan.steps)
        for (const std::string& folder : modelFolders(step, engine.stages())) {
            if (std::any_of(problems.begin(), problems.end(), [&](const auto& p) { return p.node == step.node; }))
                continue;
            try {
                if (const ModelFacts facts = engine.inspect(folder); recipe.maxLength > facts.maxPositions)
                    throw tooLong(recipe, folder, facts.maxPositions);
            } catch (const Error& error) { // a finding, not a failure: the next step may have one too
                problems.push_back({recipe::Severity::Error, step.node, "", error.full()});
            }
        }
}

} // namespace

void requireFits(const recipe::Recipe& recipe, const ModelFacts& facts)
{
    if (recipe.maxLength > facts.maxPositions)
        throw tooLong(recipe, recipe.model, facts.maxPositions);
}

std::vector<recipe::Problem> foreseen(const recipe::Recipe& recipe, const recipe::Plan& plan, Engine& engine,
                                      const ModelFacts& facts, const data::LabelSet& labels)
{
    std::vector<recipe::Problem> problems = engine.foresee(plan, recipe.model);
    addFolderProblems(problems, recipe, plan, engine);
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
