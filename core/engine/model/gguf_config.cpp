#include "core/engine/model/gguf_config.h"

#include "core/engine/model/config_reader.h"
#include "core/engine/model/gguf_names.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lathe::engine {

using nlohmann::json;

namespace {

constexpr int kMost = 1 << 24;

class ConfigMaker {
public:
    explicit ConfigMaker(const GgufContent& content)
        : m_content(content), m_metadata(content.metadata), m_architecture(m_metadata.text("general.architecture"))
    {
        checkGgufArchitecture(m_architecture);
    }

    json make()
    {
        common();
        if (is("bert"))
            bert();
        else if (is("gpt2"))
            gpt2();
        else if (is("gptneox"))
            neox();
        else
            llamaLike();
        labels();
        return std::move(m_config);
    }

private:
    [[nodiscard]] bool is(std::string_view architecture) const { return m_architecture == architecture; }
    [[nodiscard]] std::string key(std::string_view name) const { return fmt::format("{}.{}", m_architecture, name); }
    [[nodiscard]] bool has(std::string_view name) const { return m_metadata.has(key(name)); }
    [[nodiscard]] int integer(std::string_view name) const { return m_metadata.integer(key(name), 0, kMost); }
    [[nodiscard]] double real(std::string_view name, double otherwise) const
    {
        return m_metadata.real(key(name), 0, 1e12, otherwise);
    }
    [[nodiscard]] const at::Tensor* tensor(std::string_view name) const
    {
        const auto found = m_content.tensors.find(name);
        return found == m_content.tensors.end() ? nullptr : &found->second;
    }

    void copyReal(const char* published, std::string_view name)
    {
        if (has(name))
            m_config[published] = real(name, 0);
    }

    void common()
    {
        struct Known {
            std::string_view gguf, published;
        };
        constexpr Known kTypes[] = {{"gptneox", "gpt_neox"}, {"gemma3", "gemma3_text"}};
        m_config["model_type"] = m_architecture;
        for (const Known& known : kTypes)
            if (is(known.gguf))
                m_config["model_type"] = known.published;
        const at::Tensor* table = tensor("token_embd.weight");
        if (!table || table->dim() != 2)
            throw badInput("tensor token_embd.weight: is missing or no matrix");
        m_config["vocab_size"] = table->size(0);
        m_config["tie_word_embeddings"] = tensor("output.weight") == nullptr;
        m_config["max_position_embeddings"] = integer("context_length");
        m_config["hidden_size"] = integer("embedding_length");
        m_config["num_hidden_layers"] = integer("block_count");
        m_config["intermediate_size"] = integer("feed_forward_length");
        m_config["num_attention_heads"] = integer("attention.head_count");
        constexpr Known kIds[] = {{"tokenizer.ggml.padding_token_id", "pad_token_id"},
                                  {"tokenizer.ggml.bos_token_id", "bos_token_id"},
                                  {"tokenizer.ggml.eos_token_id", "eos_token_id"}};
        for (const Known& id : kIds)
            if (m_metadata.has(id.gguf))
                m_config[std::string(id.published)] = m_metadata.integer(id.gguf, 0, kMost);
    }

    void bert()
    {
        m_config["hidden_act"] = "gelu";
        m_config["layer_norm_eps"] = real("attention.layer_norm_epsilon", 1e-12);
        const at::Tensor* types = tensor("token_types.weight");
        m_config["type_vocab_size"] = types ? types->size(0) : 2;
    }

    void gpt2()
    {
        constexpr std::pair<const char*, const char*> kOwn[] = {{"max_position_embeddings", "n_positions"},
                                                                {"hidden_size", "n_embd"},
                                                                {"num_hidden_layers", "n_layer"},
                                                                {"num_attention_heads", "n_head"},
                                                                {"intermediate_size", "n_inner"}};
        for (const auto& [usual, own] : kOwn) {
            m_config[own] = m_config[usual];
            m_config.erase(usual);
        }
        m_config["activation_function"] = "gelu_new";
        m_config["layer_norm_epsilon"] = real("attention.layer_norm_epsilon", 1e-5);
    }

    void neox()
    {
        m_config["hidden_act"] = "gelu";
        m_config["layer_norm_eps"] = real("attention.layer_norm_epsilon", 1e-5);
        m_config["use_parallel_residual"] = m_metadata.flag(key("use_parallel_residual"), true);
        const int headSize = integer("embedding_length") / std::max(1, integer("attention.head_count"));
        m_config["rotary_pct"] = has("rope.dimension_count") ? double(integer("rope.dimension_count")) / headSize : 0.25;
        m_config["rotary_emb_base"] = real("rope.freq_base", 10000);
    }

    void llamaLike()
    {
        const bool gemma = m_architecture.starts_with("gemma");
        const int heads = std::max(1, integer("attention.head_count"));
        const int headSize = has("attention.key_length") ? integer("attention.key_length")
                                                         : integer("embedding_length") / heads;
        m_config["num_key_value_heads"] = has("attention.head_count_kv") ? integer("attention.head_count_kv") : heads;
        m_config["head_dim"] = headSize;
        m_config["rms_norm_eps"] = real("attention.layer_norm_rms_epsilon", 1e-6);
        m_config["rope_theta"] = real("rope.freq_base", 10000);
        m_config[gemma ? "hidden_activation" : "hidden_act"] = gemma ? "gelu_pytorch_tanh" : "silu";
        m_config["attention_bias"] = tensor("blk.0.attn_q.bias") != nullptr;
        if (has("attention.sliding_window") && integer("attention.sliding_window") > 0) {
            m_config["sliding_window"] = integer("attention.sliding_window");
            m_config["use_sliding_window"] = true;
        }
        if (gemma)
            gemmaOnly(headSize, heads);
        if (is("phi3") && has("rope.dimension_count"))
            m_config["partial_rotary_factor"] = double(integer("rope.dimension_count")) / std::max(1, headSize);
        ropeScaling(headSize);
    }

    // What GGUF leaves to the model's size: the largest of each generation scale by the width of a head
    // of the hidden size.
    void gemmaOnly(int headSize, int heads)
    {
        const int layers = integer("block_count");
        const bool largest = is("gemma2") ? layers == 46 : layers == 62;
        m_config["query_pre_attn_scalar"] = largest ? integer("embedding_length") / heads : headSize;
        if (is("gemma2")) {
            m_config["attn_logit_softcapping"] = real("attn_logit_softcapping", 50);
            m_config["final_logit_softcapping"] = real("final_logit_softcapping", 30);
        } else {
            m_config["rope_local_base_freq"] = real("rope.freq_base_swa", 10000);
            m_config["sliding_window_pattern"] = 6;
        }
        const auto pattern = m_content.metadata.find(key("attention.sliding_window_pattern"));
        if (pattern == m_content.metadata.end() || !pattern->is_number()) // or a list, of models that follow the usual one
            return;
        const int period = integer("attention.sliding_window_pattern");
        for (int i = 0; i < layers; ++i)
            m_config["layer_types"].push_back(period > 0 && (i + 1) % period == 0 ? "full_attention" : "sliding_attention");
    }

    void ropeScaling(int headSize)
    {
        if (const at::Tensor* factors = tensor("rope_freqs.weight"))
            return llama3Scaling(*factors, headSize);
        const at::Tensor *longer = tensor("rope_factors_long.weight"), *shorter = tensor("rope_factors_short.weight");
        if (longer && shorter) {
            m_config["rope_scaling"] = {{"rope_type", "longrope"},
                                        {"type", "longrope"},
                                        {"long_factor", numbers(*longer)},
                                        {"short_factor", numbers(*shorter)}};
            if (has("rope.scaling.original_context_length"))
                m_config["original_max_position_embeddings"] = integer("rope.scaling.original_context_length");
            return;
        }
        const std::string type = m_metadata.text(key("rope.scaling.type"), is("gemma3") ? "linear" : "none");
        if (type == "none" || !has("rope.scaling.factor"))
            return;
        m_config["rope_scaling"] = {{"rope_type", type}, {"factor", real("rope.scaling.factor", 1)}};
        if (has("rope.scaling.original_context_length"))
            m_config["rope_scaling"]["original_max_position_embeddings"] =
                integer("rope.scaling.original_context_length");
    }

    static std::vector<float> numbers(const at::Tensor& values)
    {
        if (values.scalar_type() != at::kFloat || values.dim() != 1)
            throw badInput("the factors of the rotation must be a vector of float32");
        return {values.const_data_ptr<float>(), values.const_data_ptr<float>() + values.numel()};
    }

    // Llama 3 files hold what the rule of transformers' "llama3" gives for each frequency; the rule's
    // numbers are found again from it.
    void llama3Scaling(const at::Tensor& tensor, int headSize)
    {
        const std::vector<float> factors = numbers(tensor);
        constexpr double kContext = 8192, kLow = 1, kHigh = 4;
        const double factor = factors.empty() ? 1 : *std::max_element(factors.begin(), factors.end());
        const double theta = real("rope.freq_base", 10000);
        for (size_t i = 0; i < factors.size(); ++i) {
            const double length = 2 * std::numbers::pi * std::pow(theta, 2.0 * double(i) / headSize);
            const double smooth = std::clamp((kContext / length - kLow) / (kHigh - kLow), 0.0, 1.0);
            const double expected = 1 / ((1 - smooth) / factor + smooth);
            if (std::abs(double(factors[i]) - expected) > 1e-3 * expected)
                throw Error(ErrorKind::Unsupported,
                            fmt::format("tensor rope_freqs.weight: scales frequency {} by {:.4f}, where Llama 3's rule "
                                        "gives {:.4f}",
                                        i, factors[i], expected),
                            "Use the Hugging Face folder of the same model");
        }
        m_config["rope_scaling"] = {{"rope_type", "llama3"},      {"factor", factor},
                                    {"low_freq_factor", kLow},    {"high_freq_factor", kHigh},
                                    {"original_max_position_embeddings", int(kContext)}};
    }

    void labels()
    {
        const auto names = m_content.metadata.find(key("classifier.output_labels"));
        if (names == m_content.metadata.end() || !names->is_array())
            return;
        for (size_t id = 0; id < names->size(); ++id)
            m_config["id2label"][std::to_string(id)] = (*names)[id];
        // What Lathe adds to files that it writes.
        if (m_metadata.flag("lathe.classifier.multilabel", false))
            m_config["problem_type"] = "multi_label_classification";
        if (m_metadata.has("lathe.classifier.padding"))
            m_config["pad_token_id"] = m_metadata.integer("lathe.classifier.padding", 0, kMost);
    }

    const GgufContent& m_content;
    ConfigReader m_metadata;
    std::string m_architecture;
    json m_config = json::object();
};

} // namespace

json ggufConfig(const GgufContent& content)
{
    return ConfigMaker(content).make();
}

} // namespace lathe::engine
