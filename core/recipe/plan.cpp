#include "core/recipe/plan.h"

#include "core/base/error.h"
#include "core/recipe/expansion.h"
#include "core/recipe/step_names.h"
#include "core/recipe/value_text.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>

namespace lathe::recipe {

namespace {

// One concrete form of a node: its step, and which values were taken at it and at every fanned-out
// node that it descends from.
struct Instance {
    int step = kSourceStep;
    std::map<std::string, size_t> choices;
};

// The union of two sets of choices; absent when they disagree.
std::optional<std::map<std::string, size_t>> merged(std::map<std::string, size_t> a,
                                                    const std::map<std::string, size_t>& b)
{
    for (const auto& [node, choice] : b)
        if (a.emplace(node, choice).first->second != choice)
            return std::nullopt;
    return a;
}

// The values of a parameter in the wanted type, each once.
std::vector<ParamValue> distinctValues(const ParamSpec& spec, const Node& node)
{
    const auto given = node.params.find(spec.key);
    if (given == node.params.end())
        return {normalized(spec, spec.fallback)};
    std::vector<ParamValue> values;
    std::set<ParamValue> seen;
    for (const ParamValue& value : given->second)
        if (seen.insert(normalized(spec, value)).second)
            values.push_back(normalized(spec, value));
    return values;
}

// Every combination of the values of a node's parameters; absent when there are too many.
std::optional<std::vector<Params>> combinations(const StageInfo& stage, const Node& node)
{
    std::vector<Params> result{{}};
    for (const ParamSpec& spec : stage.params) {
        const std::vector<ParamValue> values = distinctValues(spec, node);
        if (result.size() * values.size() > kMostSteps)
            return std::nullopt;
        std::vector<Params> grown;
        for (const Params& params : result)
            for (const ParamValue& value : values) {
                grown.push_back(params);
                grown.back()[spec.key] = value;
            }
        result = std::move(grown);
    }
    return result;
}

// Equal for equal work: stage, values with their types, inputs.
std::string workKey(const StageInfo& stage, const Params& params,
                    const std::map<std::string, int, std::less<>>& inputs)
{
    fmt::memory_buffer key;
    const auto out = std::back_inserter(key);
    fmt::format_to(out, "{}", stage.id);
    for (const auto& [name, value] : params) {
        fmt::format_to(out, "\n{}:{}=", name, value.index());
        if (const auto* text = std::get_if<std::string>(&value))
            fmt::format_to(out, "{}:{}", text->size(), *text);
        else
            std::visit([&](const auto& v) { if constexpr (std::is_arithmetic_v<std::decay_t<decltype(v)>>) fmt::format_to(out, "{}", v); },
                       value);
    }
    for (const auto& [port, from] : inputs)
        fmt::format_to(out, "\n{}<{}", port, from);
    return fmt::to_string(key);
}

class Expander {
public:
    Expander(const Recipe& recipe, const StageCatalog& catalog)
        : m_recipe(recipe), m_catalog(catalog)
    {
        m_instances[kSource] = {Instance{}};
    }

    std::optional<Plan> expand()
    {
        for (const size_t index : topologicalOrder(m_recipe))
            if (!expandNode(m_recipe.nodes[index]))
                return std::nullopt;
        nameSteps(m_plan, m_catalog);
        return std::move(m_plan);
    }

private:
    struct Joined {
        std::map<std::string, int, std::less<>> inputs;
        std::map<std::string, size_t> choices;
    };

    std::optional<std::vector<Joined>> joinInputs(const Node& node) const
    {
        std::vector<Joined> result{{}};
        for (const auto& [port, from] : node.inputs) {
            std::vector<Joined> grown;
            for (const Joined& joined : result)
                for (const Instance& instance : m_instances.at(from)) {
                    auto choices = merged(joined.choices, instance.choices);
                    if (!choices)
                        continue;
                    grown.push_back({joined.inputs, std::move(*choices)});
                    grown.back().inputs[port] = instance.step;
                    if (grown.size() > kMostSteps)
                        return std::nullopt;
                }
            result = std::move(grown);
        }
        return result;
    }

    bool expandNode(const Node& node)
    {
        const StageInfo& stage = *m_catalog.find(node.stage);
        const auto params = combinations(stage, node);
        const auto joined = joinInputs(node);
        if (!params || !joined)
            return false;
        m_instanceCount += params->size() * joined->size();
        if (m_instanceCount > kMostSteps)
            return false;
        auto& instances = m_instances[node.id];
        auto& steps = m_plan.byNode[node.id];
        for (const Joined& input : *joined)
            for (size_t i = 0; i < params->size(); ++i) {
                Instance instance{stepFor(node, stage, (*params)[i], input.inputs), input.choices};
                if (params->size() > 1)
                    instance.choices[node.id] = i;
                if (std::find(steps.begin(), steps.end(), instance.step) == steps.end())
                    steps.push_back(instance.step);
                instances.push_back(std::move(instance));
            }
        return true;
    }

    int stepFor(const Node& node, const StageInfo& stage, const Params& params,
                const std::map<std::string, int, std::less<>>& inputs)
    {
        const std::string work = workKey(stage, params, inputs);
        const auto [it, isNew] = m_byWork.emplace(work, static_cast<int>(m_plan.steps.size()));
        if (isNew)
            m_plan.steps.push_back({node.id, stage.id, params, inputs, {}});
        return it->second;
    }

    const Recipe& m_recipe;
    const StageCatalog& m_catalog;
    Plan m_plan;
    std::map<std::string, std::vector<Instance>, std::less<>> m_instances;
    std::map<std::string, int> m_byWork;
    size_t m_instanceCount = 0;
};

} // namespace

std::vector<size_t> topologicalOrder(const Recipe& recipe)
{
    std::map<std::string_view, size_t> indexOf;
    for (size_t i = 0; i < recipe.nodes.size(); ++i)
        indexOf.emplace(recipe.nodes[i].id, i);
    std::vector<size_t> missing(recipe.nodes.size(), 0); // inputs not placed yet
    std::vector<std::vector<size_t>> users(recipe.nodes.size());
    for (size_t i = 0; i < recipe.nodes.size(); ++i)
        for (const auto& [port, from] : recipe.nodes[i].inputs)
            if (const auto it = indexOf.find(from); it != indexOf.end()) {
                ++missing[i];
                users[it->second].push_back(i);
            }
    std::vector<size_t> order;
    for (size_t i = 0; i < recipe.nodes.size(); ++i)
        if (missing[i] == 0)
            order.push_back(i);
    for (size_t at = 0; at < order.size(); ++at)
        for (const size_t user : users[order[at]])
            if (--missing[user] == 0)
                order.push_back(user);
    return order;
}

std::optional<Plan> expandValid(const Recipe& recipe, const StageCatalog& catalog)
{
    return Expander(recipe, catalog).expand();
}

Plan expand(const Recipe& recipe, const StageCatalog& catalog)
{
    for (const Problem& problem : validate(recipe, catalog)) {
        if (problem.severity != Severity::Error)
            continue;
        const std::string place = problem.node.empty() ? "recipe"
                                  : problem.param.empty()
                                      ? fmt::format("node '{}'", problem.node)
                                      : fmt::format("node '{}', {}", problem.node, problem.param);
        throw badInput("{}: {}", place, problem.text);
    }
    return *expandValid(recipe, catalog); // present: validate() reports a plan that is too large
}

} // namespace lathe::recipe
