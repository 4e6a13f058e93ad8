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
    a.family = kLlama.id;
    a.attention.bias = a.attention.outputBias = reader.flag("attention_bias", false);
    a.ffn.bias = reader.flag("mlp_bias", false);
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeDecoder(a);
    config["attention_bias"] = a.attention.bias;
    config["mlp_bias"] = a.ffn.bias;
    return config;
}

} // namespace

const Family kLlama = {
    .id = "llama",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "LlamaModel",
    .classifierClass = "LlamaForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
