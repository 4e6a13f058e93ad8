#pragma once

#include <ATen/core/Tensor.h>
#include <vector>

namespace lathe::engine {

// Leaves that are updated alike.
struct ParameterGroup {
    std::vector<at::Tensor> leaves;
    double rate = 1;        // factor on the step's learning rate
    double weightDecay = 0; // decoupled
};

// AdamW (Loshchilov & Hutter 2019, algorithm 2; beta 0.9 and 0.999, epsilon 1e-8) with gradients
// clipped to a global norm, on LibTorch's fused kernel.
class AdamW {
public:
    explicit AdamW(std::vector<ParameterGroup> groups);

    // Consumes the gradients of all leaves and clears them. clip: largest norm, 0 for no clipping.
    // Returns the norm before clipping.
    double step(double learningRate, double clip);

private:
    struct State {
        ParameterGroup group;
        std::vector<at::Tensor> first, second, steps;
    };
    std::vector<State> m_states;
};

} // namespace lathe::engine
