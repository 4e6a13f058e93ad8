#pragma once

#include "core/engine/stages/quantize/quantize_layers.h"

namespace lathe::engine {

// Layers that read one input, about to be rounded: what a factor s on the input's columns, the input divided
// by it and the weights multiplied, does to their output.
class Smoothing {
public:
    // The layers' matrices must not be factors. sample [M, K]: tokens of their input.
    Smoothing(const Tensors& weights, const std::vector<std::string>& layers, const at::Tensor& sample,
              const StageContext& context);

    // Squared error of the layers' outputs on the sample beside the float weights, computed as PackedModel
    // does: inputs rounded per token, 4-bit weights widened to 8 bits; for the head inputs stay float.
    // s [K], or undefined for none.
    [[nodiscard]] double error(const at::Tensor& s, const Rounding& how) const;

    // Rounds the layers' weights and stores them with s.
    void put(Tensors& weights, const at::Tensor& s, const Rounding& how) const;

    // max |w| over the rows of all the layers, [K].
    [[nodiscard]] at::Tensor largestWeights() const;

private:
    std::vector<std::string> m_layers;
    std::vector<at::Tensor> m_weights, m_outputs; // [N, K], [M, N] of each layer, on the device
    at::Tensor m_sample;
    bool m_integer;
    const StageContext& m_context;
};

} // namespace lathe::engine
