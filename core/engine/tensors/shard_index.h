#pragma once

#include "core/engine/tensors/safetensors.h"

namespace lathe::engine {

// Reads a model.safetensors.index.json or pytorch_model.bin.index.json: tensor name -> name of the file
// beside the index that holds it, which ends in `extension`. Throws Error naming the index and the key;
// a name that leads out of the folder is refused.
[[nodiscard]] std::map<std::string, std::string, std::less<>>
readShardIndex(const std::filesystem::path& index, std::string_view extension = ".safetensors");

// All tensors that the index lists, each file read once. Throws Error for what is missing.
[[nodiscard]] Tensors readShards(const std::filesystem::path& index, std::string_view extension,
                                 Tensors (*readOne)(const std::filesystem::path& file));

} // namespace lathe::engine
