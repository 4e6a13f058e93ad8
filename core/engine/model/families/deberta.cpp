#include "core/base/error.h"
#include "core/engine/model/families/common.h"

#include <cmath>
#include <utility>

namespace lathe::engine {

namespace {

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "embeddings.word_embeddings.weight"},
    {"embeddings.position", "embeddings.position_embeddings.weight"},
    {"embeddings.type", "embeddings.token_type_embeddings.weight"},
    {"embeddings.norm", "embeddings.LayerNorm"},
    {"embeddings.relative", "encoder.rel_embeddings.weight"},
    {"embeddings.relative_norm", "encoder.LayerNorm"},
};
constexpr Renaming kLayerNames[] = {
    {"attention.query", "attention.self.query_proj"},
    {"attention.key", "attention.self.key_proj"},
    {"attention.value", "attention.self.value_proj"},
    {"attention.position_query", "attention.self.pos_query_proj"},
    {"attention.position_key", "attention.self.pos_key_proj"},
    {"attention.output", "attention.output.dense"},
    {"attention.norm", "attention.output.LayerNorm"},
    {"ffn.up", "intermediate.dense"},
    {"ffn.down", "output.dense"},
    {"ffn.norm", "output.LayerNorm"},
};
constexpr Renaming kHeadNames[] = {
    {"head.dense", "pooler.dense"},
    {"head.out", "classifier"},
};

// "p2c|c2p" or ["p2c", "c2p"].
std::vector<std::string> attended(const nlohmann::json& config)
{
    const ConfigReader reader(config);
    if (!reader.has("pos_att_type") || !config["pos_att_type"].is_string())
        return reader.texts("pos_att_type");
    std::vector<std::string> kinds(1);
    for (const char c : reader.text("pos_att_type"))
        if (c == '|')
            kinds.emplace_back();
        else if (c != ' ')
            kinds.back() += char(std::tolower(static_cast<unsigned char>(c)));
    std::erase(kinds, "");
    return kinds;
}

Disentangled readDisentangled(const nlohmann::json& config, int positions)
{
    const ConfigReader reader(config);
    Disentangled d;
    if (!reader.flag("relative_attention", false))
        return d;
    const int most = reader.integer("max_relative_positions", -1, 1'000'000, -1);
    d.maxDistance = most < 1 ? positions : most;
    d.buckets = std::max(0, reader.integer("position_buckets", -1, 1'000'000, -1));
    d.span = d.buckets > 0 ? d.buckets : d.maxDistance;
    d.norm = reader.text("norm_rel_ebd", "none").find("layer_norm") != std::string::npos;
    d.ownProjections = !reader.flag("share_att_key", false);
    for (const std::string& kind : attended(config)) {
        refuse(kind != "c2p" && kind != "p2c", fmt::format("\"pos_att_type\" is {}", shown(kind)));
        (kind == "c2p" ? d.contentToPosition : d.positionToContent) = true;
    }
    return d;
}

Architecture read(const nlohmann::json& config)
{
    const ConfigReader reader(config);
    Architecture a = readEncoder(config);
    a.family = kDeberta.id;
    a.norm.epsilon = reader.real("layer_norm_eps", 0, 1, 1e-7);
    a.embeddings.tokenTypes = reader.integer("type_vocab_size", 0, kMaxTokenTypes, 0);
    a.headDropout = reader.real("cls_dropout", 0, 0.99, a.dropout);
    a.head.activation = readActivation(reader, "pooler_hidden_act", "gelu");
    refuse(reader.integer("conv_kernel_size", 0, 1024, 0) > 0, "\"conv_kernel_size\" is not 0");
    refuse(reader.integer("embedding_size", 1, 65536, a.hiddenSize) != a.hiddenSize, "\"embedding_size\" is not the hidden size");
    refuse(reader.integer("attention_head_size", 1, 65536, a.layers.front().headSize) != a.layers.front().headSize,
           "\"attention_head_size\" is not the hidden size by the heads");
    a.positions.disentangled = readDisentangled(config, a.positions.table);
    if (!reader.flag("position_biased_input", true))
        a.positions.longest = std::exchange(a.positions.table, 0);
    const Disentangled& d = a.positions.disentangled;
    const double parts = 1.0 + d.contentToPosition + d.positionToContent;
    for (LayerShape& layer : a.layers)
        layer.scale = parts > 1 ? 1 / std::sqrt(layer.headSize * parts) : 0;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeEncoder(a);
    config["max_position_embeddings"] = a.maxTokens();
    config["type_vocab_size"] = a.embeddings.tokenTypes;
    config["position_biased_input"] = a.positions.table > 0;
    config["pooler_hidden_act"] = publishedActivation(a.head.activation);
    config["pooler_hidden_size"] = a.hiddenSize;
    const Disentangled& d = a.positions.disentangled;
    config["relative_attention"] = d.span > 0;
    if (d.span == 0)
        return config;
    config["max_relative_positions"] = d.maxDistance;
    config["position_buckets"] = d.buckets > 0 ? d.buckets : -1;
    config["norm_rel_ebd"] = d.norm ? "layer_norm" : "none";
    config["share_att_key"] = !d.ownProjections;
    config["pos_att_type"] = nlohmann::json::array();
    if (d.positionToContent)
        config["pos_att_type"].push_back("p2c");
    if (d.contentToPosition)
        config["pos_att_type"].push_back("c2p");
    return config;
}

} // namespace

const Family kDeberta = {
    .id = "deberta-v2",
    .prefix = "deberta.",
    .layerName = "encoder.layer.",
    .bareClass = "DebertaV2Model",
    .classifierClass = "DebertaV2ForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kHeadNames,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
