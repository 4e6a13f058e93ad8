#pragma once

#include <ATen/core/Tensor.h>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace lathe::engine {

using Tensors = std::map<std::string, at::Tensor, std::less<>>;

// Reads a .safetensors file, or the shards that a model.safetensors.index.json lists. Tensors share
// the copy-on-write mapping of the file (zero-copy) and keep it alive; dtypes stay as stored: F64,
// F32, F16, BF16, F8_E4M3, F8_E5M2, I64, I32, I16, I8, U8, BOOL. A tensor whose offset is not aligned to its element
// size is copied. Throws Error naming file and tensor: header length beyond the file, header that
// is not a JSON object, unknown dtype, negative or overflowing shape, offsets that lie outside the
// file, overlap or do not match shape x dtype, bytes of no tensor, duplicate names, missing shards.
// Nothing is executed or allocated on the header's word alone.
[[nodiscard]] Tensors readSafetensors(const std::filesystem::path& fileOrIndex);

// Writes the tensors (any device, made contiguous) to a temporary name, syncs and renames. The
// header is in name order; the data starts with the widest dtype, which keeps every tensor aligned
// for reading without a copy. The same tensors and metadata give the same bytes. Throws Error when
// a dtype is none of the above or the disk does not take the file; nothing half-written stays.
void writeSafetensors(const std::filesystem::path& file, const Tensors& tensors,
                      const std::map<std::string, std::string>& metadata = {});

} // namespace lathe::engine
