#include "core/recipe/expansion.h"
#include "core/recipe/graph_edits.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace lathe::recipe {

namespace {

constexpr size_t kManySteps = 60; // more is possible, but seldom meant

// A stage that gives the source a head: one that is there already, or a new one.
Fix trainFirst(const Recipe& recipe, const StageCatalog& catalog, const std::string& id,
               const std::string& port)
{
    const StageInfo* trains = nullptr;
    for (const StageInfo& stage : catalog.all())
        if (!trains && stage.family == StageFamily::Train)
            trains = &stage;
    for (const Node& node : recipe.nodes)
        if (node.id != id && catalog.find(node.stage)->family == StageFamily::Train &&
            modelOf(recipe, node.id) == kSource)
            return {fmt::format("Take '{}' instead", node.id),
                    [id, port, tuned = node.id](Recipe& r) { nodeOf(r, id).inputs[port] = tuned; }};
    if (!trains)
        return {};
    return {fmt::format("Put {} before", trains->title),
            [id, port, stage = trains->id](Recipe& r) {
                Node node{freshId(r, stage.substr(stage.rfind('.') + 1)), stage, {}, {{"model", kSource}}};
                for (auto& [name, from] : nodeOf(r, id).inputs)
                    if (from == kSource)
                        from = node.id;
                r.nodes.push_back(std::move(node));
            }};
}

void adviseSource(const Recipe& recipe, const StageCatalog& catalog,
                  const Surroundings& surroundings, std::vector<Finding>& findings)
{
    if (surroundings.classifies.value_or(false))
        return;
    for (const Node& node : recipe.nodes) {
        const StageInfo& stage = *catalog.find(node.stage);
        if (stage.id == "prune.movement")
            continue; // prunes while it fine-tunes: the source is what it wants
        for (const auto& [port, from] : node.inputs) {
            if (from != kSource)
                continue;
            const bool asked = stage.input(port)->kind == PortKind::Teacher;
            // Training gives the model a head for the labels; nothing else does.
            if (!asked && stage.family != StageFamily::Prune && stage.family != StageFamily::Quantize)
                continue;
            Fix fix = trainFirst(recipe, catalog, node.id, port);
            findings.push_back({{Severity::Advice, node.id, "",
                                 fmt::format("the source is used as {} without training first: "
                                             "that needs a source which already "
                                             "classifies with the labels of the data; otherwise "
                                             "put a training stage before",
                                             asked ? "teacher" : "model")},
                                fix.apply ? std::optional(std::move(fix)) : std::nullopt});
        }
    }
}

void adviseDuplicates(const Recipe& recipe, const Plan& plan, std::vector<Finding>& findings)
{
    std::map<std::vector<int>, std::string>
        nodeOfSteps; // the steps it stands for -> the first such node
    for (const Node& node : recipe.nodes) {
        auto steps = plan.byNode.find(node.id)->second;
        std::sort(steps.begin(), steps.end());
        const auto [first, isNew] = nodeOfSteps.emplace(std::move(steps), node.id);
        if (!isNew)
            findings.push_back(
                {{Severity::Advice, node.id, "",
                  fmt::format("does the same work as '{}'; it is computed once", first->second)},
                 Fix{"Remove the copy", [id = node.id, kept = first->second](Recipe& r) {
                         dropNode(r, id, kept);
                     }}});
    }
}

void adviseLists(const Recipe& recipe, std::vector<Finding>& findings)
{
    for (const Node& node : recipe.nodes)
        for (const auto& [key, values] : node.params)
            if (std::set<ParamValue>(values.begin(), values.end()).size() < values.size())
                findings.push_back(
                    {{Severity::Advice, node.id, key,
                      fmt::format("{} lists a value twice; it is computed once", key)},
                     Fix{"Keep each value once", [id = node.id, key = key](Recipe& r) {
                             auto& list = nodeOf(r, id).params.find(key)->second;
                             std::vector<ParamValue> once;
                             for (const ParamValue& value : list)
                                 if (std::find(once.begin(), once.end(), value) == once.end())
                                     once.push_back(value);
                             list = std::move(once);
                         }}});
}

void adviseMeasure(const Recipe& recipe, const Surroundings& surroundings,
                   std::vector<Finding>& findings)
{
    const int batch = recipe.measure.batch;
    if (recipe.measure.speed && recipe.measure.texts < batch)
        findings.push_back(
            {{Severity::Advice, "", "",
              fmt::format("speed is measured on {} texts, fewer than one batch of {}: throughput "
                          "will be that of a "
                          "smaller batch",
                          recipe.measure.texts, batch)},
             Fix{fmt::format("Measure on {} texts", 4 * batch),
                 [batch](Recipe& r) { r.measure.texts = 4 * batch; }}});
    if (const auto most = surroundings.maxPositions; most && *most > 0 && recipe.maxLength > *most)
        findings.push_back(
            {{Severity::Advice, kSource, "",
              fmt::format("texts may be {} tokens long, but the model has positions for {} only",
                          recipe.maxLength, *most)},
             Fix{fmt::format("Cut texts at {} tokens", *most),
                 [most = *most](Recipe& r) { r.maxLength = most; }}});
}

} // namespace

void addAdvice(const Recipe& recipe, const StageCatalog& catalog, const Plan& plan,
               const Surroundings& surroundings, std::vector<Finding>& findings)
{
    const auto advise = [&](std::string text) {
        findings.push_back({{Severity::Advice, "", "", std::move(text)}, {}});
    };
    if (recipe.nodes.empty())
        advise("the recipe has no stage: only the source is measured");
    if (plan.steps.size() > kManySteps)
        advise(fmt::format("the lists of values make {} steps; each is computed and measured",
                           plan.steps.size()));
    adviseMeasure(recipe, surroundings, findings);
    if (!recipe.data.train.empty() && recipe.data.train == recipe.data.test)
        advise("the test file is the training file: accuracy will look better than it is");
    adviseSource(recipe, catalog, surroundings, findings);
    addStageAdvice(recipe, catalog, surroundings, findings);
    adviseLists(recipe, findings);
    adviseDuplicates(recipe, plan, findings);
}

} // namespace lathe::recipe
