#include "core/engine/model/families/common.h"

#include <utility>

namespace lathe::engine {

namespace {

constexpr ConfigKeys kKeys = {.dropout = "hidden_dropout", .attentionDropout = "attention_dropout"};

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "embed_in.weight"},
    {"final_norm", "final_layer_norm"},
};
constexpr Renaming kLayerNames[] = {
    {"attention.query", "attention.query_key_value", Layout::Interleaved},
    {"attention.key", "attention.query_key_value", Layout::Interleaved},
    {"attention.value", "attention.query_key_value", Layout::Interleaved},
    {"attention.output", "attention.dense"},
    {"attention.norm", "input_layernorm"},
    {"ffn.up", "mlp.dense_h_to_4h"},
    {"ffn.down", "mlp.dense_4h_to_h"},
    {"ffn.norm", "post_attention_layernorm"},
};

Architecture read(const nlohmann::json& given)
{
    nlohmann::json config = given;
    config.erase("is_decoder"); // says nothing here
    const ConfigReader reader(config);
    Architecture a = readEncoder(config, kKeys);
    a.family = kGptNeox.id;
    a.positions.longest = std::exchange(a.positions.table, 0);
    a.norm.epsilon = reader.real(kKeys.epsilon, 0, 1, 1e-5);
    a.dropout = reader.real(kKeys.dropout, 0, 0.99, 0);
    a.attentionDropout = reader.real(kKeys.attentionDropout, 0, 0.99, 0);
    a.headDropout = 0;
    a.padding = reader.integer("pad_token_id", -1, std::numeric_limits<int>::max(), -1);
    a.embeddings.norm = false;
    a.normPlace =
        reader.flag("use_parallel_residual", true) ? NormPlace::Parallel : NormPlace::Before;
    a.finalNorm = true;
    a.attention.causal = true;
    a.attention.bias = a.attention.outputBias = reader.flag("attention_bias", true);
    a.head = {.pooling = Pooling::Last, .dense = false, .outBias = false};
    a.positions.rotary = {
        readRotary(config, a.layers.front().headSize,
                   {.fraction = 0.25, .thetaKey = "rotary_emb_base", .fractionKey = "rotary_pct"})};
    for (LayerShape& layer : a.layers)
        layer.rotary = 0;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeEncoder(a, kKeys);
    config["max_position_embeddings"] = a.maxTokens();
    config["use_parallel_residual"] = a.normPlace == NormPlace::Parallel;
    config["attention_bias"] = a.attention.bias;
    if (a.padding >= 0)
        config["pad_token_id"] = a.padding;
    return config;
}

} // namespace

const Family kGptNeox = {
    .id = "gpt_neox",
    .prefix = "gpt_neox.",
    .layerName = "layers.",
    .bareClass = "GPTNeoXModel",
    .classifierClass = "GPTNeoXForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kScoreNames,
    .keys = kKeys,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
