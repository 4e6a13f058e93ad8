#include "core/base/error.h"
#include "core/engine/model/config_reader.h"
#include "core/engine/model/families/common.h"

#include <array>

namespace lathe::engine {

namespace {

constexpr int kPositionOffset = 2; // positions count from the padding id, which is 1, plus 1
constexpr int kBuckets = 32;       // the reference code computes with 32, whatever config.json says

constexpr std::array kModelNames = {
    Renaming{"embeddings.token", "embeddings.word_embeddings.weight"},
    Renaming{"embeddings.position", "embeddings.position_embeddings.weight"},
    Renaming{"embeddings.norm", "embeddings.LayerNorm"},
    Renaming{"head.dense", "classifier.dense"},
    Renaming{"head.out", "classifier.out_proj"},
};
constexpr std::array kLayerNames = {
    Renaming{"attention.query", "attention.attn.q"},
    Renaming{"attention.key", "attention.attn.k"},
    Renaming{"attention.value", "attention.attn.v"},
    Renaming{"attention.output", "attention.attn.o"},
    Renaming{"attention.norm", "attention.LayerNorm"},
    Renaming{"attention.relative", "attention.relative_attention_bias.weight"},
    Renaming{"ffn.up", "intermediate.dense"},
    Renaming{"ffn.down", "output.dense"},
    Renaming{"ffn.norm", "output.LayerNorm"},
};

Architecture read(const nlohmann::json& config)
{
    Architecture architecture = readEncoder(config);
    architecture.family = kMpnet.id;
    architecture.positions.offset = kPositionOffset;
    architecture.positions.skipsPadding = true;
    architecture.padding = kPositionOffset - 1;
    if (architecture.maxTokens() < 1)
        throw badInput("\"max_position_embeddings\" must be more than {}, found {}",
                       kPositionOffset, architecture.positions.table);
    const int buckets =
        ConfigReader(config).integer("relative_attention_num_buckets", 1, 1024, kBuckets);
    if (buckets != kBuckets)
        throw Error(ErrorKind::Unsupported,
                    fmt::format("\"relative_attention_num_buckets\" {} is not supported, only {}",
                                buckets, kBuckets));
    architecture.positions.relativeBuckets = buckets;
    return architecture;
}

nlohmann::json write(const Architecture& architecture)
{
    nlohmann::json config = writeEncoder(architecture);
    config["relative_attention_num_buckets"] = architecture.positions.relativeBuckets;
    return config;
}

std::string publishedName(std::string_view canonical)
{
    return rename(canonical, kModelNames, kLayerNames);
}

} // namespace

const Family kMpnet = {
    .id = "mpnet",
    .prefix = "mpnet.",
    .encoderClass = "MPNetModel",
    .classifierClass = "MPNetForSequenceClassification",
    .sharedRelative = "encoder.relative_attention_bias.weight",
    .read = read,
    .write = write,
    .publishedName = publishedName,
    .expressible = uniform,
};

} // namespace lathe::engine
