#pragma once

#include "core/engine/stages/quantize/quantize_layers.h"

namespace lathe::engine {

// The factor of each input column [K]: max |x|^strength / max |w|^(1 - strength) (Xiao et al. 2023, equation 4); 1 for a
// column that is always 0. inputs, weights [K]: those largest values.
[[nodiscard]] at::Tensor smoothingFactor(const at::Tensor& inputs, const at::Tensor& weights, double strength);

// Layers that read one input, about to be rounded: what a factor s on the input's columns, the input divided
// by it and the weights multiplied, does to their output.
class Smoothing {
public:
    enum class Ranges { EachToken, One }; // of the input's 8-bit codes

    // The layers' matrices must not be factors. sample [M, K]: tokens of their input.
    Smoothing(const Tensors& weights, const std::vector<std::string>& layers, const at::Tensor& sample,
              const StageContext& context, Ranges ranges = Ranges::EachToken);

    // Squared error of the layers' outputs on the sample beside the float weights, computed as PackedModel
    // does: inputs rounded, 4-bit weights widened to 8 bits; for the head inputs stay float.
    // s [K], or undefined for none.
    [[nodiscard]] double error(const at::Tensor& s, const Rounding& how) const;

    // The strength in steps of a twentieth whose factor has the least error in 8 bits; none when that is not less than
    // without a factor. inputs [K]: max |x|.
    [[nodiscard]] std::optional<double> bestStrength(const at::Tensor& inputs) const;

    // Rounds the layers' weights and stores them with s.
    void put(Tensors& weights, const at::Tensor& s, const Rounding& how) const;

    // max |w| over the rows of all the layers, [K].
    [[nodiscard]] at::Tensor largestWeights() const;

private:
    std::vector<std::string> m_layers;
    std::vector<at::Tensor> m_weights, m_outputs; // [N, K], [M, N] of each layer, on the device
    at::Tensor m_sample;
    bool m_integer;
    Ranges m_ranges;
    const StageContext& m_context;
};

} // namespace lathe::engine
