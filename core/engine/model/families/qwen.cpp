#include "core/engine/model/families/common.h"

#include <algorithm>

namespace lathe::engine {

namespace {

Architecture readAs(std::string_view family, const nlohmann::json& config,
                    const DecoderDefaults& defaults)
{
    const ConfigReader reader(config);
    Architecture a = readDecoder(config, defaults);
    a.family = family;
    const bool slides = reader.flag("use_sliding_window", false);
    const int window = slides ? reader.integer("sliding_window", 0, kMaxWindow, 4096) : 0;
    const int from = reader.integer("max_window_layers", 0, kMaxWindow, 28);
    readWindows(
        reader, window, [&](int layer) { return layer >= from; }, a);
    return a;
}

Architecture readQwen2(const nlohmann::json& config)
{
    Architecture a = readAs(kQwen2.id, config, {});
    a.attention.bias = true;
    return a;
}

Architecture readQwen3(const nlohmann::json& config)
{
    Architecture a = readAs(kQwen3.id, config, {.headSize = 128});
    a.attention.bias = a.attention.outputBias = ConfigReader(config).flag("attention_bias", false);
    a.attention.queryKeyNorm = true;
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeDecoder(a);
    int window = 0;
    for (const LayerShape& layer : a.layers)
        window = std::max(window, layer.window);
    config["use_sliding_window"] = window > 0;
    if (window > 0)
        config["sliding_window"] = window;
    config["layer_types"] = layerTypes(a);
    return config;
}

nlohmann::json writeQwen3(const Architecture& a)
{
    nlohmann::json config = write(a);
    config["attention_bias"] = a.attention.bias;
    return config;
}

} // namespace

const Family kQwen2 = {
    .id = "qwen2",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "Qwen2Model",
    .classifierClass = "Qwen2ForSequenceClassification",
    .model = kLlamaModelNames,
    .layer = kLlamaLayerNames,
    .head = kScoreNames,
    .headsDivideHidden = false,
    .read = readQwen2,
    .write = write,
};

const Family kQwen3 = {
    .id = "qwen3",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "Qwen3Model",
    .classifierClass = "Qwen3ForSequenceClassification",
    .model = kLlamaModelNames,
    .layer = kLlamaLayerNames,
    .head = kScoreNames,
    .headsDivideHidden = false,
    .read = readQwen3,
    .write = writeQwen3,
};

} // namespace lathe::engine
