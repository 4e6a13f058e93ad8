#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "embeddings.word_embeddings.weight"},
    {"embeddings.position", "embeddings.position_embeddings.weight"},
    {"embeddings.type", "embeddings.token_type_embeddings.weight"},
    {"embeddings.norm", "embeddings.LayerNorm"},
    {"embeddings.project", "encoder.embedding_hidden_mapping_in"},
    {"head.dense", "pooler"},
};
constexpr Renaming kLayerNames[] = {
    {"attention.query", "albert_layers.0.attention.query"},
    {"attention.key", "albert_layers.0.attention.key"},
    {"attention.value", "albert_layers.0.attention.value"},
    {"attention.output", "albert_layers.0.attention.dense"},
    {"attention.norm", "albert_layers.0.attention.LayerNorm"},
    {"ffn.up", "albert_layers.0.ffn"},
    {"ffn.down", "albert_layers.0.ffn_output"},
    {"ffn.norm", "albert_layers.0.full_layer_layer_norm"},
};
constexpr Renaming kHeadNames[] = {
    {"head.out", "classifier"},
};

constexpr ConfigKeys kKeys = {.headDropout = "classifier_dropout_prob"};

Architecture read(const nlohmann::json& config)
{
    const ConfigReader reader(config);
    Architecture a = readEncoder(config, kKeys);
    a.family = kAlbert.id;
    a.ffn.activation = readActivation(reader, kKeys.activation, "gelu_new");
    a.dropout = reader.real(kKeys.dropout, 0, 0.99, 0);
    a.attentionDropout = reader.real(kKeys.attentionDropout, 0, 0.99, 0);
    a.headDropout = reader.real(kKeys.headDropout, 0, 0.99, 0.1);
    a.embeddings.tokenTypes = reader.integer("type_vocab_size", 1, kMaxTokenTypes, 2);
    a.embeddings.size = reader.integer("embedding_size", 1, 65536, 128);
    refuse(reader.integer("inner_group_num", 1, 1024, 1) != 1, "\"inner_group_num\" is not 1");
    const int layers = int(a.layers.size());
    a.layerGroups = reader.integer("num_hidden_groups", 1, layers, 1);
    refuse(layers % a.layerGroups != 0, "\"num_hidden_groups\" does not divide \"num_hidden_layers\"");
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeEncoder(a, kKeys);
    config["type_vocab_size"] = a.embeddings.tokenTypes;
    config["embedding_size"] = a.embeddingSize();
    config["num_hidden_groups"] = a.layerGroups;
    config["inner_group_num"] = 1;
    return config;
}

} // namespace

const Family kAlbert = {
    .id = "albert",
    .prefix = "albert.",
    .layerName = "encoder.albert_layer_groups.",
    .bareClass = "AlbertModel",
    .classifierClass = "AlbertForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .keys = kKeys,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
