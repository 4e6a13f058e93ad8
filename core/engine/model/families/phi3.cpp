#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

constexpr Renaming kLayerNames[] = {
    {"attention.query", "self_attn.qkv_proj", Layout::Stacked},
    {"attention.key", "self_attn.qkv_proj", Layout::Stacked},
    {"attention.value", "self_attn.qkv_proj", Layout::Stacked},
    {"attention.output", "self_attn.o_proj"},
    {"attention.norm", "input_layernorm"},
    {"ffn.gate", "mlp.gate_up_proj", Layout::Stacked},
    {"ffn.up", "mlp.gate_up_proj", Layout::Stacked},
    {"ffn.down", "mlp.down_proj"},
    {"ffn.norm", "post_attention_layernorm"},
};

Architecture read(const nlohmann::json& given)
{
    nlohmann::json config = given;
    const ConfigReader reader(config);
    if (!reader.has("original_max_position_embeddings"))
        config["original_max_position_embeddings"] = 4096;
    Architecture a = readDecoder(config, {.epsilon = 1e-5, .padding = 32000});
    a.family = kPhi3.id;
    a.dropout = reader.real("resid_pdrop", 0, 0.99, 0);
    const int window = reader.integer("sliding_window", 1, kMaxWindow, 0);
    for (LayerShape& layer : a.layers)
        layer.window = window;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeDecoder(a);
    config["resid_pdrop"] = a.dropout;
    const int window = a.layers.front().window;
    config["sliding_window"] = window > 0 ? nlohmann::json(window) : nlohmann::json();
    return config;
}

} // namespace

const Family kPhi3 = {
    .id = "phi3",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "Phi3Model",
    .classifierClass = "Phi3ForSequenceClassification",
    .model = kLlamaModelNames,
    .layer = kLayerNames,
    .head = kScoreNames,
    .headsDivideHidden = false,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
