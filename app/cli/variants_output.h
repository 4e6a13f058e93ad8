#pragma once

#include "core/runner/events.h"

namespace lathe::cli {

// Id, parent, stage, params, metrics, path of the model folder, and what else tells a variant
// apart.
[[nodiscard]] nlohmann::json toJson(const runner::Variant& variant);

// All of them; those whose answers are loaded, beside those of their original, also say how far they differ from it:
// change and 95 % interval (paired bootstrap) of accuracy, macro and micro F1, and McNemar's p.
[[nodiscard]] nlohmann::json toJson(const std::vector<runner::Variant>& variants);

// One line per variant with its ratios to its original.
[[nodiscard]] std::string variantTable(const std::vector<runner::Variant>& variants);

// One line per variant, a header first; RFC 4180.
[[nodiscard]] std::string variantCsv(const std::vector<runner::Variant>& variants);

} // namespace lathe::cli
