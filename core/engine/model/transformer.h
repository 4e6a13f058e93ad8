#pragma once

#include "core/base/task.h"
#include "core/engine/model/batches.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/model/dropout.h"

#include <functional>

namespace lathe::engine {

// Factors on structural units, for importance scores: a gate of 1 changes nothing, its gradient says
// what the unit is worth. One tensor per layer; empty: no gates.
struct Gates {
    std::vector<at::Tensor> heads; // [B, heads of the layer]
    std::vector<at::Tensor> ffn;   // [B, ffn of the layer]
};

// Where a method reaches into the forward pass. Empty functions change nothing.
struct Hooks {
    // The weight to compute with in place of a matrix's own: "layers.0.ffn.up.weight", "embeddings.token".
    std::function<at::Tensor(const std::string& name, const at::Tensor& weight)> weight;
    // The input to compute with of a linear layer: "layers.0.ffn.up", x [B, T, K]. In the last layer only
    // key and value see more than the token that the head reads.
    std::function<at::Tensor(const std::string& layer, const at::Tensor& x)> input;
    // What a linear layer gives in place of its product [..., N], bias included; x [..., K] is what was multiplied.
    std::function<at::Tensor(const std::string& layer, const at::Tensor& x, const at::Tensor& product)> output;
};

// What happened inside, for losses that compare it. Every token is then followed through the last layer.
struct Trace {
    std::vector<at::Tensor> hidden;            // [B, T, H]: after the embeddings, then after each layer
    // [B, heads, T, headSize] of each layer that has heads, as they meet: turned, and repeated for the heads that share them
    std::vector<at::Tensor> query, key, value;
};

struct Asking; // asking.h

// How a forward pass is to run, beyond the plain one.
struct Pass {
    Dropout* dropout = nullptr; // with one the published rates apply; without, the pass is exact
    const Gates* gates = nullptr;
    const Hooks* hooks = nullptr;
    Trace* trace = nullptr;
    int frozen = 0;        // the embeddings and so many first layers run without dropout; 0: not even they
    at::Tensor below = {}; // what those make of the batch, as hidden() gives it; undefined: computed
    Task task = {}; // asked before every product whether to stop, on the way back through backward() too
};

// The trainable form of a checkpoint: float32 leaves under the canonical names, and the forward pass
// that differentiates through them. Tensors that layers share (the relative bias) are one leaf.
class Transformer {
public:
    // Copies the weights (as float, where stored otherwise) when trainable or to another device, shares
    // them otherwise.
    Transformer(const Checkpoint& checkpoint, bool trainable, at::Device device = at::kCPU);

    // Copies only the weights that are trained; a tensor that several layers share is, when it is under each of its
    // names. The others are shared as they are stored: on a CPU a matrix in other numbers than float32 is
    // multiplied out for one product at a time, once more on the way back.
    struct Trained {
        std::function<bool(const std::string& name)> is;
    };
    Transformer(const Checkpoint& checkpoint, const Trained& trained, at::Device device = at::kCPU);

    // logits [B, C]; the batch on the model's device. Throws Error for texts longer than maxTokens(). Where the head
    // reads one token of each row (the first, the last), only that is followed through the last layer.
    [[nodiscard]] at::Tensor logits(const PaddedBatch& batch, const Pass& pass = {}) const;

    // What the embeddings and the first `layers` layers make of a batch: [B, T, H], after the last layer [B, 1, H]
    // where the head reads one token. Before any final norm.
    [[nodiscard]] at::Tensor hidden(const PaddedBatch& batch, int layers, const Pass& pass = {}) const;

    // What the head would read of such states, the final norm included: [B, H].
    [[nodiscard]] at::Tensor read(const at::Tensor& hidden, const PaddedBatch& batch) const;

    [[nodiscard]] const Architecture& architecture() const { return m_architecture; }
    // Which id stands for the padding token in batches whose ids are not the model's own; -1 for none.
    void setPadding(int id) { m_architecture.padding = id; }
    // By canonical name; with shared tensors under each of their names. Without matrices that stay as they are stored.
    [[nodiscard]] const Tensors& weights() const { return m_weights; }
    [[nodiscard]] Tensors& weights() { return m_weights; }

private:
    [[nodiscard]] at::Tensor embed(const PaddedBatch& batch, const Pass& pass) const;
    [[nodiscard]] at::Tensor projected(const at::Tensor& row, const Pass& pass) const;
    [[nodiscard]] Asking askingIn(size_t layer, const PaddedBatch& batch, const Pass& pass) const;
    [[nodiscard]] at::Tensor layer(size_t index, const at::Tensor& x, const PaddedBatch& batch, const Pass& pass) const;
    [[nodiscard]] at::Tensor attention(size_t layer, const at::Tensor& x, const Asking& asking, const Pass& pass) const;
    [[nodiscard]] at::Tensor feedForward(size_t layer, const at::Tensor& x, const Pass& pass) const;
    // What attention adds to its scores: [1 or B, 1 or heads, 1 or Q, T], or undefined.
    [[nodiscard]] at::Tensor sight(size_t layer, const Asking& asking) const;
    [[nodiscard]] at::Tensor relativeScores(size_t layer, const Asking& asking, const at::Tensor& query,
                                            const at::Tensor& key, const Pass& pass) const;
    [[nodiscard]] at::Tensor pooled(const at::Tensor& x, const PaddedBatch& batch) const;
    // A linear layer without the input's hook.
    [[nodiscard]] at::Tensor multiplied(const at::Tensor& x, const std::string& name, const Pass& pass) const;
    // x times the matrix of that name, plus the bias where it is defined.
    [[nodiscard]] at::Tensor product(const at::Tensor& x, const std::string& matrix, const at::Tensor& bias, const Pass& pass) const;
    // Rows of a table [B, T, K].
    [[nodiscard]] at::Tensor rowsOf(const std::string& table, const at::Tensor& ids, const Pass& pass) const;
    [[nodiscard]] bool isStored(const std::string& name, const Pass& pass) const; // and computed with as it is
    [[nodiscard]] at::Tensor linear(const at::Tensor& x, const std::string& name, const Pass& pass) const;
    [[nodiscard]] at::Tensor dropped(const at::Tensor& x, const Pass& pass) const;
    [[nodiscard]] at::Tensor norm(const at::Tensor& x, const std::string& name) const;
    [[nodiscard]] bool has(const std::string& name) const { return m_weights.contains(name) || m_stored.contains(name); }
    [[nodiscard]] at::Tensor weight(const std::string& name) const;
    [[nodiscard]] at::Tensor biasOf(const std::string& name) const; // undefined where there is none
    [[nodiscard]] at::Tensor weight(const std::string& name, const Pass& pass) const;

    Architecture m_architecture;
    Tensors m_weights;
    Tensors m_stored; // matrices that stay as they are stored, and what stands beside them
};

} // namespace lathe::engine
