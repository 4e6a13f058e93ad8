#include "core/engine/model/gguf_names.h"

#include "core/base/error.h"

#include <algorithm>
#include <span>

namespace lathe::engine {

namespace {

struct Pair {
    std::string_view gguf, published; // without ".weight" or ".bias"
};

// What Llama coined.
constexpr Pair kLlamaModel[] = {{"token_embd", "embed_tokens"}, {"output_norm", "norm"}, {"cls.output", "score"}};
constexpr Pair kLlamaLayer[] = {
    {"attn_norm", "input_layernorm"},
    {"attn_q", "self_attn.q_proj"},
    {"attn_k", "self_attn.k_proj"},
    {"attn_v", "self_attn.v_proj"},
    {"attn_output", "self_attn.o_proj"},
    {"attn_q_norm", "self_attn.q_norm"},
    {"attn_k_norm", "self_attn.k_norm"},
    {"ffn_norm", "post_attention_layernorm"},
    {"ffn_gate", "mlp.gate_proj"},
    {"ffn_up", "mlp.up_proj"},
    {"ffn_down", "mlp.down_proj"},
};
constexpr Pair kPhiLayer[] = {
    {"attn_norm", "input_layernorm"},     {"attn_qkv", "self_attn.qkv_proj"},
    {"attn_output", "self_attn.o_proj"},  {"ffn_norm", "post_attention_layernorm"},
    {"ffn_up", "mlp.gate_up_proj"},       {"ffn_down", "mlp.down_proj"},
};
constexpr Pair kGemmaLayer[] = {
    {"attn_norm", "input_layernorm"},
    {"attn_q", "self_attn.q_proj"},
    {"attn_k", "self_attn.k_proj"},
    {"attn_v", "self_attn.v_proj"},
    {"attn_output", "self_attn.o_proj"},
    {"attn_q_norm", "self_attn.q_norm"},
    {"attn_k_norm", "self_attn.k_norm"},
    {"post_attention_norm", "post_attention_layernorm"},
    {"ffn_norm", "pre_feedforward_layernorm"},
    {"ffn_gate", "mlp.gate_proj"},
    {"ffn_up", "mlp.up_proj"},
    {"ffn_down", "mlp.down_proj"},
    {"post_ffw_norm", "post_feedforward_layernorm"},
};
constexpr Pair kGpt2Model[] = {{"token_embd", "wte"}, {"position_embd", "wpe"}, {"output_norm", "ln_f"}, {"cls.output", "score"}};
constexpr Pair kGpt2Layer[] = {
    {"attn_norm", "ln_1"}, {"attn_qkv", "attn.c_attn"}, {"attn_output", "attn.c_proj"},
    {"ffn_norm", "ln_2"},  {"ffn_up", "mlp.c_fc"},      {"ffn_down", "mlp.c_proj"},
};
constexpr Pair kNeoxModel[] = {{"token_embd", "embed_in"}, {"output_norm", "final_layer_norm"}, {"cls.output", "score"}};
constexpr Pair kNeoxLayer[] = {
    {"attn_norm", "input_layernorm"},    {"attn_qkv", "attention.query_key_value"},
    {"attn_output", "attention.dense"},  {"ffn_norm", "post_attention_layernorm"},
    {"ffn_up", "mlp.dense_h_to_4h"},     {"ffn_down", "mlp.dense_4h_to_h"},
};
constexpr Pair kBertModel[] = {
    {"token_embd", "embeddings.word_embeddings"},
    {"position_embd", "embeddings.position_embeddings"},
    {"token_types", "embeddings.token_type_embeddings"},
    {"token_embd_norm", "embeddings.LayerNorm"},
    {"cls", "pooler.dense"},
    {"cls.output", "classifier"},
};
constexpr Pair kBertLayer[] = {
    {"attn_q", "attention.self.query"},
    {"attn_k", "attention.self.key"},
    {"attn_v", "attention.self.value"},
    {"attn_output", "attention.output.dense"},
    {"attn_output_norm", "attention.output.LayerNorm"},
    {"ffn_up", "intermediate.dense"},
    {"ffn_down", "output.dense"},
    {"layer_output_norm", "output.LayerNorm"},
};

struct Naming {
    std::string_view architecture, layers; // "layers." in front of a layer's number
    std::span<const Pair> model, layer;
};

constexpr Naming kNamings[] = {
    {"llama", "layers.", kLlamaModel, kLlamaLayer},   {"qwen2", "layers.", kLlamaModel, kLlamaLayer},
    {"qwen3", "layers.", kLlamaModel, kLlamaLayer},   {"phi3", "layers.", kLlamaModel, kPhiLayer},
    {"gemma2", "layers.", kLlamaModel, kGemmaLayer},  {"gemma3", "layers.", kLlamaModel, kGemmaLayer},
    {"gpt2", "h.", kGpt2Model, kGpt2Layer},           {"gptneox", "layers.", kNeoxModel, kNeoxLayer},
    {"bert", "encoder.layer.", kBertModel, kBertLayer}, {"smollm3", "layers.", kLlamaModel, kLlamaLayer},
};

const Naming* namingOf(std::string_view architecture)
{
    const auto* found = std::find_if(std::begin(kNamings), std::end(kNamings),
                                     [&](const Naming& naming) { return naming.architecture == architecture; });
    return found == std::end(kNamings) ? nullptr : found;
}

} // namespace

void checkGgufArchitecture(std::string_view architecture)
{
    if (namingOf(architecture))
        return;
    std::string known;
    for (const Naming& naming : kNamings)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", naming.architecture);
    throw Error(ErrorKind::Unsupported,
                fmt::format("key general.architecture: '{}' is not supported; supported are {}", architecture, known),
                "Use a model of one of these families");
}

std::optional<std::string> publishedGgufName(std::string_view architecture, std::string_view tensor)
{
    constexpr std::string_view kBlock = "blk.";
    const Naming& naming = *namingOf(architecture);
    std::string front;
    std::span<const Pair> names = naming.model;
    if (tensor.starts_with(kBlock)) {
        const std::string_view rest = tensor.substr(kBlock.size());
        const size_t dot = rest.find('.');
        if (dot == std::string_view::npos)
            return {};
        front = fmt::format("{}{}.", naming.layers, rest.substr(0, dot));
        tensor = rest.substr(dot + 1);
        names = naming.layer;
    }
    const size_t dot = tensor.rfind('.'); // ".weight", ".weight_gguf" or ".bias"
    if (dot == std::string_view::npos)
        return {};
    for (const Pair& pair : names)
        if (pair.gguf == tensor.substr(0, dot))
            return fmt::format("{}{}{}", front, pair.published, tensor.substr(dot));
    return {};
}

} // namespace lathe::engine
