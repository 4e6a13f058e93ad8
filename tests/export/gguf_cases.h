#pragma once

#include "tests/export/onnx_cases.h"

// Decoders in the forms that a GGUF file can hold, and what llama.cpp computes of them.
namespace lathe::tests {

// llama.cpp gives windows to Gemma only, and scales scores in one way; fixtures have others.
inline engine::Checkpoint asUsual(engine::Checkpoint checkpoint)
{
    for (engine::LayerShape& layer : checkpoint.architecture.layers) {
        layer.scale = 0;
        if (checkpoint.architecture.embeddings.scale == 1)
            layer.window = 0;
    }
    return checkpoint;
}

inline engine::Checkpoint inForm(const std::string& form, const engine::Checkpoint& stored)
{
    if (form == "blocks")
        return stored;
    engine::Checkpoint made = widened(stored);
    if (form == "int8")
        roundLayers(made.weights);
    if (form == "int4")
        eachLayerMatrix(made.weights, [&](const std::string& name) { // groups of one block
            const at::Tensor matrix = engine::floatMatrix(made.weights, name);
            const at::Tensor groups = matrix.view({matrix.size(0), -1, 32});
            const at::Tensor scale = (groups.abs().amax(2) / 7).clamp_min(1e-6).to(at::kHalf).to(at::kFloat);
            engine::putInt4(made.weights, name, (groups / scale.unsqueeze(2)).round().clamp(-8, 7).to(at::kChar).flatten(1), scale);
        });
    if (form == "bf16")
        eachLayerMatrix(made.weights, [&](const std::string& name) { made.weights[name] = made.weights[name].to(at::kBFloat16); });
    return made;
}

// As llama.cpp rounds it in front of a product: to 8 bits in blocks of 32 where weights are codes, as weights otherwise.
inline at::Tensor roundedInput(const engine::Tensors& weights, const std::string& layer, const at::Tensor& x)
{
    switch (engine::storageOf(weights, layer + ".weight")) {
    case engine::Storage::Int8:
    case engine::Storage::Int4: {
        const at::Tensor blocks = x.contiguous().view({-1, 32});
        const at::Tensor scale = blocks.abs().amax(1, true) / 127;
        return ((blocks / scale.clamp_min(1e-30)).round() * scale.to(at::kHalf)).view(x.sizes());
    }
    case engine::Storage::BFloat16:
        return x.to(at::kBFloat16).to(at::kFloat);
    default:
        return x;
    }
}

// Layer 0 without half of its FFN, layer 1 without half of its heads.
inline engine::Checkpoint pruned(engine::Checkpoint checkpoint)
{
    engine::LayerShape &first = checkpoint.architecture.layers[0], &second = checkpoint.architecture.layers[1];
    const auto keep = [&](const std::string& name, int64_t dimension, int64_t size) {
        at::Tensor& weight = checkpoint.weights.at(name);
        weight = weight.narrow(dimension, 0, size).contiguous();
    };
    first.ffn /= 2;
    for (const char* name : {"layers.0.ffn.gate.weight", "layers.0.ffn.up.weight"})
        keep(name, 0, first.ffn);
    keep("layers.0.ffn.down.weight", 1, first.ffn);
    second.heads /= 2;
    keep("layers.1.attention.output.weight", 1, second.attention());
    for (const char* suffix : {".weight", ".bias"}) {
        keep(std::string("layers.1.attention.query") + suffix, 0, second.attention());
        keep(std::string("layers.1.attention.key") + suffix, 0, second.keyValue());
        keep(std::string("layers.1.attention.value") + suffix, 0, second.keyValue());
    }
    return checkpoint;
}

} // namespace lathe::tests
