#pragma once

#include "core/runner/events.h"

namespace lathe::cli {

// Id, parent, stage, params, metrics, path of the model folder, and what else tells a variant
// apart.
[[nodiscard]] nlohmann::json toJson(const runner::Variant& variant);

// One line per variant with its ratios to its original.
[[nodiscard]] std::string variantTable(const std::vector<runner::Variant>& variants);

// One line per variant, a header first; RFC 4180.
[[nodiscard]] std::string variantCsv(const std::vector<runner::Variant>& variants);

} // namespace lathe::cli
