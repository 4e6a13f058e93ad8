#include "core/engine/tensors/shard_index.h"

#include "core/base/error.h"
#include "core/base/files.h"

namespace lathe::engine {

std::map<std::string, std::string, std::less<>> readShardIndex(const std::filesystem::path& index)
{
    const nlohmann::json json = readJson(index);
    const auto map = json.is_object() ? json.find("weight_map") : json.end();
    if (map == json.end() || !map->is_object() || map->empty())
        throw badInput("{}: \"weight_map\" must be an object that maps tensors to files",
                       index.string());
    std::map<std::string, std::string, std::less<>> shards;
    for (const auto& [tensor, value] : map->items()) {
        const auto* file = value.get_ptr<const std::string*>();
        if (!file || !file->ends_with(".safetensors") ||
            std::filesystem::path(*file).filename().string() != *file ||
            file->find('\0') != std::string::npos)
            throw badInput("{}: \"weight_map\" must name a .safetensors file in the same folder "
                           "for {}",
                           index.string(), tensor);
        shards.emplace(tensor, *file);
    }
    return shards;
}

} // namespace lathe::engine
