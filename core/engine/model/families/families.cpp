#include "core/base/error.h"
#include "core/engine/model/config_reader.h"
#include "core/engine/model/families/common.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace lathe::engine {

using nlohmann::json;

namespace {

constexpr std::array kFamilies = {&kBert, &kMpnet};

// Far beyond any published encoder, and small enough that no product of two of them overflows.
constexpr int kMaxHidden = 65536;
constexpr int kMaxFfn = 262144;
constexpr int kMaxVocabulary = 10'000'000;
constexpr int kMaxPositions = 1'000'000;
constexpr int kMaxLayers = 1024;

void refuse(bool found, std::string_view what)
{
    if (found)
        throw Error(ErrorKind::Unsupported, fmt::format("{}, which is not supported", what),
                    "Lathe works on text encoders with a classification head");
}

Activation readActivation(const ConfigReader& reader)
{
    const std::string name = reader.text("hidden_act", "gelu");
    if (name == "gelu")
        return Activation::Gelu;
    if (name == "gelu_new" || name == "gelu_pytorch_tanh")
        return Activation::GeluTanh;
    if (name == "relu")
        return Activation::Relu;
    throw Error(ErrorKind::Unsupported,
                fmt::format("\"hidden_act\" {} is not supported; supported are gelu, gelu_new, "
                            "gelu_pytorch_tanh and relu",
                            shown(name)));
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
    return {};
}

} // namespace

std::span<const Family* const> allFamilies()
{
    return kFamilies;
}

const Family& familyNamed(std::string_view id)
{
    std::string supported;
    for (const Family* family : kFamilies) {
        if (family->id == id)
            return *family;
        supported += fmt::format("{}{}", supported.empty() ? "" : ", ", family->id);
    }
    throw Error(
        ErrorKind::Unsupported,
        fmt::format("model family {} is not supported; supported are {}", shown(id), supported));
}

const Family& familyOf(const json& config)
{
    return familyNamed(ConfigReader(config).text("model_type"));
}

Architecture readEncoder(const json& config)
{
    const ConfigReader reader(config);
    refuse(reader.flag("is_decoder", false), "\"is_decoder\" is true");
    refuse(reader.flag("is_encoder_decoder", false), "\"is_encoder_decoder\" is true");
    refuse(reader.flag("add_cross_attention", false), "\"add_cross_attention\" is true");
    const std::string positions = reader.text("position_embedding_type", "absolute");
    refuse(positions != "absolute",
           fmt::format("\"position_embedding_type\" is {}", shown(positions)));
    refuse(reader.has("pruned_heads") && !config["pruned_heads"].empty(),
           "\"pruned_heads\" lists heads");

    Architecture a;
    a.hiddenSize = reader.integer("hidden_size", 1, kMaxHidden);
    a.vocabularySize = reader.integer("vocab_size", 1, kMaxVocabulary);
    a.positions.table = reader.integer("max_position_embeddings", 1, kMaxPositions);
    a.norm.epsilon = reader.real("layer_norm_eps", 0, 1, 1e-12);
    a.ffn.activation = readActivation(reader);
    a.dropout = reader.real("hidden_dropout_prob", 0, 0.99, 0.1);
    a.headDropout = reader.real("classifier_dropout", 0, 0.99, a.dropout);
    a.attentionDropout = reader.real("attention_probs_dropout_prob", 0, 0.99, 0.1);
    LayerShape layer;
    layer.heads = reader.integer("num_attention_heads", 1, a.hiddenSize);
    if (a.hiddenSize % layer.heads != 0)
        throw badInput("\"num_attention_heads\" must divide \"hidden_size\" {}, found {}",
                       a.hiddenSize, layer.heads);
    layer.headSize = a.hiddenSize / layer.heads;
    layer.ffn = reader.integer("intermediate_size", 1, kMaxFfn);
    const int layers = reader.integer("num_hidden_layers", 1, kMaxLayers);
    a.layers.assign(static_cast<size_t>(layers), layer);
    return a;
}

json writeEncoder(const Architecture& a)
{
    int headSize = 1; // where no layer has heads left, any that divides will do
    int ffn = 1;
    for (const LayerShape& layer : a.layers) {
        if (layer.headSize > 0 && a.hiddenSize % layer.headSize == 0)
            headSize = std::max(headSize, layer.headSize);
        ffn = std::max(ffn, layer.ffn);
    }
    return {{"hidden_size", a.hiddenSize},
            {"vocab_size", a.vocabularySize},
            {"max_position_embeddings", a.positions.table},
            {"layer_norm_eps", a.norm.epsilon},
            {"hidden_act", publishedActivation(a.ffn.activation)},
            {"hidden_dropout_prob", a.dropout},
            {"attention_probs_dropout_prob", a.attentionDropout},
            {"num_attention_heads", a.hiddenSize / headSize},
            {"intermediate_size", ffn},
            {"num_hidden_layers", a.layers.size()}};
}

bool uniform(const Architecture& a)
{
    return std::all_of(a.layers.begin(), a.layers.end(), [&](const LayerShape& layer) {
        return layer == a.layers.front() && layer.attention() == a.hiddenSize && layer.ffn > 0;
    });
}

std::string rename(std::string_view canonical, std::span<const Renaming> model,
                   std::span<const Renaming> layer)
{
    constexpr std::string_view kLayers = "layers.";
    std::string result;
    std::string_view rest = canonical;
    std::span<const Renaming> names = model;
    if (canonical.starts_with(kLayers)) {
        const size_t dot = canonical.find('.', kLayers.size());
        const std::string_view number = canonical.substr(kLayers.size(), dot - kLayers.size());
        result = fmt::format("encoder.layer.{}.", number);
        rest = canonical.substr(std::min(canonical.size(), dot + 1));
        names = layer;
    }
    for (const Renaming& name : names) {
        if (!rest.starts_with(name.canonical))
            continue;
        const std::string_view part = rest.substr(name.canonical.size());
        if (part.empty() || part.front() == '.')
            return fmt::format("{}{}{}", result, name.published, part);
    }
    throw std::logic_error(fmt::format("no published name for weight {}", canonical));
}

} // namespace lathe::engine
