#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>

namespace lathe::engine {

// Dropout (Srivastava et al. 2014) with a counter-based generator: the mask of a call depends on the
// seed and on how many calls came before, not on threads. LibTorch's own draws its mask from one
// sequential generator, which on a CPU costs about as much as the matrix product before it.
class Dropout {
public:
    explicit Dropout(uint64_t seed) : m_state(seed) {}

    // x with each element zeroed with the given probability and the others scaled by 1 / (1 - p);
    // x itself when the probability is 0. Differentiable. x float32. On a GPU LibTorch draws the mask.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x, double probability);

private:
    uint64_t m_state;
};

} // namespace lathe::engine
