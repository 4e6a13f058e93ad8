#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "embeddings.word_embeddings.weight"},
    {"embeddings.position", "embeddings.position_embeddings.weight"},
    {"embeddings.type", "embeddings.token_type_embeddings.weight"},
    {"embeddings.norm", "embeddings.LayerNorm"},
    {"embeddings.project", "embeddings_project"},
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
    {"head.dense", "classifier.dense"},
    {"head.out", "classifier.out_proj"},
};

Architecture read(const nlohmann::json& config)
{
    const ConfigReader reader(config);
    Architecture a = readEncoder(config);
    a.family = kElectra.id;
    a.embeddings.tokenTypes = reader.integer("type_vocab_size", 1, kMaxTokenTypes, 2);
    const int size = reader.integer("embedding_size", 1, 65536, 128);
    a.embeddings.size = size == a.hiddenSize ? 0 : size;
    a.head.activation = Activation::Gelu;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeEncoder(a);
    config["type_vocab_size"] = a.embeddings.tokenTypes;
    config["embedding_size"] = a.embeddingSize();
    return config;
}

} // namespace

const Family kElectra = {
    .id = "electra",
    .prefix = "electra.",
    .layerName = "encoder.layer.",
    .bareClass = "ElectraModel",
    .classifierClass = "ElectraForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
