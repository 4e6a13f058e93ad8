#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

constexpr ConfigKeys kKeys = {.hidden = "dim",
                              .layers = "n_layers",
                              .heads = "n_heads",
                              .ffn = "hidden_dim",
                              .activation = "activation",
                              .epsilon = "", // always 1e-12
                              .dropout = "dropout",
                              .attentionDropout = "attention_dropout",
                              .headDropout = "seq_classif_dropout"};

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "embeddings.word_embeddings.weight"},
    {"embeddings.position", "embeddings.position_embeddings.weight"},
    {"embeddings.norm", "embeddings.LayerNorm"},
};
constexpr Renaming kLayerNames[] = {
    {"attention.query", "attention.q_lin"},
    {"attention.key", "attention.k_lin"},
    {"attention.value", "attention.v_lin"},
    {"attention.output", "attention.out_lin"},
    {"attention.norm", "sa_layer_norm"},
    {"ffn.up", "ffn.lin1"},
    {"ffn.down", "ffn.lin2"},
    {"ffn.norm", "output_layer_norm"},
};
constexpr Renaming kHeadNames[] = {
    {"head.dense", "pre_classifier"},
    {"head.out", "classifier"},
};

Architecture read(const nlohmann::json& config)
{
    Architecture a = readEncoder(config, kKeys);
    a.family = kDistilBert.id;
    a.headDropout = ConfigReader(config).real(kKeys.headDropout, 0, 0.99, 0.2);
    a.head.activation = Activation::Relu;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    return writeEncoder(a, kKeys);
}

} // namespace

const Family kDistilBert = {
    .id = "distilbert",
    .prefix = "distilbert.",
    .layerName = "transformer.layer.",
    .bareClass = "DistilBertModel",
    .classifierClass = "DistilBertForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .keys = kKeys,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
