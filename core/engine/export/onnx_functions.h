#pragma once

#include "core/engine/export/onnx_matrices.h"

namespace lathe::engine::onnx {

// Functions of rows, in operators that every runtime knows and folds into its own kernels.

[[nodiscard]] std::string activated(Graph& graph, const std::string& x, Activation activation);
// Over the last dimension, with the weights NAME.weight and NAME.bias.
[[nodiscard]] std::string norm(Graph& graph, Matrices& matrices, const Norm& kind, const std::string& x, const std::string& name);
// The means over one dimension, which is dropped or kept with size 1.
[[nodiscard]] std::string reduced(Graph& graph, const char* op, const std::string& x, int64_t axis, bool keep);

} // namespace lathe::engine::onnx
