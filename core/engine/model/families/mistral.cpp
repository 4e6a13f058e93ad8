#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "embed_tokens.weight"},
    {"final_norm", "norm"},
};
constexpr Renaming kLayerNames[] = {
    {"attention.query", "self_attn.q_proj"},
    {"attention.key", "self_attn.k_proj"},
    {"attention.value", "self_attn.v_proj"},
    {"attention.output", "self_attn.o_proj"},
    {"attention.norm", "input_layernorm"},
    {"ffn.gate", "mlp.gate_proj"},
    {"ffn.up", "mlp.up_proj"},
    {"ffn.down", "mlp.down_proj"},
    {"ffn.norm", "post_attention_layernorm"},
};
constexpr Renaming kHeadNames[] = {
    {"head.out", "score"},
};

Architecture read(const nlohmann::json& config)
{
    const ConfigReader reader(config);
    Architecture a = readDecoder(config);
    a.family = kMistral.id;
    // Null stands for none, a missing key for the usual window.
    const int window = config.contains("sliding_window") ? reader.integer("sliding_window", 1, kMaxWindow, 0) : 4096;
    for (LayerShape& layer : a.layers)
        layer.window = window;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeDecoder(a);
    const int window = a.layers.front().window;
    config["sliding_window"] = window > 0 ? nlohmann::json(window) : nlohmann::json();
    return config;
}

} // namespace

const Family kMistral = {
    .id = "mistral",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "MistralModel",
    .classifierClass = "MistralForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .headsDivideHidden = false,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
