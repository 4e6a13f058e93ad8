#pragma once

#include "core/recipe/recipe.h"

#include <filesystem>
#include <vector>

namespace lathe::widgets {

// {"formatVersion": 1, "runs": [recipe, ...]}, with absolute paths. No file: nothing waits. Throws
// Error naming the file for anything else.
[[nodiscard]] std::vector<recipe::Recipe> loadQueue(const std::filesystem::path& file);
// Removes the file where nothing waits.
void saveQueue(const std::vector<recipe::Recipe>& recipes, const std::filesystem::path& file);

} // namespace lathe::widgets
