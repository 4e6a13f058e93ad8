#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "embeddings.word_embeddings.weight"},
    {"embeddings.position", "embeddings.position_embeddings.weight"},
    {"embeddings.type", "embeddings.token_type_embeddings.weight"},
    {"embeddings.norm", "embeddings.LayerNorm"},
    {"head.dense", "pooler.dense"},
};
constexpr Renaming kLayerNames[] = {
    {"attention.query", "attention.self.query"},
    {"attention.key", "attention.self.key"},
    {"attention.value", "attention.self.value"},
    {"attention.output", "attention.output.dense"},
    {"attention.norm", "attention.output.LayerNorm"},
    {"ffn.up", "intermediate.dense"},
    {"ffn.down", "output.dense"},
    {"ffn.norm", "output.LayerNorm"},
};
constexpr Renaming kHeadNames[] = {
    {"head.out", "classifier"},
};

Architecture read(const nlohmann::json& config)
{
    Architecture a = readEncoder(config);
    a.family = kBert.id;
    a.embeddings.tokenTypes = ConfigReader(config).integer("type_vocab_size", 1, kMaxTokenTypes, 2);
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeEncoder(a);
    config["type_vocab_size"] = a.embeddings.tokenTypes;
    return config;
}

} // namespace

const Family kBert = {
    .id = "bert",
    .prefix = "bert.",
    .layerName = "encoder.layer.",
    .bareClass = "BertModel",
    .classifierClass = "BertForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
