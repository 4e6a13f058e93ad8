#include "core/engine/stages/training/adamw.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_foreach_add.h>
#include <ATen/ops/_foreach_mul.h>
#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

namespace lathe::engine {

AdamW::AdamW(std::vector<ParameterGroup> groups)
{
    const at::NoGradGuard noGrad;
    for (ParameterGroup& group : groups) {
        State state;
        for (const at::Tensor& leaf : group.leaves) {
            state.first.push_back(at::zeros_like(leaf));
            state.second.push_back(at::zeros_like(leaf));
            state.steps.push_back(at::zeros({}, leaf.options().dtype(at::kFloat)));
        }
        state.group = std::move(group);
        m_states.push_back(std::move(state));
    }
}

double AdamW::step(double learningRate, double clip)
{
    const at::NoGradGuard noGrad;
    std::vector<std::vector<at::Tensor>> gradients;
    std::vector<at::Tensor> all;
    for (const State& state : m_states) {
        auto& own = gradients.emplace_back();
        for (const at::Tensor& leaf : state.group.leaves)
            own.push_back(leaf.grad().defined() ? leaf.grad() : at::zeros_like(leaf));
        all.insert(all.end(), own.begin(), own.end());
    }
    const double norm =
        at::stack(at::_foreach_norm(all)).norm().item<double>(); // the only wait for a GPU
    const bool tooLong = clip > 0 && norm > clip;
    for (size_t i = 0; i < m_states.size(); ++i) {
        State& state = m_states[i];
        if (gradients[i].empty())
            continue;
        if (tooLong)
            at::_foreach_mul_(gradients[i], clip / (norm + 1e-6));
        at::_foreach_add_(state.steps, 1);
        at::_fused_adamw_(state.group.leaves, gradients[i], state.first, state.second, {},
                          state.steps, learningRate * state.group.rate, 0.9, 0.999,
                          state.group.weightDecay, 1e-8, false, false);
        for (const at::Tensor& leaf : state.group.leaves)
            leaf.mutable_grad().reset();
    }
    return norm;
}

} // namespace lathe::engine
