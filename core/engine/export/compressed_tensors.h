#pragma once

#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

// Puts the 8- and 4-bit codes of a checkpoint's layers in place of the floats of a folder that transformers opens
// (model.safetensors), as the compressed-tensors package lays them out, and says so in its config:
//   int8  "int-quantized": weight int8 [N, K], weight_scale [N, 1], inputs rounded to 8 bits by token
//   int4  "pack-quantized": weight_packed int32 [N, K / 8], weight_scale [N, K / g], weight_shape int64 [2]
// Layers that it cannot say this of stay floats, and notes tell which. Nothing changes for a model of floats.
void compressTensors(const Checkpoint& checkpoint, const std::filesystem::path& folder, nlohmann::json& config,
                     std::vector<std::string>& notes);

} // namespace lathe::engine
