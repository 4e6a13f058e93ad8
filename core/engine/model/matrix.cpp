#include "core/engine/model/matrix.h"

#include "core/base/error.h"
#include "core/engine/tensors/gguf_blocks.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/stack.h>
#include <algorithm>
#include <array>
#include <span>

namespace lathe::engine {

namespace {

constexpr std::array<std::string_view, 5> kDetails{"_scale", "_smooth", "_range", "_output", "_gguf"};
constexpr std::array<std::string_view, 2> kFactors{"_left", "_right"};

at::Tensor find(const Tensors& weights, const std::string& name)
{
    const auto found = weights.find(name);
    return found == weights.end() ? at::Tensor() : found->second;
}

} // namespace

std::string_view toString(Storage storage)
{
    constexpr std::array<std::string_view, 7> names{"fp32", "fp16", "bf16", "int8", "int4", "blocks", "factors"};
    return names[size_t(storage)];
}

std::vector<std::string> namesOfMatrix(const std::string& name)
{
    return {name,          name + "_scale", name + "_left",   name + "_left_scale", name + "_right",
            name + "_right_scale", name + "_smooth", name + "_range", name + "_output", name + "_gguf"};
}

bool isMatrixDetail(std::string_view name)
{
    return std::any_of(kDetails.begin(), kDetails.end(), [&](auto suffix) { return name.ends_with(suffix); });
}

std::string_view matrixOf(std::string_view name)
{
    for (const auto& suffixes : {std::span<const std::string_view>(kDetails), std::span<const std::string_view>(kFactors)})
        for (const std::string_view suffix : suffixes)
            if (name.ends_with(suffix))
                name.remove_suffix(suffix.size());
    return name;
}

bool hasMatrix(const Tensors& weights, const std::string& name)
{
    return weights.contains(name) || weights.contains(name + "_left");
}

Storage storageOf(const Tensors& weights, const std::string& name)
{
    const at::Tensor stored = find(weights, name);
    if (!stored.defined())
        return Storage::Factors;
    switch (stored.scalar_type()) {
    case at::kChar:
        return Storage::Int8;
    case at::kByte:
        return weights.contains(name + "_gguf") ? Storage::Blocks : Storage::Int4;
    case at::kHalf:
        return Storage::Float16;
    case at::kBFloat16:
        return Storage::BFloat16;
    default:
        return Storage::Float32;
    }
}

std::string storageName(const Tensors& weights, const std::string& name)
{
    const Storage storage = storageOf(weights, name);
    return std::string(storage == Storage::Blocks ? blockType(weights, name).name : toString(storage));
}

const GgufType& blockType(const Tensors& weights, const std::string& name)
{
    const GgufType* type = ggufType(uint32_t(weights.at(name + "_gguf").item<int32_t>()));
    if (!type || type->blockBytes == 0)
        throw badInput("tensor {}_gguf: names no type of blocks that is supported", name);
    return *type;
}

std::pair<int64_t, int64_t> sizesOf(const Tensors& weights, const std::string& name)
{
    const Storage storage = storageOf(weights, name);
    if (storage == Storage::Factors)
        return {sizesOf(weights, name + "_left").first, sizesOf(weights, name + "_right").second};
    const at::Tensor& stored = weights.at(name);
    switch (storage) {
    case Storage::Int4:
        return {stored.size(0), stored.size(1) * 2};
    case Storage::Blocks: {
        const GgufType& type = blockType(weights, name);
        return {stored.size(0), stored.size(1) / type.blockBytes * type.blockValues};
    }
    default:
        return {stored.size(0), stored.size(1)};
    }
}

at::Tensor storedMatrix(const Tensors& weights, const std::string& name)
{
    const at::NoGradGuard noGrad;
    const at::Tensor stored = find(weights, name);
    if (!stored.defined())
        throw badInput("the model has no weight '{}'", name);
    const at::Tensor scale = find(weights, name + "_scale");
    if (stored.scalar_type() == at::kChar)
        return stored.to(at::kFloat) * scale.unsqueeze(1);
    if (storageOf(weights, name) == Storage::Blocks) {
        const GgufType& type = blockType(weights, name);
        const auto [rows, columns] = sizesOf(weights, name);
        const at::Tensor blocks = stored.contiguous();
        at::Tensor values = at::empty({rows, columns}, at::kFloat);
        dequantize(type, static_cast<const std::byte*>(blocks.const_data_ptr()), values.numel() / type.blockValues,
                   values.mutable_data_ptr<float>());
        return values;
    }
    if (stored.scalar_type() == at::kByte) {
        const int64_t rows = stored.size(0), groups = scale.size(1);
        return (unpackInt4(stored).to(at::kFloat).view({rows, groups, -1}) * scale.to(at::kFloat).unsqueeze(2))
            .view({rows, -1});
    }
    return stored.to(at::kFloat).contiguous();
}

at::Tensor floatMatrix(const Tensors& weights, const std::string& name)
{
    const at::NoGradGuard noGrad;
    at::Tensor values = weights.contains(name + "_left")
                            ? at::matmul(storedMatrix(weights, name + "_left"), storedMatrix(weights, name + "_right"))
                            : storedMatrix(weights, name);
    if (const at::Tensor smooth = find(weights, name + "_smooth"); smooth.defined())
        values = values / smooth;
    return values;
}

at::Tensor floatRows(const Tensors& weights, const std::string& name, const at::Tensor& rows)
{
    const at::NoGradGuard noGrad;
    Tensors some;
    for (const std::string& part : namesOfMatrix(name))
        if (const at::Tensor whole = find(weights, part); whole.defined())
            some[part] = whole;
    for (const char* suffix : {"", "_scale", "_left", "_left_scale"}) // whatever has one row per row
        if (const auto found = some.find(name + suffix); found != some.end())
            found->second = found->second.index_select(0, rows);
    return floatMatrix(some, name);
}

Tensors withoutBlocks(Tensors weights)
{
    std::vector<std::string> names;
    for (const auto& [name, weight] : weights)
        if (weights.contains(name + "_gguf"))
            names.push_back(name);
    for (const std::string& name : names)
        putFloat(weights, name, floatMatrix(weights, name));
    return weights;
}

void eraseMatrix(Tensors& weights, const std::string& name)
{
    for (const std::string& part : namesOfMatrix(name))
        weights.erase(part);
}

void putFloat(Tensors& weights, const std::string& name, const at::Tensor& values)
{
    eraseMatrix(weights, name);
    weights[name] = values.contiguous();
}

void putInt8(Tensors& weights, const std::string& name, const at::Tensor& codes, const at::Tensor& scale)
{
    eraseMatrix(weights, name);
    weights[name] = codes.to(at::kChar).contiguous();
    weights[name + "_scale"] = scale.to(at::kFloat).contiguous();
}

void putInt4(Tensors& weights, const std::string& name, const at::Tensor& codes, const at::Tensor& scale)
{
    eraseMatrix(weights, name);
    const at::Tensor nibbles = (codes.to(at::kInt) + 8).view({codes.size(0), -1, 2}); // [N, K / 2, 2]
    weights[name] = (nibbles.select(2, 0) + nibbles.select(2, 1) * 16).to(at::kByte).contiguous();
    weights[name + "_scale"] = scale.to(at::kHalf).contiguous();
}

void putFactors(Tensors& weights, const std::string& name, const at::Tensor& left, const at::Tensor& right)
{
    eraseMatrix(weights, name);
    weights[name + "_left"] = left.contiguous();
    weights[name + "_right"] = right.contiguous();
}

at::Tensor unpackInt4(const at::Tensor& packed)
{
    const at::Tensor low = packed.bitwise_and(15), high = packed.bitwise_right_shift(4);
    return (at::stack({low, high}, 2).view({packed.size(0), -1}).to(at::kChar) - 8).contiguous();
}

} // namespace lathe::engine
