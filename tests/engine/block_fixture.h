#pragma once

#include "tests/engine/model_fixture.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/full.h>

namespace lathe::tests {

// Layers as GGUF's Q8_0: of every 32 values a scale of float16 and 32 codes. Matrices of other widths stay floats.
inline void roundLayersToBlocks(engine::Tensors& weights)
{
    constexpr int64_t kBlock = 32;
    constexpr int kQ8_0 = 8;
    eachLayerMatrix(weights, [&](const std::string& name) {
        const at::Tensor matrix = engine::floatMatrix(weights, name);
        if (matrix.size(1) % kBlock != 0)
            return;
        const at::Tensor values = matrix.view({matrix.size(0), -1, kBlock});
        const at::Tensor scale = (values.abs().amax(2, true) / 127).to(at::kHalf);
        const at::Tensor codes = (values / scale.to(at::kFloat).clamp_min(1e-6)).round().clamp(-127, 127).to(at::kChar);
        engine::eraseMatrix(weights, name);
        weights[name] = at::cat({scale.contiguous().view(at::kByte), codes.contiguous().view(at::kByte)}, 2)
                            .view({matrix.size(0), -1})
                            .contiguous();
        weights[name + "_gguf"] = at::full({1}, kQ8_0, at::kInt);
    });
}

} // namespace lathe::tests
