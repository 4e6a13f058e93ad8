#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/engine/torch_engine.h"
#include "core/recipe/recipe_file.h"
#include "core/recipe/value_text.h"

#include <fmt/ranges.h>

namespace lathe::cli {

using nlohmann::json;
using recipe::ParamSpec;
using recipe::ParamType;
using recipe::StageInfo;

namespace {

std::string_view typeName(ParamType type)
{
    switch (type) {
    case ParamType::Boolean:
        return "boolean";
    case ParamType::Integer:
        return "integer";
    case ParamType::Number:
        return "number";
    case ParamType::Text:
        return "text";
    case ParamType::Choice:
        return "choice";
    }
    return "";
}

json toJson(const ParamSpec& spec)
{
    json out = {{"key", spec.key},
                {"title", spec.title},
                {"type", typeName(spec.type)},
                {"default", recipe::toJson(spec.fallback)},
                {"unit", spec.unit},
                {"help", spec.help}};
    if (spec.minimum)
        out["minimum"] = *spec.minimum;
    if (spec.maximum)
        out["maximum"] = *spec.maximum;
    if (!spec.choices.empty())
        out["choices"] = spec.choices;
    return out;
}

json toJson(const StageInfo& stage)
{
    json params = json::array(), inputs = json::array();
    for (const ParamSpec& spec : stage.params)
        params.push_back(toJson(spec));
    for (const recipe::PortSpec& port : stage.inputs)
        inputs.push_back({{"name", port.name},
                          {"kind", port.kind == recipe::PortKind::Teacher ? "teacher" : "model"},
                          {"required", port.required},
                          {"help", port.help}});
    return {{"id", stage.id},
            {"title", stage.title},
            {"family", recipe::toString(stage.family)},
            {"summary", stage.summary},
            {"paper", stage.paper},
            {"version", stage.version},
            {"params", params},
            {"inputs", inputs}};
}

std::string describe(const StageInfo& stage)
{
    std::string text = fmt::format("{}  {} ({})\n    {}\n", stage.id, stage.title,
                                   recipe::toString(stage.family), stage.summary);
    if (!stage.paper.empty())
        text += fmt::format("    {}\n", stage.paper);
    std::vector<std::string> ports;
    for (const recipe::PortSpec& port : stage.inputs)
        ports.push_back(port.name);
    text += fmt::format("    inputs: {}\n", fmt::join(ports, ", "));
    for (const ParamSpec& spec : stage.params) {
        std::string range;
        if (spec.minimum && spec.maximum)
            range = fmt::format(", {:g} to {:g}", *spec.minimum, *spec.maximum);
        else if (spec.minimum)
            range = fmt::format(", at least {:g}", *spec.minimum);
        else if (!spec.choices.empty())
            range = fmt::format(", one of {}", fmt::join(spec.choices, ", "));
        text += fmt::format("    {} = {}{}{}  ({})  {}\n", spec.key, recipe::toText(spec.fallback),
                            spec.unit.empty() ? "" : " ", spec.unit,
                            std::string(typeName(spec.type)) + range, spec.help);
    }
    return text;
}

} // namespace

void addStages(CLI::App& app, Action& action)
{
    auto* verb =
        app.add_subcommand("stages", "List the stages a recipe can hold, with their parameters");
    auto asJson = std::make_shared<bool>(false);
    verb->add_flag("--json", *asJson, "Print as JSON");
    verb->callback([=, &action] {
        action = [=] {
            const engine::TorchEngine engine;
            json all = json::array();
            std::string text;
            for (const StageInfo& stage : engine.stages().all()) {
                all.push_back(toJson(stage));
                text += (text.empty() ? "" : "\n") + describe(stage);
            }
            if (*asJson)
                printJson(all);
            else
                print(text);
            return kDone;
        };
    });
}

} // namespace lathe::cli
