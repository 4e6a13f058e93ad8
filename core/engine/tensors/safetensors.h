#pragma once

#include <ATen/core/Tensor.h>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace lathe::engine {

using Tensors = std::map<std::string, at::Tensor, std::less<>>;

// Reads a .safetensors file, or the shards that a model.safetensors.index.json lists. Tensors share the
// copy-on-write mapping of the file (zero-copy) and keep it alive; dtypes stay as stored: F64, F32, F16,
// BF16, I64, I32, I16, I8, U8, BOOL. A tensor whose offset is not aligned to its element size is copied.
// Throws Error naming file and tensor: header length beyond the file, header that is not a JSON object,
// unknown dtype, negative or overflowing shape, offsets that lie outside the file, overlap or do not
// match shape x dtype, duplicate names, missing shards. Nothing is executed or allocated on the
// header's word alone.
[[nodiscard]] Tensors readSafetensors(const std::filesystem::path& fileOrIndex);

// Writes the tensors (any device, made contiguous) in name order to a temporary name and renames.
void writeSafetensors(const std::filesystem::path& file, const Tensors& tensors,
                      const std::map<std::string, std::string>& metadata = {});

} // namespace lathe::engine
