#pragma once

#include "core/engine/model/config_reader.h"
#include "core/engine/model/families/family.h"

#include <functional>

namespace lathe::engine {

// What families/*.cpp share.

extern const Family kBert, kDistilBert, kRoberta, kXlmRoberta, kCamembert, kMpnet, kElectra,
    kAlbert, kDeberta, kModernBert;
extern const Family kLlama, kMistral, kQwen2, kQwen3, kSmolLm3, kGemma2, kGemma3, kPhi3, kGpt2,
    kGptNeox, kOpt;

// The names that Llama coined and most decoders kept; norms of query and key are there where a model has them.
inline constexpr Renaming kLlamaModelNames[] = {
    {"embeddings.token", "embed_tokens.weight"},
    {"final_norm", "norm"},
};
inline constexpr Renaming kLlamaLayerNames[] = {
    {"attention.query", "self_attn.q_proj"},
    {"attention.key", "self_attn.k_proj"},
    {"attention.value", "self_attn.v_proj"},
    {"attention.output", "self_attn.o_proj"},
    {"attention.query_norm", "self_attn.q_norm"},
    {"attention.key_norm", "self_attn.k_norm"},
    {"attention.norm", "input_layernorm"},
    {"ffn.gate", "mlp.gate_proj"},
    {"ffn.up", "mlp.up_proj"},
    {"ffn.down", "mlp.down_proj"},
    {"ffn.norm", "post_attention_layernorm"},
};
inline constexpr Renaming kScoreNames[] = {
    {"head.out", "score"},
};

inline constexpr int kMaxTokenTypes = 65536;
inline constexpr int kMaxWindow = 1 << 30;

// Throws Error (Unsupported) saying `what`.
void refuse(bool found, std::string_view what);

[[nodiscard]] Activation readActivation(const ConfigReader& reader, std::string_view key,
                                        std::string_view otherwise);
[[nodiscard]] std::string_view publishedActivation(Activation activation);

// Hidden size, vocabulary and layers of the stated heads and FFN width; head size hidden / heads.
[[nodiscard]] Architecture readSizes(const ConfigReader& reader, const ConfigKeys& keys);
[[nodiscard]] nlohmann::json writeSizes(const Architecture& architecture, const ConfigKeys& keys);
// The sizes that transformers builds when layers differ: the widest of each.
[[nodiscard]] LayerShape widestLayer(const Architecture& architecture);

// readSizes, and what BERT says beyond it: positions, epsilon, activation and dropout.
[[nodiscard]] Architecture readEncoder(const nlohmann::json& config, const ConfigKeys& keys = {});
[[nodiscard]] nlohmann::json writeEncoder(const Architecture& architecture,
                                          const ConfigKeys& keys = {});

// What models after Llama have in common: grouped heads, one rotary base, RMS norms before, gated
// FFN, no biases, and a head over the last token.
struct DecoderDefaults {
    double epsilon = 1e-6;
    double theta = 10000;
    int padding = -1;
    std::string_view activationKey = "hidden_act", activation = "silu";
    int headSize = 0;     // 0: hidden / heads
    bool flatRope = true; // false: the family reads its own
};
[[nodiscard]] Architecture readDecoder(const nlohmann::json& config,
                                       const DecoderDefaults& defaults = {});
[[nodiscard]] nlohmann::json writeDecoder(const Architecture& architecture,
                                          std::string_view activationKey = "hidden_act");

// Sets the window of the layers that "layer_types" calls sliding, or that `slides` names where the
// key is missing.
void readWindows(const ConfigReader& reader, int window,
                 const std::function<bool(int layer)>& slides, Architecture& a);
[[nodiscard]] nlohmann::json layerTypes(const Architecture& architecture);

// Angles as "rope_parameters", "rope_scaling" and the older keys beside them say; `fraction` of
// each head is turned where nothing says otherwise. `kind` picks a member of "rope_parameters" that
// is told by kind of layer.
struct RotaryDefaults {
    double theta = 10000;
    double fraction = 1;
    std::string_view thetaKey = "rope_theta", fractionKey = "partial_rotary_factor";
    std::string_view kind = {};
    bool scaled = true; // whether "rope_scaling" is about this one
};
[[nodiscard]] Rotary readRotary(const nlohmann::json& config, int headSize,
                                const RotaryDefaults& defaults = {});

} // namespace lathe::engine
