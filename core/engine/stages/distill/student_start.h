#pragma once

#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

// The sizes of a student; its heads are as wide as the model's.
struct StudentShape {
    int layers = 0;
    int hiddenSize = 0;
    int heads = 0;
    int ffn = 0;
};

// What each dimension of the hidden state weighs: the sum over all matrices that read or write it of its share
// of the matrix's squared L2 norm, so that a matrix counts alike whatever its size. [H] float64
[[nodiscard]] at::Tensor hiddenMagnitude(const Checkpoint& model);

// Throws Error when the shape is larger than the model.
void requireAtMost(const Architecture& model, const StudentShape& shape);

// The model, which has a head, cut to the shape: the chosen layers (as chosenLayers chooses), of those the
// hidden dimensions of the largest magnitude, then in each layer the heads and FFN neurons. A layer that has
// fewer heads or neurons keeps what it has. Throws Error when the shape is larger than the model.
[[nodiscard]] Checkpoint cutStudent(const Checkpoint& model, const StudentShape& shape, const std::string& choice);

// An untrained model of the shape with the model's tokens, positions and family, without a head: matrices from
// N(0, 0.02), norms 1, biases 0.
[[nodiscard]] Checkpoint randomStudent(const Checkpoint& model, const StudentShape& shape, uint64_t seed);

} // namespace lathe::engine
