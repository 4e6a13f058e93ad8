#pragma once

#include "core/recipe/stage_info.h"

#include <fmt/format.h>

namespace lathe::recipe {

// A value as people write it: "0.5", "3e-05", "on", "mean".
[[nodiscard]] inline std::string toText(const ParamValue& value)
{
    struct Visitor {
        std::string operator()(bool v) const { return v ? "on" : "off"; }
        std::string operator()(int64_t v) const { return fmt::format("{}", v); }
        std::string operator()(double v) const { return fmt::format("{:g}", v); }
        std::string operator()(const std::string& v) const { return v; }
    };
    return std::visit(Visitor{}, value);
}

// The value in the type that its parameter wants: a whole number given for a Number becomes a
// double, so that 1 and 1.0 are the same work. Anything else is returned as it is.
[[nodiscard]] inline ParamValue normalized(const ParamSpec& spec, const ParamValue& value)
{
    if (spec.type == ParamType::Number && std::holds_alternative<int64_t>(value))
        return static_cast<double>(std::get<int64_t>(value));
    return value;
}

} // namespace lathe::recipe
