#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

Architecture read(const nlohmann::json& config)
{
    const ConfigReader reader(config);
    Architecture a = readDecoder(config);
    a.family = kLlama.id;
    a.attention.bias = a.attention.outputBias = reader.flag("attention_bias", false);
    a.ffn.bias = reader.flag("mlp_bias", false);
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeDecoder(a);
    config["attention_bias"] = a.attention.bias;
    config["mlp_bias"] = a.ffn.bias;
    return config;
}

} // namespace

const Family kLlama = {
    .id = "llama",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "LlamaModel",
    .classifierClass = "LlamaForSequenceClassification",
    .model = kLlamaModelNames,
    .layer = kLlamaLayerNames,
    .head = kScoreNames,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
