#pragma once

#include "core/recipe/recipe.h"

#include <nlohmann/json_fwd.hpp>

namespace lathe::recipe {

// {"formatVersion": 1, "name": ..., "model": ..., "data": {"train": ..., ...}, "maxLength": 128,
//  "seed": 13, "measure": {...}, "nodes": [{"id": "prune", "stage": "prune.structured",
//  "params": {"sparsity": [0.3, 0.5]}, "inputs": {"model": "tune", "teacher": "tune"}}],
//  "layout": {"source": [40, 200], ...}}
// Relative paths are relative to `base`, the folder of the recipe file, and absolute in the Recipe.
// Throws Error naming the key for a wrong type, an unknown key or a newer formatVersion.
[[nodiscard]] Recipe fromJson(const nlohmann::json& json, const std::filesystem::path& base);

// Paths below `base` are written relative to it; an empty base writes absolute paths.
[[nodiscard]] nlohmann::json toJson(const Recipe& recipe, const std::filesystem::path& base = {});

[[nodiscard]] nlohmann::json toJson(const Params& params);
[[nodiscard]] nlohmann::json toJson(const ParamValue& value);

[[nodiscard]] Recipe loadRecipe(const std::filesystem::path& file);
void saveRecipe(const Recipe& recipe, const std::filesystem::path& file);

} // namespace lathe::recipe
