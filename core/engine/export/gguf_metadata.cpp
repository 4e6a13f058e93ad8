#include "core/engine/export/gguf_metadata.h"

#include "core/base/gguf_file.h"
#include "core/engine/model/matrix.h"
#include "core/text/to_gguf.h"
#include "core/text/tokenizer_folder.h"

#include <algorithm>

namespace lathe::engine::gguf {

namespace {

constexpr int kPoolingLast = 3;

class Describer {
public:
    Describer(File& file, const Checkpoint& checkpoint, const Target& target)
        : m_file(file), m_checkpoint(checkpoint), m_a(checkpoint.architecture), m_target(target)
    {
    }

    std::vector<std::string> describe()
    {
        model();
        positions();
        head();
        return tokenizer();
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

    void model()
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
    }

    void positions()
    {
        for (size_t i = 0; i < m_a.positions.rotary.size(); ++i) {
            const Turns turns = turnsOf(m_a.positions.rotary[i]);
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
            number("attention.sliding_window_pattern", windowPeriod(m_a));
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

    File& m_file;
    const Checkpoint& m_checkpoint;
    const Architecture& m_a;
    const Target& m_target;
};

} // namespace

std::vector<std::string> describe(File& file, const Checkpoint& checkpoint, const Target& target)
{
    return Describer(file, checkpoint, target).describe();
}

} // namespace lathe::engine::gguf
