#include "core/base/error.h"
#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "embeddings.word_embeddings.weight"},
    {"embeddings.position", "embeddings.position_embeddings.weight"},
    {"embeddings.type", "embeddings.token_type_embeddings.weight"},
    {"embeddings.norm", "embeddings.LayerNorm"},
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

Architecture readAs(std::string_view family, const nlohmann::json& config)
{
    const ConfigReader reader(config);
    Architecture a = readEncoder(config);
    a.family = family;
    a.embeddings.tokenTypes = reader.integer("type_vocab_size", 1, kMaxTokenTypes, 2);
    a.padding = reader.integer("pad_token_id", 0, a.vocabularySize - 1, 1);
    a.positions.offset = a.padding + 1;
    a.positions.skipsPadding = true;
    if (a.maxTokens() < 1)
        throw badInput("\"max_position_embeddings\" must be more than {}, found {}", a.positions.offset, a.positions.table);
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeEncoder(a);
    config["type_vocab_size"] = a.embeddings.tokenTypes;
    config["pad_token_id"] = a.padding;
    return config;
}

Architecture readRoberta(const nlohmann::json& config) { return readAs(kRoberta.id, config); }
Architecture readXlmRoberta(const nlohmann::json& config) { return readAs(kXlmRoberta.id, config); }
Architecture readCamembert(const nlohmann::json& config) { return readAs(kCamembert.id, config); }

} // namespace

const Family kRoberta = {
    .id = "roberta",
    .prefix = "roberta.",
    .layerName = "encoder.layer.",
    .bareClass = "RobertaModel",
    .classifierClass = "RobertaForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .read = readRoberta,
    .write = write,
};

const Family kXlmRoberta = {
    .id = "xlm-roberta",
    .prefix = "roberta.",
    .layerName = "encoder.layer.",
    .bareClass = "XLMRobertaModel",
    .classifierClass = "XLMRobertaForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .read = readXlmRoberta,
    .write = write,
};

const Family kCamembert = {
    .id = "camembert",
    .prefix = "roberta.",
    .layerName = "encoder.layer.",
    .bareClass = "CamembertModel",
    .classifierClass = "CamembertForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .read = readCamembert,
    .write = write,
};

} // namespace lathe::engine
