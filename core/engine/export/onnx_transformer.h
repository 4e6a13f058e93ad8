#pragma once

#include "core/engine/export/onnx_matrices.h"

namespace lathe::engine::onnx {

// The checkpoint as an ONNX graph of standard operators (opset 18, 21 where weights have 4 bits):
//   input_ids [batch, tokens] int64, attention_mask [batch, tokens] int64 (1: a token, 0: padding at the end)
//   -> logits [batch, classes] float32
// Batch and length are free up to the model's longest text. Weights keep the form that they are stored in
// (onnx_matrices.h). As in our own runtime only the token that the head
// reads is followed through the last layer. Throws Error when the checkpoint has no head.
[[nodiscard]] Model modelOf(const Checkpoint& checkpoint, const MatrixForms& forms = {});

} // namespace lathe::engine::onnx
