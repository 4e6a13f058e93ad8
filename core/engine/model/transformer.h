#pragma once

#include "core/base/task.h"
#include "core/engine/model/batches.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/model/dropout.h"

#include <optional>

namespace lathe::engine {

// Factors on structural units, for importance scores: a gate of 1 changes nothing, its gradient says
// what the unit is worth. One tensor per layer; empty: no gates.
struct Gates {
    std::vector<at::Tensor> heads; // [B, heads of the layer]
    std::vector<at::Tensor> ffn;   // [B, ffn of the layer]
};

// The trainable form of a checkpoint: float32 leaves under the canonical names, and the forward pass
// that differentiates through them. Tensors that layers share (the relative bias) are one leaf.
class Transformer {
public:
    // Copies the weights (dequantized where int8) when trainable, shares them otherwise.
    Transformer(const Checkpoint& checkpoint, bool trainable);

    // logits [B, C]. With a Dropout the published dropout rates apply; without one the pass is exact.
    // Only the first token of each row is followed through the last layer: the head reads no other.
    // The task is asked in every layer whether to stop, on the way back through backward() too.
    [[nodiscard]] at::Tensor logits(const PaddedBatch& batch, Dropout* dropout = nullptr,
                                    const Gates& gates = {}, const Task& task = {}) const;

    [[nodiscard]] const Architecture& architecture() const { return m_architecture; }
    // By canonical name; with shared tensors under each of their names.
    [[nodiscard]] const Tensors& weights() const { return m_weights; }
    [[nodiscard]] Tensors& weights() { return m_weights; }

private:
    [[nodiscard]] at::Tensor attention(size_t layer, const at::Tensor& x, const at::Tensor& asking,
                                       const at::Tensor& mask, Dropout* dropout, const Gates& gates) const;
    [[nodiscard]] at::Tensor linear(const at::Tensor& x, const std::string& name) const;
    [[nodiscard]] at::Tensor norm(const at::Tensor& x, const std::string& name) const;
    [[nodiscard]] const at::Tensor& weight(const std::string& name) const;

    Architecture m_architecture;
    Tensors m_weights;
};

} // namespace lathe::engine
