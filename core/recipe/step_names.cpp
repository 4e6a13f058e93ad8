#include "core/recipe/step_names.h"

#include "core/recipe/value_text.h"

#include <cctype>
#include <set>

namespace lathe::recipe {

namespace {

using Varying = std::map<std::string, std::map<std::string, std::set<ParamValue>>>; // stage, key, values

std::string lowerFirst(std::string text)
{
    // "Learning rate" reads better in a row of words as "learning rate"; "FFN share" stays.
    const bool acronym = text.size() > 1 && std::isupper(static_cast<unsigned char>(text[1]));
    if (!text.empty() && !acronym)
        text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

std::string nameOf(const StageInfo& stage, const Params& params,
                   const std::map<std::string, std::set<ParamValue>>& values)
{
    std::string name = stage.title, others;
    for (const ParamSpec& spec : stage.params) {
        const std::string text = toText(params.at(spec.key));
        if (spec.telling)
            name += spec.unit.empty() || spec.unit == "fraction" ? fmt::format(" {}", text)
                                                                 : fmt::format(" {} {}", text, spec.unit);
        else if (values.at(spec.key).size() > 1)
            others += fmt::format("{}{} {}", others.empty() ? " · " : ", ", lowerFirst(spec.title), text);
    }
    return name + others;
}

} // namespace

void nameSteps(Plan& plan, const StageCatalog& catalog)
{
    Varying varying;
    for (const Step& step : plan.steps)
        for (const auto& [key, value] : step.params)
            varying[step.stage][key].insert(value);
    for (Step& step : plan.steps)
        step.label = nameOf(*catalog.find(step.stage), step.params, varying[step.stage]);
}

} // namespace lathe::recipe
