#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

Architecture read(const nlohmann::json& config)
{
    const ConfigReader reader(config);
    Architecture a = readDecoder(config);
    a.family = kMistral.id;
    // Null stands for none, a missing key for the usual window.
    const int window = config.contains("sliding_window")
                           ? reader.integer("sliding_window", 1, kMaxWindow, 0)
                           : 4096;
    for (LayerShape& layer : a.layers)
        layer.window = window;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeDecoder(a);
    const int window = a.layers.front().window;
    config["sliding_window"] = window > 0 ? nlohmann::json(window) : nlohmann::json();
    return config;
}

} // namespace

const Family kMistral = {
    .id = "mistral",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "MistralModel",
    .classifierClass = "MistralForSequenceClassification",
    .model = kLlamaModelNames,
    .layer = kLlamaLayerNames,
    .head = kScoreNames,
    .headsDivideHidden = false,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
