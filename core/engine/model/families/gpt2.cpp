#include "core/engine/model/families/common.h"

#include <cmath>

namespace lathe::engine {

namespace {

constexpr ConfigKeys kKeys = {.hidden = "n_embd",
                              .positions = "n_positions",
                              .layers = "n_layer",
                              .heads = "n_head",
                              .ffn = "n_inner",
                              .activation = "activation_function",
                              .epsilon = "layer_norm_epsilon",
                              .dropout = "resid_pdrop",
                              .attentionDropout = "attn_pdrop"};

constexpr Renaming kModelNames[] = {
    {"embeddings.token", "wte.weight"},
    {"embeddings.position", "wpe.weight"},
    {"final_norm", "ln_f"},
};
constexpr Renaming kLayerNames[] = {
    {"attention.query", "attn.c_attn", Layout::Transposed},
    {"attention.key", "attn.c_attn", Layout::Transposed},
    {"attention.value", "attn.c_attn", Layout::Transposed},
    {"attention.output", "attn.c_proj", Layout::Transposed},
    {"attention.norm", "ln_1"},
    {"ffn.up", "mlp.c_fc", Layout::Transposed},
    {"ffn.down", "mlp.c_proj", Layout::Transposed},
    {"ffn.norm", "ln_2"},
};

// The layer's factor beside 1 / sqrt(headSize), which GPT-2 may divide by the layer's number.
double scaleOf(const nlohmann::json& config, int headSize, size_t layer)
{
    const ConfigReader reader(config);
    const double usual =
        reader.flag("scale_attn_weights", true) ? 1 / std::sqrt(double(headSize)) : 1;
    return reader.flag("scale_attn_by_inverse_layer_idx", false) ? usual / double(layer + 1)
                                                                 : usual;
}

Architecture read(const nlohmann::json& given)
{
    nlohmann::json config = given;
    const ConfigReader reader(config);
    if (!reader.has(kKeys.ffn))
        config[kKeys.ffn] = 4 * reader.integer(kKeys.hidden, 1, 65536);
    Architecture a = readEncoder(config, kKeys);
    a.family = kGpt2.id;
    a.norm.epsilon = reader.real(kKeys.epsilon, 0, 1, 1e-5);
    a.ffn.activation = readActivation(reader, kKeys.activation, "gelu_new");
    a.padding = reader.integer("pad_token_id", -1, std::numeric_limits<int>::max(), -1);
    a.headDropout = 0;
    a.embeddings.norm = false;
    a.normPlace = NormPlace::Before;
    a.finalNorm = true;
    a.attention.causal = true;
    a.head = {.pooling = Pooling::Last, .dense = false, .outBias = false};
    for (size_t i = 0; i < a.layers.size(); ++i) {
        LayerShape& layer = a.layers[i];
        const double scale = scaleOf(config, layer.headSize, i);
        layer.scale = scale == layer.scoreScale() ? 0 : scale;
    }
    return a;
}

nlohmann::json write(const Architecture& a)
{
    nlohmann::json config = writeEncoder(a, kKeys);
    if (a.padding >= 0)
        config["pad_token_id"] = a.padding;
    return config;
}

} // namespace

const Family kGpt2 = {
    .id = "gpt2",
    .prefix = "transformer.",
    .layerName = "h.",
    .bareClass = "GPT2Model",
    .classifierClass = "GPT2ForSequenceClassification",
    .model = kModelNames,
    .layer = kLayerNames,
    .head = kScoreNames,
    .keys = kKeys,
    .read = read,
    .write = write,
};

} // namespace lathe::engine
