#include "core/base/error.h"
#include "core/engine/model/families/common.h"

#include <algorithm>

namespace lathe::engine {

using nlohmann::json;

namespace {

constexpr int kMaxHeadSize = 65536;
constexpr int kMaxPositions = 100'000'000;
constexpr ConfigKeys kKeys{};

} // namespace

Architecture readDecoder(const json& config, const DecoderDefaults& defaults)
{
    const ConfigReader reader(config);
    refuse(reader.flag("add_cross_attention", false), "\"add_cross_attention\" is true");
    Architecture a = readSizes(reader, kKeys);
    LayerShape layer = a.layers.front();
    const int keyValueHeads = reader.integer("num_key_value_heads", 1, layer.heads, layer.heads);
    if (layer.heads % keyValueHeads != 0)
        throw badInput("\"num_key_value_heads\" must divide \"num_attention_heads\" {}, found {}", layer.heads, keyValueHeads);
    layer.group = layer.heads / keyValueHeads;
    const int usual = defaults.headSize > 0 ? defaults.headSize : std::max(1, layer.headSize);
    layer.headSize = reader.integer("head_dim", 1, kMaxHeadSize, usual);
    layer.rotary = 0;
    a.layers.assign(a.layers.size(), layer);
    a.positions.longest = reader.integer("max_position_embeddings", 1, kMaxPositions);
    if (defaults.flatRope)
        a.positions.rotary = {readRotary(config, layer.headSize, {.theta = defaults.theta})};
    a.padding = reader.integer("pad_token_id", -1, std::numeric_limits<int>::max(), defaults.padding);
    a.embeddings.norm = false;
    a.norm = {.rms = true, .bias = false, .epsilon = reader.real("rms_norm_eps", 0, 1, defaults.epsilon)};
    a.normPlace = NormPlace::Before;
    a.finalNorm = true;
    a.attention = {.causal = true, .bias = false, .outputBias = false};
    a.ffn = {.activation = readActivation(reader, defaults.activationKey, defaults.activation), .gated = true, .bias = false};
    a.head = {.pooling = Pooling::Last, .dense = false, .outBias = false};
    a.dropout = a.headDropout = 0;
    a.attentionDropout = reader.real("attention_dropout", 0, 0.99, 0);
    return a;
}

json writeDecoder(const Architecture& a, std::string_view activationKey)
{
    const LayerShape widest = widestLayer(a);
    json config = writeSizes(a, kKeys);
    config["num_attention_heads"] = widest.heads;
    config["num_key_value_heads"] = widest.kvHeads();
    config["head_dim"] = widest.headSize;
    config["max_position_embeddings"] = a.positions.longest;
    config["rms_norm_eps"] = a.norm.epsilon;
    config["attention_dropout"] = a.attentionDropout;
    config[activationKey] = publishedActivation(a.ffn.activation);
    if (a.padding >= 0)
        config["pad_token_id"] = a.padding;
    return config;
}

void readWindows(const ConfigReader& reader, int window, const std::function<bool(int)>& slides, Architecture& a)
{
    const std::vector<std::string> types = reader.texts("layer_types");
    if (!types.empty() && types.size() != a.layers.size())
        throw badInput("\"layer_types\" has {} entries, but there are {} layers", types.size(), a.layers.size());
    for (size_t i = 0; i < a.layers.size(); ++i) {
        if (!types.empty() && types[i] != "sliding_attention" && types[i] != "full_attention")
            throw Error(ErrorKind::Unsupported, fmt::format("\"layer_types\" {} is not supported; supported are full_attention "
                                                            "and sliding_attention", shown(types[i])));
        if (types.empty() ? slides(int(i)) : types[i] == "sliding_attention")
            a.layers[i].window = window;
    }
}

json layerTypes(const Architecture& a)
{
    json types = json::array();
    for (const LayerShape& layer : a.layers)
        types.push_back(layer.window > 0 ? "sliding_attention" : "full_attention");
    return types;
}

} // namespace lathe::engine
