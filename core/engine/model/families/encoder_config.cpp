#include "core/base/error.h"
#include "core/engine/model/families/common.h"

#include <algorithm>

namespace lathe::engine {

using nlohmann::json;

namespace {

// Far beyond any published model, and small enough that no product of two of them overflows.
constexpr int kMaxHidden = 65536;
constexpr int kMaxFfn = 262144;
constexpr int kMaxVocabulary = 10'000'000;
constexpr int kMaxPositions = 100'000'000;
constexpr int kMaxLayers = 1024;

} // namespace

void refuse(bool found, std::string_view what)
{
    if (found)
        throw Error(ErrorKind::Unsupported, fmt::format("{}, which is not supported", what),
                    "Lathe works on text encoders and decoders with a classification head");
}

Activation readActivation(const ConfigReader& reader, std::string_view key, std::string_view otherwise)
{
    const std::string name = reader.text(key, std::string(otherwise));
    if (name == "gelu" || name == "gelu_python")
        return Activation::Gelu;
    if (name == "gelu_new" || name == "gelu_pytorch_tanh" || name == "gelu_fast")
        return Activation::GeluTanh;
    if (name == "relu")
        return Activation::Relu;
    if (name == "silu" || name == "swish")
        return Activation::Silu;
    if (name == "tanh")
        return Activation::Tanh;
    throw Error(ErrorKind::Unsupported,
                fmt::format("\"{}\" {} is not supported; supported are gelu, gelu_new, gelu_pytorch_tanh, relu, silu and tanh",
                            key, shown(name)));
}

std::string_view publishedActivation(Activation activation)
{
    switch (activation) {
    case Activation::Gelu:
        return "gelu";
    case Activation::GeluTanh:
        return "gelu_new";
    case Activation::Relu:
        return "relu";
    case Activation::Silu:
        return "silu";
    case Activation::Tanh:
        return "tanh";
    case Activation::None:
        break;
    }
    return "linear";
}

Architecture readSizes(const ConfigReader& reader, const ConfigKeys& keys)
{
    Architecture a;
    a.hiddenSize = reader.integer(keys.hidden, 1, kMaxHidden);
    a.vocabularySize = reader.integer(keys.vocabulary, 1, kMaxVocabulary);
    LayerShape layer;
    layer.heads = reader.integer(keys.heads, 1, a.hiddenSize);
    layer.headSize = a.hiddenSize / layer.heads;
    layer.ffn = reader.integer(keys.ffn, 1, kMaxFfn);
    const int layers = reader.integer(keys.layers, 1, kMaxLayers);
    a.layers.assign(size_t(layers), layer);
    return a;
}

LayerShape widestLayer(const Architecture& a)
{
    LayerShape widest{.heads = 1, .headSize = 1, .ffn = 1};
    for (const LayerShape& layer : a.layers) {
        widest.ffn = std::max(widest.ffn, layer.ffn);
        if (layer.heads >= widest.heads)
            widest.heads = layer.heads, widest.headSize = layer.headSize, widest.group = layer.group;
    }
    return widest;
}

json writeSizes(const Architecture& a, const ConfigKeys& keys)
{
    int headSize = 1; // where no layer has heads left, any that divides will do
    for (const LayerShape& layer : a.layers)
        if (layer.headSize > 0 && a.hiddenSize % layer.headSize == 0)
            headSize = std::max(headSize, layer.headSize);
    return {{keys.hidden, a.hiddenSize},
            {keys.vocabulary, a.vocabularySize},
            {keys.layers, a.layers.size()},
            {keys.heads, a.hiddenSize / headSize},
            {keys.ffn, widestLayer(a).ffn}};
}

Architecture readEncoder(const json& config, const ConfigKeys& keys)
{
    const ConfigReader reader(config);
    refuse(reader.flag("is_decoder", false), "\"is_decoder\" is true");
    refuse(reader.flag("is_encoder_decoder", false), "\"is_encoder_decoder\" is true");
    refuse(reader.flag("add_cross_attention", false), "\"add_cross_attention\" is true");
    const std::string positions = reader.text("position_embedding_type", "absolute");
    refuse(positions != "absolute", fmt::format("\"position_embedding_type\" is {}", shown(positions)));
    refuse(reader.has("pruned_heads") && !config["pruned_heads"].empty(), "\"pruned_heads\" lists heads");

    Architecture a = readSizes(reader, keys);
    const LayerShape& layer = a.layers.front();
    if (a.hiddenSize % layer.heads != 0)
        throw badInput("\"{}\" must divide \"{}\" {}, found {}", keys.heads, keys.hidden, a.hiddenSize, layer.heads);
    a.positions.table = reader.integer(keys.positions, 1, kMaxPositions);
    if (!keys.epsilon.empty())
        a.norm.epsilon = reader.real(keys.epsilon, 0, 1, 1e-12);
    a.ffn.activation = readActivation(reader, keys.activation, "gelu");
    a.dropout = reader.real(keys.dropout, 0, 0.99, 0.1);
    a.attentionDropout = reader.real(keys.attentionDropout, 0, 0.99, 0.1);
    a.headDropout = reader.real(keys.headDropout, 0, 0.99, a.dropout);
    return a;
}

json writeEncoder(const Architecture& a, const ConfigKeys& keys)
{
    json config = writeSizes(a, keys);
    config[keys.positions] = a.positions.table;
    if (!keys.epsilon.empty())
        config[keys.epsilon] = a.norm.epsilon;
    config[keys.activation] = publishedActivation(a.ffn.activation);
    config[keys.dropout] = a.dropout;
    config[keys.attentionDropout] = a.attentionDropout;
    return config;
}

} // namespace lathe::engine
