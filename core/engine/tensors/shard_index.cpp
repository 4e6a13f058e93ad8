#include "core/engine/tensors/shard_index.h"

#include "core/base/error.h"
#include "core/base/files.h"

namespace lathe::engine {

namespace fs = std::filesystem;

std::map<std::string, std::string, std::less<>> readShardIndex(const fs::path& index,
                                                               std::string_view extension)
{
    const nlohmann::json json = readJson(index);
    const auto map = json.is_object() ? json.find("weight_map") : json.end();
    if (map == json.end() || !map->is_object() || map->empty())
        throw badInput("{}: \"weight_map\" must be an object that maps tensors to files",
                       index.string());
    std::map<std::string, std::string, std::less<>> shards;
    for (const auto& [tensor, value] : map->items()) {
        const auto* file = value.get_ptr<const std::string*>();
        if (!file || !file->ends_with(extension) ||
            std::filesystem::path(*file).filename().string() != *file ||
            file->find('\0') != std::string::npos)
            throw badInput("{}: \"weight_map\" must name a {} file in the same folder for {}",
                           index.string(), extension, tensor);
        shards.emplace(tensor, *file);
    }
    return shards;
}

Tensors readShards(const fs::path& index, std::string_view extension,
                   Tensors (*readOne)(const fs::path& file))
{
    const auto shards = readShardIndex(index, extension);
    std::map<std::string, Tensors> read;
    Tensors tensors;
    for (const auto& [tensor, shard] : shards) {
        if (!read.contains(shard)) {
            const fs::path file = index.parent_path() / shard;
            if (!fs::exists(file))
                throw Error(ErrorKind::BadInput,
                            fmt::format("{}: is missing, though {} lists it", file.string(),
                                        index.filename().string()),
                            "Fetch all parts of the model");
            read.emplace(shard, readOne(file));
        }
        const Tensors& inShard = read.at(shard);
        const auto found = inShard.find(tensor);
        if (found == inShard.end())
            throw badInput("{}: lists tensor {} in {}, which does not hold it", index.string(),
                           tensor, shard);
        tensors.insert(*found);
    }
    return tensors;
}

} // namespace lathe::engine
