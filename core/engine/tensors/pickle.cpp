#include "core/engine/tensors/pickle.h"

#include "core/base/error.h"
#include "core/engine/tensors/pickle_machine.h"
#include "core/engine/tensors/shard_index.h"
#include "core/engine/tensors/torch_archive.h"

#include <algorithm>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

namespace lathe::engine {

namespace fs = std::filesystem;
using namespace pickle;

namespace {

constexpr size_t kMaxProgram = 64 << 20;

// Checked so that no element lies outside the storage and no tensor is larger than it.
void check(const TensorRef& tensor, const std::string& name, size_t storageBytes)
{
    const StorageRef& storage = tensor.storage;
    const auto bytes = int64_t(c10::elementSize(storage.type));
    if (storage.count < 0 || storage.count > int64_t(storageBytes) / bytes)
        throw badInput("tensor {}: its storage claims {} values, where the archive holds {} bytes", name, storage.count,
                       storageBytes);
    if (tensor.sizes.size() != tensor.strides.size() || tensor.offset < 0)
        throw badInput("tensor {}: sizes, strides and offset do not fit together", name);
    int64_t last = tensor.offset, values = 1; // the place of the last value; how many there are
    for (size_t d = 0; d < tensor.sizes.size(); ++d) {
        int64_t reach = 0;
        if (tensor.sizes[d] < 0 || tensor.strides[d] < 0 ||
            __builtin_mul_overflow(values, std::max<int64_t>(tensor.sizes[d], 1), &values) ||
            __builtin_mul_overflow(std::max<int64_t>(tensor.sizes[d] - 1, 0), tensor.strides[d], &reach) ||
            __builtin_add_overflow(last, reach, &last))
            throw badInput("tensor {}: has the size {} and the stride {} in dimension {}", name, tensor.sizes[d],
                           tensor.strides[d], d);
    }
    const bool empty = std::find(tensor.sizes.begin(), tensor.sizes.end(), 0) != tensor.sizes.end();
    if (!empty && (values > storage.count || last >= storage.count))
        throw badInput("tensor {}: reaches beyond the {} values of its storage", name, storage.count);
}

class StateDict {
public:
    explicit StateDict(const TorchArchive& archive) : m_archive(archive)
    {
        const auto program = archive.record("data.pkl");
        if (program.size() > kMaxProgram)
            throw badInput("the pickle inside has {} bytes; at most {} are supported", program.size(), kMaxProgram);
        m_built = build(program);
    }

    Tensors read()
    {
        const Dict* dict = dictAt(m_built.root);
        if (!dict)
            throw badInput("holds no dict of tensors");
        Tensors tensors = tensorsOf(*dict);
        // Training programs put the state dict into another one.
        for (const char* key : {"state_dict", "model_state_dict", "model"})
            if (tensors.empty())
                for (const auto& [name, value] : dict->items)
                    if (const Dict* inner = dictAt(value); inner && textAt(name) == key)
                        tensors = tensorsOf(*inner);
        if (tensors.empty())
            throw badInput("holds no tensors");
        return tensors;
    }

private:
    [[nodiscard]] const Dict* dictAt(ValueRef value) const { return std::get_if<Dict>(&m_built.values[value].is); }
    [[nodiscard]] std::string textAt(ValueRef value) const
    {
        const auto* text = std::get_if<std::string>(&m_built.values[value].is);
        return text ? *text : std::string();
    }

    Tensors tensorsOf(const Dict& dict)
    {
        Tensors tensors;
        for (const auto& [key, value] : dict.items)
            if (const auto* tensor = std::get_if<TensorRef>(&m_built.values[value].is))
                if (const std::string name = textAt(key); !name.empty())
                    tensors.insert_or_assign(name, make(*tensor, name));
        return tensors;
    }

    at::Tensor make(const TensorRef& tensor, const std::string& name)
    {
        const auto bytes = m_archive.record("data/" + tensor.storage.key);
        check(tensor, name, bytes.size());
        const size_t element = c10::elementSize(tensor.storage.type);
        const auto options = at::TensorOptions().dtype(tensor.storage.type);
        std::byte* start = bytes.data() + size_t(tensor.offset) * element;
        if (std::find(tensor.sizes.begin(), tensor.sizes.end(), 0) != tensor.sizes.end())
            return at::empty(tensor.sizes, options);
        if (reinterpret_cast<uintptr_t>(start) % element != 0)
            throw badInput("tensor {}: is not aligned to its element size in the archive", name);
        const auto mapping = m_archive.mapping();
        const std::span<std::byte> rest(start, bytes.data() + bytes.size());
        return at::from_blob(
                   start, tensor.sizes, tensor.strides, [mapping, rest](void*) { mapping->release(rest); }, options)
            .contiguous();
    }

    const TorchArchive& m_archive;
    Built m_built;
};

Tensors readOne(const fs::path& file)
{
    try {
        const TorchArchive archive(file);
        if (archive.has("constants.pkl"))
            throw Error(ErrorKind::Unsupported, "is a TorchScript program, not a file of weights",
                        "Its layers are not known, so Lathe can only ask and measure it: to compress or export it, open the "
                        "folder with the config.json and the weights that the program was made from");
        return StateDict(archive).read();
    } catch (const Error& error) { // says which file
        if (std::string_view(error.what()).starts_with(file.string()))
            throw;
        throw Error(error.kind(), fmt::format("{}: {}", file.string(), error.what()),
                    error.remedy().empty() ? "The file is damaged or was made to look so: fetch it again"
                                           : error.remedy());
    }
}

} // namespace

Tensors readPickled(const fs::path& fileOrIndex)
{
    return fileOrIndex.extension() == ".json" ? readShards(fileOrIndex, ".bin", readOne) : readOne(fileOrIndex);
}

} // namespace lathe::engine
