#include "core/base/error.h"
#include "core/engine/model/families/common.h"

namespace lathe::engine {

namespace {

Architecture read(const nlohmann::json& config)
{
    const ConfigReader reader(config);
    Architecture a = readDecoder(config, {.theta = 2000000, .padding = 128004});
    a.family = kSmolLm3.id;
    a.attention.bias = a.attention.outputBias = reader.flag("attention_bias", false);
    a.ffn.bias = reader.flag("mlp_bias", false);
    const std::vector<double> turns =
        reader.reals("no_rope_layers", 0, 1); // 1 where a layer turns, whatever the name says
    if (!turns.empty() && turns.size() != a.layers.size())
        throw badInput("\"no_rope_layers\" has {} entries, but there are {} layers", turns.size(),
                       a.layers.size());
    const int every = reader.integer("no_rope_layer_interval", 1, 1024, 4);
    for (size_t i = 0; i < a.layers.size(); ++i)
        a.layers[i].rotary = (turns.empty() ? (i + 1) % size_t(every) != 0 : turns[i] > 0) ? 0 : -1;
    const int window = reader.flag("use_sliding_window", false)
                           ? reader.integer("sliding_window", 1, kMaxWindow, 0)
                           : 0;
    readWindows(
        reader, window, [&](int layer) { return a.layers[size_t(layer)].rotary < 0; }, a);
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeDecoder(a);
    config["attention_bias"] = a.attention.bias;
    config["mlp_bias"] = a.ffn.bias;
    config["layer_types"] = layerTypes(a);
    config["no_rope_layers"] = nlohmann::json::array();
    for (const LayerShape& layer : a.layers)
        config["no_rope_layers"].push_back(layer.rotary < 0 ? 0 : 1);
    return config;
}

} // namespace

const Family kSmolLm3 = {
    .id = "smollm3",
    .prefix = "model.",
    .layerName = "layers.",
    .bareClass = "SmolLM3Model",
    .classifierClass = "SmolLM3ForSequenceClassification",
    .model = kLlamaModelNames,
    .layer = kLlamaLayerNames,
    .head = kScoreNames,
    .headsDivideHidden = false,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
