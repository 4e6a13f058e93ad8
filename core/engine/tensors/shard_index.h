#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace lathe::engine {

// Reads a model.safetensors.index.json: tensor name -> name of the file beside the index that holds
// it. Throws Error naming the index and the key; a name that leads out of the folder is refused.
[[nodiscard]] std::map<std::string, std::string, std::less<>>
readShardIndex(const std::filesystem::path& index);

} // namespace lathe::engine
