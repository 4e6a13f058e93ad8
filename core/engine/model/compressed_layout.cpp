#include "core/engine/model/compressed_layout.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros_like.h>

namespace lathe::engine {

namespace {

constexpr std::string_view kPacked = "_packed";
constexpr int kPerWord = 8;

Error unsupported(const std::string& name, const std::string& what)
{
    return {ErrorKind::Unsupported, fmt::format("tensor {}: {}", name, what),
            "Open the model before it was compressed, and quantize it here"};
}

at::Tensor part(const Tensors& tensors, const std::string& name)
{
    const auto found = tensors.find(name);
    if (found == tensors.end())
        throw badInput("tensor {}: is missing", name);
    return found->second;
}

// Codes [N, K] int8 of words [N, K / 8] int32: eight in each, the first in the lowest bits, each 8 more than it is.
at::Tensor codesOf(const at::Tensor& words, int64_t K)
{
    const at::Tensor codes = at::empty({words.size(0), words.size(1), kPerWord}, at::kChar);
    for (int64_t i = 0; i < kPerWord; ++i)
        codes.select(2, i).copy_(words.bitwise_right_shift(4 * i).bitwise_and(15) - 8);
    return codes.view({words.size(0), -1}).narrow(1, 0, K).contiguous();
}

void takeInt4(Tensors& tensors, const std::string& name)
{
    const at::Tensor words = part(tensors, name + std::string(kPacked)), shape = part(tensors, name + "_shape").to(at::kLong);
    const at::Tensor scale = part(tensors, name + "_scale").to(at::kFloat);
    if (words.scalar_type() != at::kInt || words.dim() != 2 || shape.numel() != 2 || scale.dim() != 2 || scale.size(0) != words.size(0))
        throw badInput("tensor {}: its parts do not fit together", name);
    const int64_t N = shape.flatten()[0].item<int64_t>(), K = shape.flatten()[1].item<int64_t>();
    if (N != words.size(0) || K < 1)
        throw badInput("tensor {}: its shape is said to be {} x {}, its parts have {} rows", name, N, K, words.size(0));
    if (words.size(1) != (K + kPerWord - 1) / kPerWord)
        throw unsupported(name, "is packed with another number of bits than 4");
    if (K % 2 != 0 || scale.size(1) == 0 || K % scale.size(1) != 0)
        throw unsupported(name, fmt::format("{} columns do not divide into {} groups", K, scale.size(1)));
    const at::Tensor codes = codesOf(words, K);
    for (const std::string& old : {name + std::string(kPacked), name + "_shape", name + "_scale"})
        tensors.erase(old);
    putInt4(tensors, name, codes, scale);
}

void takeInt8(Tensors& tensors, const std::string& name)
{
    const at::Tensor codes = tensors.at(name), scale = part(tensors, name + "_scale").to(at::kFloat);
    const int64_t N = codes.dim() == 2 ? codes.size(0) : 0;
    if (N < 1 || (scale.numel() != 1 && (scale.numel() != N || scale.size(0) != N)))
        throw unsupported(name, "has no scale for each row");
    putInt8(tensors, name, codes, scale.reshape({-1}).expand({N}).contiguous());
    const std::string module = name.substr(0, name.rfind('.'));
    if (!tensors.contains(module + ".input_scale"))
        return;
    // One range for all inputs, of codes that begin at -128.
    const at::Tensor step = part(tensors, module + ".input_scale").to(at::kFloat).flatten();
    const auto zero = tensors.find(module + ".input_zero_point");
    if (step.numel() != 1 || (zero != tensors.end() && zero->second.numel() != 1))
        throw unsupported(module + ".input_scale", "is not one number");
    const at::Tensor shift = zero == tensors.end() ? at::zeros_like(step) : zero->second.to(at::kFloat).flatten();
    tensors[name + "_range"] = at::cat({step, shift + 128});
    tensors.erase(module + ".input_scale");
    tensors.erase(module + ".input_zero_point");
}

} // namespace

bool isCompressedLayout(const nlohmann::json& config)
{
    const auto said = config.find("quantization_config");
    return said != config.end() && said->is_object() && said->value("quant_method", nlohmann::json()) == "compressed-tensors";
}

Tensors fromCompressedLayout(Tensors tensors)
{
    std::vector<std::string> int4, int8;
    for (const auto& [name, tensor] : tensors) {
        const bool isZeroPoint = name.ends_with("weight_zero_point");
        if (isZeroPoint && tensor.to(at::kFloat).count_nonzero().item<int64_t>() != 0)
            throw unsupported(name, "codes with zero points are not read");
        if (name.ends_with("_g_idx"))
            throw unsupported(name, "columns in another order are not read");
        if (name.ends_with(kPacked))
            int4.push_back(name.substr(0, name.size() - kPacked.size()));
        else if (tensor.scalar_type() == at::kChar && !name.ends_with("_zero_point"))
            int8.push_back(name);
    }
    for (const std::string& name : int4)
        takeInt4(tensors, name);
    for (const std::string& name : int8)
        takeInt8(tensors, name);
    std::erase_if(tensors, [](const auto& item) { return item.first.ends_with("weight_zero_point"); });
    return tensors;
}

} // namespace lathe::engine
