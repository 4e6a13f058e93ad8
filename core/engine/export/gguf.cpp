#include "core/engine/export/gguf.h"

#include "core/base/error.h"
#include "core/base/gguf_file.h"
#include "core/engine/export/gguf_rows.h"
#include "core/engine/export/gguf_target.h"
#include "core/engine/model/matrix.h"
#include "core/text/to_gguf.h"
#include "core/text/tokenizer_folder.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <algorithm>
#include <cmath>

namespace lathe::engine {

namespace {

using gguf::Rows;

constexpr int kPoolingLast = 3;

// The order in which the two halves of every head alternate.
at::Tensor sideBySide(const LayerShape& layer, int64_t heads)
{
    return at::arange(heads * layer.headSize, at::kLong).view({heads, 2, layer.headSize / 2}).transpose(1, 2).reshape({-1});
}

class Writer {
public:
    Writer(const Checkpoint& checkpoint, bool halves)
        : m_checkpoint(checkpoint), m_a(checkpoint.architecture), m_target(gguf::targetOf(m_a)), m_matrices(checkpoint.weights, halves)
    {
    }

    runner::ExportedForm write(const std::filesystem::path& path)
    {
        describe();
        head();
        const std::vector<std::string> onTokens = tokenizer();
        tensors();
        m_file.write(path);
        runner::ExportedForm made;
        made.padding = std::max(0, m_a.padding);
        made.roundsInputs = m_matrices.roundsInputs();
        made.notes = m_matrices.notes();
        for (const auto& more : {gguf::notesOn(m_a, m_target), onTokens})
            made.notes.insert(made.notes.end(), more.begin(), more.end());
        made.notes.emplace_back(m_target.architecture == "qwen3"
                                    ? "llama.cpp computes the head with pooling \"rank\", and a softmax behind it; run_llamacpp.py computes it itself."
                                    : "llama.cpp has no head for this family: it gives the text's embedding, which run_llamacpp.py multiplies by the "
                                      "head that lies in the file's metadata.");
        return made;
    }

private:
    [[nodiscard]] std::string key(std::string_view name) const { return fmt::format("{}.{}", m_target.architecture, name); }
    void number(std::string_view name, int64_t value) { m_file.number(key(name), value); }
    void real(std::string_view name, double value) { m_file.real(key(name), value); }

    // One number, or one for each layer.
    template <class Of> void sizes(std::string_view name, const Of& of)
    {
        if (!m_target.ownLayers)
            return number(name, of(m_a.layers.front()));
        std::vector<int32_t> values;
        for (const LayerShape& layer : m_a.layers)
            values.push_back(of(layer));
        m_file.numbers(key(name), values);
    }

    void describe()
    {
        const LayerShape& first = m_a.layers.front();
        m_file.text("general.architecture", m_target.architecture);
        m_file.number("general.quantization_version", 2);
        number("context_length", m_a.maxTokens());
        number("embedding_length", m_a.hiddenSize);
        number("block_count", int64_t(m_a.layers.size()));
        number("vocab_size", m_a.vocabularySize);
        number("pooling_type", kPoolingLast);
        sizes("feed_forward_length", [](const LayerShape& layer) { return layer.ffn; });
        sizes("attention.head_count", [](const LayerShape& layer) { return layer.heads; });
        sizes("attention.head_count_kv", [](const LayerShape& layer) { return layer.kvHeads(); });
        number("attention.key_length", first.headSize);
        number("attention.value_length", first.headSize);
        real(m_a.norm.rms ? "attention.layer_norm_rms_epsilon" : "attention.layer_norm_epsilon", m_a.norm.epsilon);
        if (m_a.attention.softcap > 0)
            real("attn_logit_softcapping", m_a.attention.softcap);
        if (m_a.family == "gpt_neox")
            m_file.flag(key("use_parallel_residual"), m_a.normPlace == NormPlace::Parallel);
        positions();
    }

    void positions()
    {
        for (size_t i = 0; i < m_a.positions.rotary.size(); ++i) {
            const gguf::Turns turns = gguf::turnsOf(m_a.positions.rotary[i]);
            real(i == 0 ? "rope.freq_base" : "rope.freq_base_swa", turns.theta);
            if (i == 0) {
                number("rope.dimension_count", 2 * int64_t(m_a.positions.rotary[i].frequencies.size()));
                if (turns.exact && turns.scale != 1) {
                    m_file.text(key("rope.scaling.type"), "linear");
                    real("rope.scaling.factor", 1 / turns.scale);
                }
            }
        }
        if (m_a.family.starts_with("gemma")) {
            const auto slides = std::find_if(m_a.layers.begin(), m_a.layers.end(), [](const LayerShape& layer) { return layer.window > 0; });
            number("attention.sliding_window", slides == m_a.layers.end() ? m_a.maxTokens() : slides->window);
            number("attention.sliding_window_pattern", gguf::windowPeriod(m_a));
        }
    }

    void head()
    {
        const at::Tensor weight = floatMatrix(m_checkpoint.weights, "head.out.weight").contiguous(); // [C, H]
        const float* values = weight.const_data_ptr<float>();
        m_file.texts(key("classifier.output_labels"), m_checkpoint.labels->names);
        m_file.flag("lathe.classifier.multilabel", m_checkpoint.labels->kind == data::TaskKind::Multilabel);
        if (m_a.padding >= 0) // the last token that is not this one is read
            m_file.number("lathe.classifier.padding", m_a.padding);
        m_file.reals("lathe.classifier.weight", {values, values + weight.numel()});
    }

    std::vector<std::string> tokenizer()
    {
        const auto source = text::tokenizerIn(m_checkpoint.tokenizerFolder());
        if (!source || (source->kind == text::TokenizerSource::Kind::Gguf && !readGgufMetadata(source->file).contains("tokenizer.ggml.tokens"))) {
            // Then llama.cpp takes ids only.
            m_file.text("tokenizer.ggml.model", "none");
            return {};
        }
        const text::ForGguf made = text::toGguf(*source, m_a.vocabularySize, m_a.padding);
        const text::GgufTokenizer& t = made.tokenizer;
        m_file.text("tokenizer.ggml.model", t.model);
        m_file.text("tokenizer.ggml.pre", t.pre);
        const std::pair<const char*, int64_t> ids[] = {{"bos", t.bosId}, {"eos", t.eosId}, {"unknown", t.unknownId}, {"padding", t.padId}};
        for (const auto& [name, id] : ids)
            if (id >= 0)
                m_file.number(fmt::format("tokenizer.ggml.{}_token_id", name), id);
        m_file.flag("tokenizer.ggml.add_bos_token", t.addBos.value_or(false));
        m_file.flag("tokenizer.ggml.add_eos_token", t.addEos.value_or(false));
        if (t.addSpacePrefix)
            m_file.flag("tokenizer.ggml.add_space_prefix", *t.addSpacePrefix);
        m_file.texts("tokenizer.ggml.tokens", t.tokens);
        m_file.numbers("tokenizer.ggml.token_type", t.tokenTypes);
        if (!t.scores.empty())
            m_file.reals("tokenizer.ggml.scores", t.scores);
        if (t.model == "gpt2")
            m_file.texts("tokenizer.ggml.merges", t.merges);
        return made.notes;
    }

    void tensors()
    {
        m_file.tensor("token_embd.weight", m_matrices.matrix("embeddings.token"));
        if (m_a.positions.table > 0)
            m_file.tensor("position_embd.weight", m_matrices.matrix("embeddings.position"));
        norm("output_norm", "final_norm");
        if (m_target.ownFrequencies && !m_a.positions.rotary.empty() && !gguf::turnsOf(m_a.positions.rotary.front()).exact)
            frequencies(m_a.positions.rotary.front());
        if (m_target.architecture == "gptneox")
            m_file.tensor("output.weight", gguf::zeros(m_a.vocabularySize, m_a.hiddenSize));
        if (m_target.architecture == "qwen3")
            m_file.tensor("cls.output.weight", m_matrices.matrix("head.out.weight"));
        for (size_t i = 0; i < m_a.layers.size(); ++i)
            layer(m_a.layers[i], fmt::format("blk.{}.", i), fmt::format("layers.{}.", i));
    }

    // What llama.cpp divides the angles by.
    void frequencies(const Rotary& rotary)
    {
        const gguf::Turns turns = gguf::turnsOf(rotary);
        const auto n = int64_t(rotary.frequencies.size());
        at::Tensor factors = at::empty({n}, at::kFloat);
        for (int64_t i = 0; i < n; ++i)
            factors.mutable_data_ptr<float>()[i] = float(std::pow(turns.theta, -double(i) / double(n)) / rotary.frequencies[size_t(i)]);
        m_file.tensor("rope_freqs.weight", {ggufType(0), {n}, [factors] { return factors; }});
    }

    void layer(const LayerShape& shape, const std::string& to, const std::string& from)
    {
        norm(to + "attn_norm", from + "attention.norm");
        const std::string query = from + "attention.query", key = from + "attention.key", value = from + "attention.value";
        if (m_target.joined)
            linears(to + "attn_qkv", {query, key, value});
        else {
            linear(to + "attn_q", query, shape.heads, shape);
            linear(to + "attn_k", key, shape.kvHeads(), shape);
            linear(to + "attn_v", value);
        }
        linear(to + "attn_output", from + "attention.output");
        norm(to + "attn_q_norm", from + "attention.query_norm");
        norm(to + "attn_k_norm", from + "attention.key_norm");
        norm(to + "post_attention_norm", from + "attention.after_norm");
        norm(to + "ffn_norm", from + "ffn.norm");
        if (m_target.joinedGate)
            linears(to + "ffn_up", {from + "ffn.gate", from + "ffn.up"});
        else {
            if (m_a.ffn.gated)
                linear(to + "ffn_gate", from + "ffn.gate");
            linear(to + "ffn_up", from + "ffn.up");
        }
        linear(to + "ffn_down", from + "ffn.down");
        norm(to + "post_ffw_norm", from + "ffn.after_norm");
    }

    [[nodiscard]] bool has(const std::string& name) const { return m_checkpoint.weights.contains(name); }

    void norm(const std::string& to, const std::string& from)
    {
        if (has(from + ".weight"))
            m_file.tensor(to + ".weight", m_matrices.vector(from + ".weight", m_a.norm.plusOne ? 1 : 0));
        if (has(from + ".bias"))
            m_file.tensor(to + ".bias", m_matrices.vector(from + ".bias"));
    }

    // turnedHeads: so many heads that turn; 0: none do.
    void linear(const std::string& to, const std::string& from, int turnedHeads = 0, const LayerShape& shape = {})
    {
        const bool pairs = m_target.pairs && turnedHeads > 0;
        const at::Tensor order = pairs ? sideBySide(shape, turnedHeads) : at::Tensor();
        const auto put = [&](const char* suffix, Rows rows) { m_file.tensor(to + suffix, pairs ? gguf::reordered(std::move(rows), order) : std::move(rows)); };
        put(".weight", m_matrices.matrix(from + ".weight"));
        if (has(from + ".bias"))
            put(".bias", m_matrices.vector(from + ".bias"));
    }

    void linears(const std::string& to, std::vector<std::string> from)
    {
        std::vector<std::string> biases;
        for (std::string& name : from) {
            if (has(name + ".bias"))
                biases.push_back(name + ".bias");
            name += ".weight";
        }
        m_file.tensor(to + ".weight", m_matrices.joined(from));
        if (!biases.empty())
            m_file.tensor(to + ".bias", m_matrices.joinedVectors(biases));
    }

    const Checkpoint& m_checkpoint;
    const Architecture& m_a;
    gguf::Target m_target;
    gguf::Matrices m_matrices;
    gguf::File m_file;
};

} // namespace

runner::ExportedForm writeGguf(const Checkpoint& checkpoint, bool halves, const std::filesystem::path& file)
{
    return Writer(checkpoint, halves).write(file);
}

} // namespace lathe::engine
