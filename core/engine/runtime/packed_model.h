#pragma once

#include "core/base/task.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/runtime/packed_linear.h"
#include "core/engine/runtime/profile.h"
#include "core/runner/model_facts.h"

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
    // The same into [texts, C] floats. Memory is taken of each thread's Workspace: when all threads have seen so large a
    // batch before, nothing is allocated (but by oneDNN, on CPUs with AMX).
    void logits(std::span<const std::vector<int32_t>* const> texts, float* out, const Task& task = {},
                Profile* profile = nullptr) const;

    [[nodiscard]] const Architecture& architecture() const { return m_architecture; }
    // Multiplications that one text of so many tokens takes, the head's included.
    [[nodiscard]] double macs(int64_t tokens) const;
    // What computes the layers' products: "Lathe int8 (avx512_vnni)", several with a plus.
    [[nodiscard]] std::string kernels() const;
    // The same for each product by itself.
    [[nodiscard]] const std::vector<runner::KernelFacts>& kernelFacts() const { return m_kernels; }

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

    using Texts = std::span<const std::vector<int32_t>* const>;
    struct Pass; // what one forward pass works with

    // The texts of one share, on this thread or with loops spread over all.
    void forward(Texts texts, float* out, const Task& task, Profile* profile) const;
    void embed(Pass& pass, const Rows& x) const;
    void attend(Pass& pass, const Layer& layer, const Rows& x, const Rows& asking, const Rows& attended) const;
    void feedForward(Pass& pass, const Layer& layer, const Rows& attended, const Rows& out) const;
    void residualNorm(const PackedLinear& linear, const Rows& in, const Rows& residual, const Norm& norm, const Rows& out) const;
    void head(const Rows& first, float* out) const;
    [[nodiscard]] static TokenTable tokenTable(const Checkpoint& checkpoint);

    Architecture m_architecture;
    TokenTable m_tokens;
    at::Tensor m_position;            // [positions, H] float32, token type 0 added
    Norm m_embeddingNorm;
    std::vector<Layer> m_layers;
    PackedLinear m_dense, m_out; // head, float32
    std::vector<runner::KernelFacts> m_kernels;
};

} // namespace lathe::engine
