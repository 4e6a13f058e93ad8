#pragma once

#include "core/base/task.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/runtime/packed_linear.h"
#include "core/engine/runtime/profile.h"

#include <span>

namespace lathe::engine {

// The form of a checkpoint that users get and every measurement runs: weights packed once, no autograd,
// no padding (texts lie one after another), and in the last layer only the first token of each text is
// followed to the end, since the head reads nothing else.
class PackedModel {
public:
    // Throws Error when the checkpoint has no head. Weights that nobody else holds are let go as soon as they are
    // packed, so that opening a folder takes little more memory than the packed weights.
    explicit PackedModel(Checkpoint checkpoint);

    // Token ids of each text, special tokens included, every text at least one and at most
    // architecture().maxTokens() long. Returns logits [texts, C] float32. Throws Error for ids outside
    // the vocabulary or lengths out of range. The task is asked several times in each layer whether to stop.
    // A batch whose texts can be shared out evenly is: each thread takes its texts through the whole model alone.
    [[nodiscard]] at::Tensor logits(std::span<const std::vector<int32_t>* const> texts, const Task& task = {},
                                    Profile* profile = nullptr) const;

    [[nodiscard]] const Architecture& architecture() const { return m_architecture; }
    // Multiplications that one text of so many tokens takes, the head's included.
    [[nodiscard]] double macs(int64_t tokens) const;
    // What computes the products: "oneDNN fp32", "Lathe int8 (avx512_vnni)", several with a plus.
    [[nodiscard]] std::string kernels() const;

private:
    struct Norm {
        at::Tensor weight, bias;
    };
    // The token embeddings as stored: looked up row by row, codes widened on the way.
    struct TokenTable {
        at::Tensor rows;  // [V, R] float32 or int8, or uint8 [V, R / 2]
        at::Tensor scale; // int8: [V]; int4: [V, groups], float32
        int64_t columns = 0;                // R: H, or the rank where the table is stored as factors
        std::optional<PackedLinear> widen;  // R -> H
    };
    struct Layer {
        LayerShape shape;
        PackedLinear queryKeyValue;    // all but the last layer: outputs [3 A]
        PackedLinear query, keyValue;  // last layer: [A] for first tokens, [2 A] for all
        PackedLinear attentionOutput, up, down;
        Norm attentionNorm, ffnNorm;
        at::Tensor relative; // [heads, 2 * reach + 1] float32, or undefined

        // The codes that the layer wants beside its float rows, or null.
        [[nodiscard]] const InputCodes* input() const;
    };

    // What attention reads. Last layer: query [texts, A], keyValue [tokens, 2 A]; otherwise query holds all three,
    // [tokens, 3 A]. Both undefined where a layer has no heads.
    struct Projections {
        at::Tensor query, keyValue;
    };

    // The texts of one share, on this thread or with loops spread over all.
    [[nodiscard]] at::Tensor forward(std::span<const std::vector<int32_t>* const> texts, const Task& task,
                                     Profile* profile) const;
    [[nodiscard]] static TokenTable tokenTable(const Checkpoint& checkpoint);
    [[nodiscard]] Rows embed(std::span<const std::vector<int32_t>* const> texts, int64_t tokens) const;
    [[nodiscard]] static Projections project(const Layer& layer, const Rows& x, const Rows& asking, bool last);
    [[nodiscard]] Rows attend(const Layer& layer, const Projections& projected, const std::vector<int64_t>& offsets,
                              int64_t rows, bool last) const;
    [[nodiscard]] at::Tensor head(const at::Tensor& first) const;

    Architecture m_architecture;
    TokenTable m_tokens;
    at::Tensor m_position;            // [positions, H] float32, token type 0 added
    Norm m_embeddingNorm;
    std::vector<Layer> m_layers;
    at::Tensor m_denseWeight, m_denseBias, m_outWeight, m_outBias; // head, float32
};

} // namespace lathe::engine
