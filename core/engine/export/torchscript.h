#pragma once

#include "core/engine/export/onnx_model.h"

namespace lathe::engine {

// The same graph as a TorchScript module that C++ and Python load without other code (torch.jit.load): forward(input_ids
// [B, T] int64, attention_mask [B, T] int64) -> logits [B, C] float32. Codes stay codes in the file; products are computed in
// float32. Throws Error when the file cannot be written.
void writeTorchScript(const onnx::Model& model, const std::filesystem::path& file);

} // namespace lathe::engine
