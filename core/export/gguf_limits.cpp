#include "core/export/gguf_limits.h"

#include <algorithm>
#include <array>

namespace lathe::exports {

namespace {

constexpr std::array kDecoders = {"llama", "mistral", "qwen2", "qwen3", "smollm3", "phi3", "gemma2", "gemma3_text", "gpt2", "gpt_neox"};
constexpr std::array kOwnLayers = {"llama", "mistral", "qwen2"}; // llama.cpp has them as "deci"

template <class List> bool holds(const List& list, const std::string& family)
{
    return std::find(list.begin(), list.end(), family) != list.end();
}

} // namespace

std::string whyNotGguf(const runner::ModelFacts& model)
{
    if (model.family == "opt")
        return "llama.cpp has no OPT. Export ONNX.";
    if (!holds(kDecoders, model.family))
        return "Lathe writes GGUF files of decoders that llama.cpp has: Llama, Mistral, Qwen2, Qwen3, SmolLM3, Phi-3, Gemma 2, Gemma 3, GPT-2 and "
               "GPT-NeoX. Export ONNX or OpenVINO.";
    if (model.layers.empty())
        return {};
    const runner::LayerFacts& first = model.layers.front();
    const auto lost = std::find_if(model.layers.begin(), model.layers.end(), [](const auto& layer) { return layer.heads == 0 || layer.ffn == 0; });
    if (lost != model.layers.end())
        return "A layer has lost its attention or its FFN, which llama.cpp has no place for. Remove the whole layer, or export ONNX.";
    const bool alike = std::all_of(model.layers.begin(), model.layers.end(), [&](const runner::LayerFacts& layer) {
        return layer.heads == first.heads && layer.headSize == first.headSize && layer.ffn == first.ffn;
    });
    if (!alike && !holds(kOwnLayers, model.family))
        return "Its layers are of unequal size, which llama.cpp has for Llama, Mistral and Qwen2 only. Export ONNX, or prune every layer alike.";
    return {};
}

} // namespace lathe::exports
