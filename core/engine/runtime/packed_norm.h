#pragma once

#include "core/engine/model/checkpoint.h"
#include "core/engine/runtime/kernels/rows.h"

#include <string>

namespace lathe::engine {

// A norm prepared for the row kernels; empty: the row stays as it is.
struct PackedNorm {
    at::Tensor weight, bias; // [columns] float32, contiguous
    float epsilon = 0;
    bool rms = false;

    PackedNorm() = default;
    // The norm of "name.weight" and, where there is one, "name.bias".
    PackedNorm(const Checkpoint& checkpoint, const std::string& name);
    [[nodiscard]] kernels::NormArgs args() const;
};

} // namespace lathe::engine
