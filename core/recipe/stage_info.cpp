#include "core/recipe/stage_info.h"

#include "core/recipe/nearest.h"
#include "core/recipe/value_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/ranges.h>

namespace lathe::recipe {

namespace {

std::string found(const ParamValue& value)
{
    if (std::holds_alternative<bool>(value))
        return std::get<bool>(value) ? "true" : "false";
    if (std::holds_alternative<std::string>(value))
        return fmt::format("'{}'", std::get<std::string>(value));
    return toText(value);
}

std::string rangeProblem(const ParamSpec& spec, double number, const std::string& text)
{
    const bool low = spec.minimum && number < *spec.minimum;
    const bool high = spec.maximum && number > *spec.maximum;
    if (!low && !high)
        return {};
    const std::string limits =
        spec.minimum && spec.maximum
            ? fmt::format("between {:g} and {:g}", *spec.minimum, *spec.maximum)
        : spec.minimum ? fmt::format("at least {:g}", *spec.minimum)
                       : fmt::format("at most {:g}", *spec.maximum);
    return fmt::format("{} must be {}, found {}", spec.key, limits, text);
}

} // namespace

std::string ParamSpec::problemWith(const ParamValue& value) const
{
    const auto wrongType = [&](std::string_view wanted) {
        return fmt::format("{} must be {}, found {}", key, wanted, found(value));
    };
    switch (type) {
    case ParamType::Boolean:
        return std::holds_alternative<bool>(value) ? "" : wrongType("true or false");
    case ParamType::Integer:
        if (!std::holds_alternative<int64_t>(value))
            return wrongType("a whole number");
        return rangeProblem(*this, static_cast<double>(std::get<int64_t>(value)), found(value));
    case ParamType::Number: {
        const ParamValue number = normalized(*this, value);
        if (!std::holds_alternative<double>(number) || !std::isfinite(std::get<double>(number)))
            return wrongType("a number");
        return rangeProblem(*this, std::get<double>(number), found(value));
    }
    case ParamType::Text:
        return std::holds_alternative<std::string>(value) ? "" : wrongType("a text");
    case ParamType::Choice:
        if (!std::holds_alternative<std::string>(value))
            return wrongType(fmt::format("one of {}", fmt::join(choices, ", ")));
        if (std::find(choices.begin(), choices.end(), std::get<std::string>(value)) ==
            choices.end())
            return wrongType(fmt::format("one of {}", fmt::join(choices, ", "))) +
                   suggestion(std::get<std::string>(value), choices);
        return {};
    }
    return {};
}

std::string_view toString(StageFamily family)
{
    switch (family) {
    case StageFamily::Train:
        return "train";
    case StageFamily::Prune:
        return "prune";
    case StageFamily::Distill:
        return "distill";
    case StageFamily::Quantize:
        return "quantize";
    case StageFamily::Analyze:
        return "analyze";
    }
    return "";
}

const ParamSpec* StageInfo::param(std::string_view key) const
{
    const auto it = std::find_if(params.begin(), params.end(),
                                 [&](const ParamSpec& p) { return p.key == key; });
    return it == params.end() ? nullptr : &*it;
}

const PortSpec* StageInfo::input(std::string_view name) const
{
    const auto it = std::find_if(inputs.begin(), inputs.end(),
                                 [&](const PortSpec& p) { return p.name == name; });
    return it == inputs.end() ? nullptr : &*it;
}

const StageInfo* StageCatalog::find(std::string_view id) const
{
    const auto it = std::find_if(m_stages.begin(), m_stages.end(),
                                 [&](const StageInfo& s) { return s.id == id; });
    return it == m_stages.end() ? nullptr : &*it;
}

} // namespace lathe::recipe
