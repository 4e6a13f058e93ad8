#include "core/recipe/expansion.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace lathe::recipe {

namespace {

constexpr size_t kManySteps = 60; // more is possible, but seldom meant

void adviseSource(const Recipe& recipe, const StageCatalog& catalog, std::vector<Problem>& problems)
{
    for (const Node& node : recipe.nodes) {
        const StageInfo& stage = *catalog.find(node.stage);
        for (const auto& [port, from] : node.inputs) {
            if (from != kSource)
                continue;
            const bool asked = stage.input(port)->kind == PortKind::Teacher;
            // Training gives the model a head for the labels; nothing else does.
            if (asked || stage.family == StageFamily::Prune ||
                stage.family == StageFamily::Quantize)
                problems.push_back({Severity::Advice, node.id, "",
                                    fmt::format("the source is used as {} without training first: "
                                                "that needs a source which already "
                                                "classifies with the labels of the data; otherwise "
                                                "put a training stage before",
                                                asked ? "teacher" : "model")});
        }
    }
}

void adviseDuplicates(const Recipe& recipe, const Plan& plan, std::vector<Problem>& problems)
{
    std::map<std::vector<int>, std::string>
        nodeOf; // the steps it stands for -> the first such node
    for (const Node& node : recipe.nodes) {
        auto steps = plan.byNode.find(node.id)->second;
        std::sort(steps.begin(), steps.end());
        const auto [first, isNew] = nodeOf.emplace(std::move(steps), node.id);
        if (!isNew)
            problems.push_back(
                {Severity::Advice, node.id, "",
                 fmt::format("does the same work as '{}'; it is computed once", first->second)});
    }
}

void adviseLists(const Recipe& recipe, std::vector<Problem>& problems)
{
    for (const Node& node : recipe.nodes)
        for (const auto& [key, values] : node.params)
            if (std::set<ParamValue>(values.begin(), values.end()).size() < values.size())
                problems.push_back(
                    {Severity::Advice, node.id, key,
                     fmt::format("{} lists a value twice; it is computed once", key)});
}

} // namespace

void addAdvice(const Recipe& recipe, const StageCatalog& catalog, const Plan& plan,
               std::vector<Problem>& problems)
{
    const auto advise = [&](std::string text) {
        problems.push_back({Severity::Advice, "", "", std::move(text)});
    };
    if (recipe.nodes.empty())
        advise("the recipe has no stage: only the source is measured");
    if (plan.steps.size() > kManySteps)
        advise(fmt::format("the lists of values make {} steps; each is computed and measured",
                           plan.steps.size()));
    if (recipe.measure.speed && recipe.measure.texts < recipe.measure.batch)
        advise(fmt::format("speed is measured on {} texts, fewer than one batch of {}: throughput "
                           "will be that of a "
                           "smaller batch",
                           recipe.measure.texts, recipe.measure.batch));
    if (!recipe.data.train.empty() && recipe.data.train == recipe.data.test)
        advise("the test file is the training file: accuracy will look better than it is");
    adviseSource(recipe, catalog, problems);
    adviseLists(recipe, problems);
    adviseDuplicates(recipe, plan, problems);
}

} // namespace lathe::recipe
