#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace lathe::engine {

// The .safetensors file of a model folder, or the index of its shards, or its GGUF file, which may also
// be given itself. Throws Error, with a remedy,
// when the path is no folder or holds no weights. Where it has none of these, the pickled state dict or
// the index of its parts. Files are told apart by name.
[[nodiscard]] std::filesystem::path weightsEntry(const std::filesystem::path& folder);

// How a file that weightsEntry names is to be read.
enum class Form { Safetensors, Gguf, Pickled };
[[nodiscard]] Form formOf(const std::filesystem::path& weights);

// The TorchScript program of a folder that has none of the other weights, known by its contents.
[[nodiscard]] std::optional<std::filesystem::path> torchScriptIn(const std::filesystem::path& model);

// All files that hold the weights: that file, or the index and its shards.
[[nodiscard]] std::vector<std::filesystem::path> weightFiles(const std::filesystem::path& folder);

// config.json of a model folder. Throws Error when the folder has none.
[[nodiscard]] std::filesystem::path configFile(const std::filesystem::path& folder);

} // namespace lathe::engine
