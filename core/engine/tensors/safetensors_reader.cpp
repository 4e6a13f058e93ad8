#include "core/engine/tensors/safetensors.h"

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/engine/tensors/safetensors_header.h"
#include "core/engine/tensors/shard_index.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <cstring>
#include <memory>

namespace lathe::engine {

namespace fs = std::filesystem;

namespace {

at::Tensor makeTensor(const TensorEntry& entry, uint64_t dataStart,
                      const std::shared_ptr<MappedFile>& mapping)
{
    const auto options = at::TensorOptions().dtype(entry.type);
    std::byte* data = mapping->bytes().data() + dataStart + entry.begin;
    const size_t bytes = entry.end - entry.begin;
    const bool aligned = reinterpret_cast<std::uintptr_t>(data) % c10::elementSize(entry.type) == 0;
    if (aligned && bytes > 0)
        return at::from_blob(
            data, entry.shape, [mapping, data, bytes](void*) { mapping->release({data, bytes}); }, options);
    at::Tensor tensor = at::empty(entry.shape, options);
    if (bytes > 0)
        std::memcpy(tensor.mutable_data_ptr(), data, bytes);
    return tensor;
}

Tensors readOne(const fs::path& file)
{
    try {
        const auto mapping = std::make_shared<MappedFile>(file);
        const SafetensorsHeader header = parseSafetensorsHeader(mapping->bytes());
        Tensors tensors;
        for (const TensorEntry& entry : header.entries)
            tensors.emplace(entry.name, makeTensor(entry, header.dataStart, mapping));
        return tensors;
    } catch (const Error& error) { // says which file
        if (std::string_view(error.what()).starts_with(file.string()))
            throw;
        throw Error(error.kind(), fmt::format("{}: {}", file.string(), error.what()),
                    error.remedy().empty()
                        ? "The file is damaged or was made to look so: fetch or export it again"
                        : error.remedy());
    }
}

} // namespace

Tensors readSafetensors(const fs::path& fileOrIndex)
{
    return fileOrIndex.extension() == ".json" ? readShards(fileOrIndex, ".safetensors", readOne) : readOne(fileOrIndex);
}

} // namespace lathe::engine
