#pragma once

#include "core/engine/runtime/packed_linear.h"
#include "core/engine/runtime/packed_norm.h"

namespace lathe::engine {

// The weights of one layer. Copies share their memory, as layers do that share their tensors.
struct PackedLayer {
    LayerShape shape;
    PackedLinear queryKeyValue;   // outputs [A + 2 G]
    PackedLinear query, keyValue; // instead where one token of each text asks: [A] for it, [2 G] for all
    PackedLinear attentionOutput;
    PackedLinear up;              // [F], or gate and up, [2 F]
    PackedLinear down;
    PackedNorm attentionNorm, attentionAfter, ffnNorm, ffnAfter;
    PackedNorm queryNorm, keyNorm;
    at::Tensor relative; // [heads, 2 * reach + 1] float32, or undefined
    at::Tensor distanceKeys, distanceQueries; // [heads, headSize, stride] float32 (kernels::DistanceArgs), or undefined

    PackedLayer() = default;
    // asksOnce: whether one token of each text asks, as in the last layer of most models.
    PackedLayer(const Checkpoint& checkpoint, size_t index, bool asksOnce);
    // The same weights where one token of each text asks, or all.
    [[nodiscard]] PackedLayer asking(const Checkpoint& checkpoint, size_t index, bool once) const;

    // The codes that attention and FFN want their rows in, or null.
    [[nodiscard]] const InputCodes* attentionInput() const;
    [[nodiscard]] const InputCodes* ffnInput() const { return up.input(); }
    // Multiplications of the linear layers for so many tokens, of which `asking` are followed to the end.
    [[nodiscard]] double macs(int64_t tokens, int64_t asking) const;

private:
    void packProjections(const Checkpoint& checkpoint, size_t index, bool asksOnce);
    void packDistances(const Checkpoint& checkpoint, const std::string& at);
};

} // namespace lathe::engine
