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

// "0.5", "4 layers", "1 point"; nothing for a count of 0, which stands for no limit.
std::string telling(const ParamSpec& spec, const ParamValue& value)
{
    const std::string text = toText(value);
    if (spec.unit.empty() || spec.unit == "fraction")
        return " " + text;
    if (const auto* count = std::get_if<int64_t>(&value); count && *count == 0)
        return "";
    const bool one = text == "1" && spec.unit.ends_with('s');
    return fmt::format(" {} {}", text, one ? spec.unit.substr(0, spec.unit.size() - 1) : spec.unit);
}

std::string nameOf(const StageInfo& stage, const Params& params,
                   const std::map<std::string, std::set<ParamValue>>& values)
{
    std::string name = stage.title, others;
    for (const ParamSpec& spec : stage.params) {
        const ParamValue& value = params.at(spec.key);
        if (spec.telling)
            name += telling(spec, value);
        else if (values.at(spec.key).size() > 1)
            others += fmt::format("{}{} {}", others.empty() ? " · " : ", ", lowerFirst(spec.title), toText(value));
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
