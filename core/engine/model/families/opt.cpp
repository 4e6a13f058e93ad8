#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

constexpr int kPositionOffset = 2;

constexpr ConfigKeys kKeys = {.ffn = "ffn_dim",
                              .activation = "activation_function",
                              .epsilon = "", // always 1e-5
                              .dropout = "dropout",
                              .attentionDropout = "attention_dropout"};

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "decoder.embed_tokens.weight"},
    {"embeddings.position", "decoder.embed_positions.weight"},
    {"embeddings.project", "decoder.project_in"},
    {"final_norm", "decoder.final_layer_norm"},
    {"head.dense", "decoder.project_out"},
};
constexpr Renaming kLayerNames[] = {
    {"attention.query", "self_attn.q_proj"},
    {"attention.key", "self_attn.k_proj"},
    {"attention.value", "self_attn.v_proj"},
    {"attention.output", "self_attn.out_proj"},
    {"attention.norm", "self_attn_layer_norm"},
    {"ffn.up", "fc1"},
    {"ffn.down", "fc2"},
    {"ffn.norm", "final_layer_norm"},
};

Architecture read(const nlohmann::json& given)
{
    nlohmann::json config = given;
    config.erase("is_decoder"); // says nothing here
    const ConfigReader reader(config);
    Architecture a = readEncoder(config, kKeys);
    a.family = kOpt.id;
    a.positions.table += kPositionOffset;
    a.positions.offset = kPositionOffset;
    a.norm.epsilon = 1e-5;
    a.ffn.activation = readActivation(reader, kKeys.activation, "relu");
    a.attentionDropout = reader.real(kKeys.attentionDropout, 0, 0.99, 0);
    a.headDropout = 0;
    a.padding = reader.integer("pad_token_id", -1, std::numeric_limits<int>::max(), 1);
    refuse(!reader.flag("layer_norm_elementwise_affine", true),
           "\"layer_norm_elementwise_affine\" is false");
    const bool before = reader.flag("do_layer_norm_before", true);
    a.normPlace = before ? NormPlace::Before : NormPlace::After;
    a.finalNorm = before && !reader.flag("_remove_final_layer_norm", false);
    a.embeddings.norm = false;
    a.attention.causal = true;
    a.attention.bias = a.attention.outputBias = a.ffn.bias = reader.flag("enable_bias", true);
    a.head = {.pooling = Pooling::Last, .dense = false, .outBias = false};
    const int size = reader.integer("word_embed_proj_dim", 1, 65536, a.hiddenSize);
    if (size != a.hiddenSize) {
        a.embeddings.size = a.head.denseSize = size;
        a.embeddings.projectsTokens = true;
        a.head.dense = true;
        a.head.denseBias = false;
        a.head.activation = Activation::None;
    }
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeEncoder(a, kKeys);
    config["max_position_embeddings"] = a.maxTokens();
    config["do_layer_norm_before"] = a.normPlace == NormPlace::Before;
    config["_remove_final_layer_norm"] = a.normPlace == NormPlace::Before && !a.finalNorm;
    config["enable_bias"] = a.attention.bias;
    config["word_embed_proj_dim"] = a.embeddingSize();
    if (a.padding >= 0)
        config["pad_token_id"] = a.padding;
    return config;
}

} // namespace

const Family kOpt = {
    .id = "opt",
    .prefix = "model.",
    .layerName = "decoder.layers.",
    .bareClass = "OPTModel",
    .classifierClass = "OPTForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kScoreNames,
    .keys = kKeys,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
