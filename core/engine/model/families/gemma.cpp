#include "core/engine/model/families/common.h"

#include <cmath>

namespace lathe::engine {

namespace {

constexpr Renaming kLayerNames[] = {
    {"attention.query", "self_attn.q_proj"},
    {"attention.key", "self_attn.k_proj"},
    {"attention.value", "self_attn.v_proj"},
    {"attention.output", "self_attn.o_proj"},
    {"attention.query_norm", "self_attn.q_norm"},
    {"attention.key_norm", "self_attn.k_norm"},
    {"attention.norm", "input_layernorm"},
    {"attention.after_norm", "post_attention_layernorm"},
    {"ffn.gate", "mlp.gate_proj"},
    {"ffn.up", "mlp.up_proj"},
    {"ffn.down", "mlp.down_proj"},
    {"ffn.norm", "pre_feedforward_layernorm"},
    {"ffn.after_norm", "post_feedforward_layernorm"},
};

constexpr std::string_view kActivation = "hidden_activation";

Architecture readAs(std::string_view family, const nlohmann::json& config, int sliding)
{
    const ConfigReader reader(config);
    Architecture a = readDecoder(config, {.padding = 0,
                                          .activationKey = kActivation,
                                          .activation = "gelu_pytorch_tanh",
                                          .headSize = 256,
                                          .flatRope = false});
    a.family = family;
    refuse(reader.flag("use_bidirectional_attention", false),
           "\"use_bidirectional_attention\" is true");
    a.embeddings.scale = std::sqrt(double(a.hiddenSize));
    a.norm.plusOne = true;
    a.normPlace = NormPlace::Around;
    a.attention.bias = a.attention.outputBias = reader.flag("attention_bias", false);
    const double scalar = reader.real("query_pre_attn_scalar", 1e-6, 1e9, 256);
    const int window = reader.integer("sliding_window", 1, kMaxWindow, 4096);
    readWindows(
        reader, window, [&](int layer) { return (layer + 1) % sliding != 0; }, a);
    for (LayerShape& layer : a.layers)
        layer.scale = 1 / std::sqrt(scalar);
    return a;
}

Architecture readGemma2(const nlohmann::json& config)
{
    Architecture a = readAs(kGemma2.id, config, 2);
    const ConfigReader reader(config);
    a.attention.softcap = config.contains("attn_logit_softcapping")
                              ? reader.real("attn_logit_softcapping", 0, 1e9, 0)
                              : 50;
    a.positions.rotary = {readRotary(config, a.layers.front().headSize)};
    return a;
}

Architecture readGemma3(const nlohmann::json& config)
{
    const ConfigReader reader(config);
    Architecture a =
        readAs(kGemma3.id, config, reader.integer("sliding_window_pattern", 1, 1024, 6));
    a.attention.softcap = reader.real("attn_logit_softcapping", 0, 1e9, 0);
    a.attention.queryKeyNorm = true;
    const int headSize = a.layers.front().headSize;
    a.positions.rotary = {
        readRotary(config, headSize, {.theta = 1000000, .kind = "full_attention"}),
        readRotary(config, headSize,
                   {.theta = 10000,
                    .thetaKey = "rope_local_base_freq",
                    .kind = "sliding_attention",
                    .scaled = false})};
    for (LayerShape& layer : a.layers)
        layer.rotary = layer.window > 0 ? 1 : 0;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeDecoder(a, kActivation);
    const LayerShape& first = a.layers.front();
    config["attention_bias"] = a.attention.bias;
    config["query_pre_attn_scalar"] = 1 / (first.scoreScale() * first.scoreScale());
    config["attn_logit_softcapping"] =
        a.attention.softcap > 0 ? nlohmann::json(a.attention.softcap) : nlohmann::json();
    for (const LayerShape& layer : a.layers)
        if (layer.window > 0)
            config["sliding_window"] = layer.window;
    config["layer_types"] = layerTypes(a);
    return config;
}

} // namespace

const Family kGemma2 = {
    .id = "gemma2",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "Gemma2Model",
    .classifierClass = "Gemma2ForSequenceClassification",
    .model = kLlamaModelNames,
    .layer = kLayerNames,
    .head = kScoreNames,
    .read = readGemma2,
    .write = write,
};

const Family kGemma3 = {
    .id = "gemma3_text",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "Gemma3TextModel",
    .classifierClass = "Gemma3TextForSequenceClassification",
    .model = kLlamaModelNames,
    .layer = kLayerNames,
    .head = kScoreNames,
    .read = readGemma3,
    .write = write,
};

} // namespace lathe::engine
