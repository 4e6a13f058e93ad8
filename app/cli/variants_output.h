#pragma once

#include "core/runner/events.h"

namespace lathe::cli {

// Id, parent, stage, params, metrics, path of the model folder, and what else tells a variant
// apart.
[[nodiscard]] nlohmann::json toJson(const runner::Variant& variant);

// All of them; those whose answers are loaded, beside those of their original, also say how far
// they differ from it, and from their parent where that is another one: for each figure the change
// with its 95 % interval and p (paired bootstrap), McNemar's p and which test that is, and the same
// p corrected for all variants of the list.
[[nodiscard]] nlohmann::json toJson(const std::vector<runner::Variant>& variants);

// One line per variant with its ratios to its original.
[[nodiscard]] std::string variantTable(const std::vector<runner::Variant>& variants);

// One line per variant, a header first; RFC 4180.
[[nodiscard]] std::string variantCsv(const std::vector<runner::Variant>& variants);

} // namespace lathe::cli
