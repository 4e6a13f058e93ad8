#include "core/engine/export/gguf.h"

#include "core/engine/export/gguf_metadata.h"
#include "core/engine/export/gguf_rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace lathe::engine {

namespace {

using gguf::Rows;

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

    runner::ExportedForm write(const std::filesystem::path& path, runner::ExportedForm made, const Task& task)
    {
        const std::vector<std::string> onTokens = gguf::describe(m_file, m_checkpoint, m_target);
        tensors();
        m_file.write(path, task);
        made.roundsInputs = made.roundsInputs || m_matrices.roundsInputs();
        made.roundsByBatch = m_matrices.leavesRangesOut();
        for (const auto& more : {m_matrices.notes(), gguf::notesOn(m_a, m_target), onTokens})
            made.notes.insert(made.notes.end(), more.begin(), more.end());
        made.notes.emplace_back(m_target.architecture == "qwen3"
                                    ? "llama.cpp computes the head with pooling \"rank\", and a softmax behind it; run_llamacpp.py computes it itself."
                                    : "llama.cpp has no head for this family: it gives the text's embedding, which run_llamacpp.py multiplies by the "
                                      "head that lies in the file's metadata.");
        return made;
    }

private:
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

runner::ExportedForm writeGguf(const Checkpoint& checkpoint, bool halves, const std::filesystem::path& file, runner::ExportedForm made,
                               const Task& task)
{
    return Writer(checkpoint, halves).write(file, std::move(made), task);
}

} // namespace lathe::engine
