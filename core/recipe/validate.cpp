#include "core/recipe/expansion.h"
#include "core/recipe/graph_edits.h"
#include "core/recipe/nearest.h"
#include "core/recipe/value_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace lathe::recipe {

namespace {

class Validator {
public:
    Validator(const Recipe& recipe, const StageCatalog& catalog, const Surroundings& surroundings)
        : m_recipe(recipe), m_catalog(catalog), m_surroundings(surroundings)
    {
    }

    std::vector<Finding> check()
    {
        m_ids.insert(kSource);
        for (const Node& node : m_recipe.nodes)
            m_ids.insert(node.id);
        checkRecipe();
        checkIds();
        for (const Node& node : m_recipe.nodes) {
            const StageInfo* stage = m_catalog.find(node.stage);
            if (stage) {
                checkParams(node, *stage);
                checkInputs(node, *stage);
            } else {
                error(node.id, "",
                      fmt::format("the stage '{}' is not known{}", node.stage,
                                  suggestion(node.stage, stageIds())));
            }
        }
        checkCycles();
        if (m_findings.empty()) {
            m_plan = expandValid(m_recipe, m_catalog);
            if (m_plan)
                addAdvice(m_recipe, m_catalog, *m_plan, m_surroundings, m_findings);
            else
                error(
                    "", "",
                    fmt::format("the lists of values make more than {} steps; shorten some of them",
                                kMostSteps));
        }
        return std::move(m_findings);
    }
    std::optional<Plan> plan() { return std::move(m_plan); }

private:
    void error(const std::string& node, const std::string& param, std::string text,
               std::optional<Fix> fix = {})
    {
        m_findings.push_back({{Severity::Error, node, param, std::move(text)}, std::move(fix)});
    }

    void checkRecipe()
    {
        const MeasureSpec& measure = m_recipe.measure;
        const double fraction = m_recipe.data.validationFraction;
        if (m_recipe.model.empty())
            error(kSource, "", "no model is chosen; name a model folder");
        if (m_recipe.data.train.empty())
            error(kSource, "", "no training data is chosen; name a CSV, TSV or JSONL file");
        if (!(fraction > 0 && fraction < 0.5))
            error("", "",
                  fmt::format("data.validationFraction must be above 0 and below 0.5, found {:g}",
                              fraction));
        if (m_recipe.maxLength < 3)
            error("", "",
                  fmt::format("maxLength must be at least 3 tokens, found {}", m_recipe.maxLength));
        if (measure.batch < 1)
            error("", "", fmt::format("measure.batch must be at least 1, found {}", measure.batch));
        if (measure.texts < 1)
            error("", "", fmt::format("measure.texts must be at least 1, found {}", measure.texts));
        if (!(measure.secondsPerVariant > 0 && measure.secondsPerVariant <= 3600))
            error("", "",
                  fmt::format(
                      "measure.secondsPerVariant must be above 0 and at most 3600, found {:g}",
                      measure.secondsPerVariant));
    }

    void checkIds()
    {
        std::set<std::string_view> seen;
        for (const Node& node : m_recipe.nodes) {
            const bool legal = !node.id.empty() &&
                               std::all_of(node.id.begin(), node.id.end(), [](unsigned char c) {
                                   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                          (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                                          c == '.';
                               });
            if (node.id == kSource)
                error(
                    node.id, "",
                    "a node cannot be called 'source', which is the model the recipe starts from");
            else if (!legal)
                error(node.id, "",
                      fmt::format("the id '{}' may only hold letters, digits, '-', '_' and '.'",
                                  node.id));
            if (!seen.insert(node.id).second)
                error(node.id, "",
                      fmt::format("the id '{}' is used by several nodes; rename all but one",
                                  node.id));
        }
    }

    void checkParams(const Node& node, const StageInfo& stage)
    {
        std::vector<std::string> known;
        for (const ParamSpec& spec : stage.params)
            known.push_back(spec.key);
        for (const auto& [key, values] : node.params) {
            const ParamSpec* spec = stage.param(key);
            if (!spec) {
                error(node.id, key,
                      fmt::format("{} has no parameter '{}'{}", stage.id, key,
                                  suggestion(key, known)),
                      Fix{"Remove it",
                          [id = node.id, key](Recipe& r) { nodeOf(r, id).params.erase(key); }});
                continue;
            }
            if (values.empty())
                error(node.id, key,
                      fmt::format("{} has an empty list; give a value or remove the key", key));
            for (const ParamValue& value : values)
                if (std::string text = spec->problemWith(value); !text.empty())
                    error(node.id, key, std::move(text),
                          Fix{fmt::format("Reset to {}", toText(spec->fallback)),
                              [id = node.id, key](Recipe& r) { nodeOf(r, id).params.erase(key); }});
        }
    }

    void checkInputs(const Node& node, const StageInfo& stage)
    {
        std::vector<std::string> ports;
        for (const PortSpec& port : stage.inputs) {
            ports.push_back(port.name);
            if (port.required && !node.inputs.contains(port.name))
                error(node.id, "", fmt::format("the input '{}' is not connected", port.name),
                      fixOpen(node, port));
        }
        for (const auto& [port, from] : node.inputs) {
            if (!stage.input(port))
                error(
                    node.id, "",
                    fmt::format("{} has no input '{}'{}", stage.id, port, suggestion(port, ports)));
            else if (!m_ids.contains(from))
                error(
                    node.id, "",
                    fmt::format("the input '{}' comes from '{}', which is no node of the recipe{}",
                                port, from, suggestion(from, nodeIds())));
            else
                checkTrainable(node, stage, port, from);
        }
    }

    // The teacher that is meant where none is wired is the model before the stage.
    std::optional<Fix> fixOpen(const Node& node, const PortSpec& port) const
    {
        const std::string model = modelOf(m_recipe, node.id);
        if (port.kind != PortKind::Teacher || model.empty() || (model != kSource && !m_recipe.node(model)))
            return {};
        return Fix{fmt::format("Take '{}' as teacher", model),
                   [id = node.id, name = port.name, model](Recipe& r) { nodeOf(r, id).inputs[name] = model; }};
    }

    // What a quantizing stage gives is packed for inference: it can be asked as a teacher, and
    // changed only by stages that know its form.
    void checkTrainable(const Node& node, const StageInfo& stage, const std::string& port,
                        const std::string& from)
    {
        if (stage.input(port)->kind != PortKind::Model)
            return;
        std::string text = whyNotAfter(m_recipe, m_catalog, from, stage, {});
        if (text.empty())
            return;
        const std::string before = modelOf(m_recipe, from);
        std::optional<Fix> fix;
        if (before.empty() || from == node.id)
            fix.reset();
        else if (stage.family == StageFamily::Quantize)
            fix = Fix{fmt::format("Connect '{}' instead", before),
                      [id = node.id, port, before](Recipe& r) { nodeOf(r, id).inputs[port] = before; }};
        else
            fix = Fix{"Put it before the quantization",
                      [id = node.id, from](Recipe& r) { swapOrder(r, from, id); }};
        error(node.id, "", std::move(text), std::move(fix));
    }

    void checkCycles()
    {
        const std::vector<size_t> order = topologicalOrder(m_recipe);
        const std::set<size_t> placed(order.begin(), order.end());
        for (size_t i = 0; i < m_recipe.nodes.size(); ++i)
            if (!placed.contains(i)) {
                error(m_recipe.nodes[i].id, "",
                      "the connections form a circle; remove one of them");
                return; // one circle is reported once, at its first node in the recipe's order
            }
    }

    std::vector<std::string> nodeIds() const
    {
        std::vector<std::string> ids{kSource};
        for (const Node& node : m_recipe.nodes)
            ids.push_back(node.id);
        return ids;
    }

    std::vector<std::string> stageIds() const
    {
        std::vector<std::string> ids;
        for (const StageInfo& stage : m_catalog.all())
            ids.push_back(stage.id);
        return ids;
    }

    const Recipe& m_recipe;
    const StageCatalog& m_catalog;
    const Surroundings& m_surroundings;
    std::vector<Finding> m_findings;
    std::optional<Plan> m_plan; // of a recipe without errors
    std::set<std::string_view> m_ids; // what a wire can start at
};

} // namespace

std::vector<Finding> examine(const Recipe& recipe, const StageCatalog& catalog,
                             const Surroundings& surroundings, std::optional<Plan>* plan)
{
    Validator validator(recipe, catalog, surroundings);
    std::vector<Finding> findings = validator.check();
    if (plan)
        *plan = validator.plan();
    return findings;
}

std::vector<Problem> validate(const Recipe& recipe, const StageCatalog& catalog)
{
    std::vector<Problem> problems;
    for (Finding& finding : examine(recipe, catalog))
        problems.push_back(std::move(finding.problem));
    return problems;
}

} // namespace lathe::recipe
