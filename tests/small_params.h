#pragma once

#include "core/recipe/stage_info.h"

namespace lathe::tests {

// A stage's parameters as they stand, but small enough for a model of a few thousand weights.
inline recipe::Params smallParams(const recipe::StageInfo& info)
{
    recipe::Params params;
    for (const recipe::ParamSpec& spec : info.params)
        params[spec.key] = spec.fallback;
    const std::pair<const char*, recipe::ParamValue> small[] = {
        {"epochs", 1.0}, {"layers", int64_t(1)}, {"calibrationRows", int64_t(32)}, {"keep", int64_t(2)}};
    for (const auto& [key, value] : small)
        if (params.contains(key))
            params[key] = value;
    if (info.id == "prune.budget")
        params["of"] = std::string("bytes");
    return params;
}

} // namespace lathe::tests
