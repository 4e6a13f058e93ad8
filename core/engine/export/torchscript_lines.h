#pragma once

#include "core/engine/export/onnx_model.h"

namespace lathe::engine {

// The right side of a TorchScript assignment that computes what an ONNX operator does, of its inputs' names. Throws Error for
// an operator that Lathe's graphs do not have.
[[nodiscard]] std::string torchScriptOf(const onnx::Node& node, const std::vector<std::string>& inputs);

// [n] uint8 with two codes of -8..7 each, the first in the low half -> [2 n] int8.
[[nodiscard]] at::Tensor unpackedNibbles(const at::Tensor& bytes);

} // namespace lathe::engine
