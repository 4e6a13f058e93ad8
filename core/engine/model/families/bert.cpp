#include "core/engine/model/config_reader.h"
#include "core/engine/model/families/common.h"

#include <array>

namespace lathe::engine {

namespace {

constexpr int kMaxTokenTypes = 65536;

constexpr std::array kModelNames = {
    Renaming{"embeddings.token", "embeddings.word_embeddings.weight"},
    Renaming{"embeddings.position", "embeddings.position_embeddings.weight"},
    Renaming{"embeddings.type", "embeddings.token_type_embeddings.weight"},
    Renaming{"embeddings.norm", "embeddings.LayerNorm"},
    Renaming{"head.dense", "pooler.dense"},
    Renaming{"head.out", "classifier"},
};
constexpr std::array kLayerNames = {
    Renaming{"attention.query", "attention.self.query"},
    Renaming{"attention.key", "attention.self.key"},
    Renaming{"attention.value", "attention.self.value"},
    Renaming{"attention.output", "attention.output.dense"},
    Renaming{"attention.norm", "attention.output.LayerNorm"},
    Renaming{"ffn.up", "intermediate.dense"},
    Renaming{"ffn.down", "output.dense"},
    Renaming{"ffn.norm", "output.LayerNorm"},
};

Architecture read(const nlohmann::json& config)
{
    Architecture architecture = readEncoder(config);
    architecture.family = kBert.id;
    architecture.embeddings.tokenTypes = ConfigReader(config).integer("type_vocab_size", 1, kMaxTokenTypes, 2);
    return architecture;
}

nlohmann::json write(const Architecture& architecture)
{
    nlohmann::json config = writeEncoder(architecture);
    config["type_vocab_size"] = architecture.embeddings.tokenTypes;
    return config;
}

std::string publishedName(std::string_view canonical)
{
    return rename(canonical, kModelNames, kLayerNames);
}

} // namespace

const Family kBert = {
    .id = "bert",
    .prefix = "bert.",
    .encoderClass = "BertModel",
    .classifierClass = "BertForSequenceClassification",
    .sharedRelative = {},
    .read = read,
    .write = write,
    .publishedName = publishedName,
    .expressible = uniform,
};

} // namespace lathe::engine
