#include "core/base/error.h"
#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

constexpr int kPositionOffset = 2; // positions count from the padding id, which is 1, plus 1
constexpr int kBuckets = 32;       // the reference code computes with 32, whatever config.json says

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "embeddings.word_embeddings.weight"},
    {"embeddings.position", "embeddings.position_embeddings.weight"},
    {"embeddings.norm", "embeddings.LayerNorm"},
};
constexpr Renaming kLayerNames[] = {
    {"attention.query", "attention.attn.q"},
    {"attention.key", "attention.attn.k"},
    {"attention.value", "attention.attn.v"},
    {"attention.output", "attention.attn.o"},
    {"attention.norm", "attention.LayerNorm"},
    {"attention.relative", "attention.relative_attention_bias.weight"},
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
    Architecture a = readEncoder(config);
    a.family = kMpnet.id;
    a.positions.offset = kPositionOffset;
    a.positions.skipsPadding = true;
    a.padding = kPositionOffset - 1;
    if (a.maxTokens() < 1)
        throw badInput("\"max_position_embeddings\" must be more than {}, found {}", kPositionOffset, a.positions.table);
    const int buckets = ConfigReader(config).integer("relative_attention_num_buckets", 1, 1024, kBuckets);
    if (buckets != kBuckets)
        throw Error(ErrorKind::Unsupported,
                    fmt::format("\"relative_attention_num_buckets\" {} is not supported, only {}", buckets, kBuckets));
    a.positions.relativeBuckets = buckets;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeEncoder(a);
    config["relative_attention_num_buckets"] = a.positions.relativeBuckets;
    return config;
}

} // namespace

const Family kMpnet = {
    .id = "mpnet",
    .prefix = "mpnet.",
    .layerName = "encoder.layer.",
    .bareClass = "MPNetModel",
    .classifierClass = "MPNetForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .sharedRelative = "encoder.relative_attention_bias.weight",
    .read = read,
    .write = write,
};

} // namespace lathe::engine
