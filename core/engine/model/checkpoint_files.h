#pragma once

#include <filesystem>
#include <vector>

namespace lathe::engine {

// The .safetensors file of a model folder, or the index of its shards. Throws Error, with a remedy,
// when the path is no folder or holds no weights that may be opened; pickles are recognised by name
// only.
[[nodiscard]] std::filesystem::path weightsEntry(const std::filesystem::path& folder);

// All files that hold the weights: that file, or the index and its shards.
[[nodiscard]] std::vector<std::filesystem::path> weightFiles(const std::filesystem::path& folder);

// config.json of a model folder. Throws Error when the folder has none.
[[nodiscard]] std::filesystem::path configFile(const std::filesystem::path& folder);

} // namespace lathe::engine
