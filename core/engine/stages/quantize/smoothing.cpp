#include "core/engine/stages/quantize/smoothing.h"

#include "core/engine/stages/quantize/activation_range.h"
#include "core/engine/stages/quantize/round_tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/where.h>

namespace lathe::engine {

at::Tensor smoothingFactor(const at::Tensor& inputs, const at::Tensor& weights, double strength)
{
    const at::Tensor s = inputs.pow(strength) / weights.pow(1 - strength);
    return at::where(inputs.gt(1e-6).logical_and(weights.gt(1e-6)), s.clamp(1e-4, 1e4), at::ones_like(s));
}

Smoothing::Smoothing(const Tensors& weights, const std::vector<std::string>& layers, const at::Tensor& sample,
                     const StageContext& context, Ranges ranges)
    : m_layers(layers), m_sample(sample.to(context.device)), m_integer(runsOnIntegers(layers.front())),
      m_ranges(ranges), m_context(context)
{
    const at::NoGradGuard noGrad;
    for (const std::string& layer : layers) {
        m_weights.push_back(storedMatrix(weights, layer + ".weight").to(context.device));
        m_outputs.push_back(at::matmul(m_sample, m_weights.back().t()));
    }
}

double Smoothing::error(const at::Tensor& s, const Rounding& how) const
{
    const at::NoGradGuard noGrad;
    m_context.task.checkpoint();
    at::Tensor x = s.defined() ? m_sample / s : m_sample;
    if (m_integer && m_ranges == Ranges::EachToken)
        x = roundTokens(x);
    if (m_integer && m_ranges == Ranges::One) {
        const ActivationRange range = rangeOf(std::min(0.0, x.min().item<double>()), std::max(0.0, x.max().item<double>()), false);
        x = roundTokens(x, range.scale, range.zero);
    }
    double sum = 0;
    for (size_t i = 0; i < m_weights.size(); ++i) {
        const at::Tensor weight = s.defined() ? m_weights[i] * s : m_weights[i];
        const at::Tensor rounded = m_integer ? computedValues(weight, how) : roundedValues(weight, how);
        sum += (at::matmul(x, rounded.t()) - m_outputs[i]).square().sum().item<double>();
    }
    return sum;
}

std::optional<double> Smoothing::bestStrength(const at::Tensor& inputs) const
{
    constexpr int kSteps = 20;
    const at::Tensor weights = largestWeights();
    std::optional<double> best;
    double least = error({}, {});
    for (int i = 0; i <= kSteps; ++i) {
        const double strength = double(i) / kSteps, own = error(smoothingFactor(inputs, weights, strength), {});
        if (own < least)
            best = strength, least = own;
    }
    return best;
}

void Smoothing::put(Tensors& weights, const at::Tensor& s, const Rounding& how) const
{
    for (size_t i = 0; i < m_layers.size(); ++i) {
        const std::string matrix = m_layers[i] + ".weight";
        putRounded(weights, matrix, s.defined() ? m_weights[i] * s : m_weights[i], how, m_context.task);
        if (s.defined())
            weights[matrix + "_smooth"] = s.to(at::kCPU, at::kFloat).contiguous();
    }
}

at::Tensor Smoothing::largestWeights() const
{
    at::Tensor largest = m_weights.front().abs().amax(0);
    for (const at::Tensor& weight : m_weights)
        largest = at::maximum(largest, weight.abs().amax(0));
    return largest;
}

} // namespace lathe::engine
