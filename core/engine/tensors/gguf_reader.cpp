#include "core/engine/tensors/gguf_reader.h"

#include "core/base/mapped_file.h"
#include "core/engine/tensors/gguf_blocks.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <memory>

namespace lathe::engine {

namespace {

at::ScalarType plainType(const GgufType& type)
{
    return type.name == "F32" ? at::kFloat
           : type.name == "F16" ? at::kHalf
           : type.name == "BF16" ? at::kBFloat16
                                 : at::ScalarType::Undefined;
}

at::Tensor view(const std::shared_ptr<MappedFile>& mapping, const GgufTensor& tensor,
                std::vector<int64_t> shape, at::ScalarType type)
{
    const auto part = mapping->bytes().subspan(tensor.begin, tensor.end - tensor.begin);
    return at::from_blob(
        part.data(), shape, [mapping, part](void*) { mapping->release(part); },
        at::TensorOptions().dtype(type));
}

void add(const std::shared_ptr<MappedFile>& mapping, const GgufTensor& tensor, Tensors& tensors)
{
    const at::ScalarType plain = plainType(*tensor.type);
    if (plain != at::ScalarType::Undefined) {
        tensors.emplace(tensor.name, view(mapping, tensor, tensor.shape, plain));
        return;
    }
    if (tensor.shape.size() == 1) {
        at::Tensor values = at::empty(tensor.shape, at::kFloat);
        dequantize(*tensor.type, mapping->bytes().data() + tensor.begin,
                   values.numel() / tensor.type->blockValues, values.mutable_data_ptr<float>());
        tensors.emplace(tensor.name, std::move(values));
        return;
    }
    std::vector<int64_t> shape = tensor.shape;
    shape.back() = tensor.rowBytes();
    tensors.emplace(tensor.name, view(mapping, tensor, std::move(shape), at::kByte));
    tensors.emplace(tensor.name + "_gguf", at::full({1}, int64_t(tensor.type->id), at::kInt));
}

} // namespace

GgufContent readGguf(const std::filesystem::path& file)
{
    const auto mapping = std::make_shared<MappedFile>(file);
    try {
        GgufHeader header = parseGguf(mapping->bytes());
        GgufContent content{std::move(header.metadata), {}};
        for (const GgufTensor& tensor : header.tensors)
            add(mapping, tensor, content.tensors);
        return content;
    } catch (const Error& error) { // says which file
        throw inGguf(error, file);
    }
}

} // namespace lathe::engine
