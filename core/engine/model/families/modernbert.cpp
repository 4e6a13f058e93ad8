#include "core/base/error.h"
#include "core/engine/model/families/common.h"

#include <utility>

namespace lathe::engine {

namespace {

constexpr ConfigKeys kKeys = {.activation = "hidden_activation",
                              .epsilon = "norm_eps",
                              .dropout = "mlp_dropout",
                              .attentionDropout = "attention_dropout"};

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "embeddings.tok_embeddings.weight"},
    {"embeddings.norm", "embeddings.norm"},
    {"final_norm", "final_norm"},
};
constexpr Renaming kLayerNames[] = {
    {"attention.query", "attn.Wqkv", Layout::Stacked},
    {"attention.key", "attn.Wqkv", Layout::Stacked},
    {"attention.value", "attn.Wqkv", Layout::Stacked},
    {"attention.output", "attn.Wo"},
    {"attention.norm", "attn_norm"},
    {"ffn.gate", "mlp.Wi", Layout::Stacked},
    {"ffn.up", "mlp.Wi", Layout::Stacked},
    {"ffn.down", "mlp.Wo"},
    {"ffn.norm", "mlp_norm"},
};
constexpr Renaming kHeadNames[] = {
    {"head.dense", "head.dense"},
    {"head.norm", "head.norm"},
    {"head.out", "classifier"},
};

Architecture read(const nlohmann::json& config)
{
    const ConfigReader reader(config);
    Architecture a = readEncoder(config, kKeys);
    a.family = kModernBert.id;
    a.positions.longest = std::exchange(a.positions.table, 0);
    a.normPlace = NormPlace::Before;
    a.finalNorm = true;
    a.norm.epsilon = reader.real(kKeys.epsilon, 0, 1, 1e-5);
    a.norm.bias = reader.flag("norm_bias", false);
    a.attention.bias = a.attention.outputBias = reader.flag("attention_bias", false);
    a.ffn.gated = true;
    a.ffn.bias = reader.flag("mlp_bias", false);
    a.dropout = reader.real(kKeys.dropout, 0, 0.99, 0);
    a.attentionDropout = reader.real(kKeys.attentionDropout, 0, 0.99, 0);
    a.headDropout = reader.real(kKeys.headDropout, 0, 0.99, 0);
    const std::string pooling = reader.text("classifier_pooling", "cls");
    if (pooling != "cls" && pooling != "mean")
        throw badInput("\"classifier_pooling\" must be cls or mean, found {}", shown(pooling));
    a.head.pooling = pooling == "mean" ? Pooling::Mean : Pooling::First;
    a.head.denseBias = reader.flag("classifier_bias", false);
    a.head.activation = readActivation(reader, "classifier_activation", "gelu");
    a.head.norm = true;
    const int headSize = a.layers.front().headSize;
    a.positions.rotary = {
        readRotary(config, headSize, {.theta = 160000, .thetaKey = "global_rope_theta", .kind = "full_attention"}),
        readRotary(config, headSize, {.theta = 10000, .thetaKey = "local_rope_theta", .kind = "sliding_attention"})};
    const int window = reader.integer("local_attention", 1, kMaxWindow, 128) / 2 + 1;
    const int every = reader.integer("global_attn_every_n_layers", 1, 1024, 3);
    readWindows(reader, window, [&](int layer) { return layer % every != 0; }, a);
    for (LayerShape& layer : a.layers)
        layer.rotary = layer.window > 0 ? 1 : 0;
    a.layers.front().attentionNorm = false;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeEncoder(a, kKeys);
    config["max_position_embeddings"] = a.maxTokens();
    config["norm_bias"] = a.norm.bias;
    config["attention_bias"] = a.attention.bias;
    config["mlp_bias"] = a.ffn.bias;
    config["classifier_pooling"] = a.head.pooling == Pooling::Mean ? "mean" : "cls";
    config["classifier_bias"] = a.head.denseBias;
    config["classifier_activation"] = publishedActivation(a.head.activation);
    config["layer_types"] = layerTypes(a);
    return config;
}

} // namespace

const Family kModernBert = {
    .id = "modernbert",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "ModernBertModel",
    .classifierClass = "ModernBertForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .keys = kKeys,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
