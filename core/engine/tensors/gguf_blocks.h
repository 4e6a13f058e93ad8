#pragma once

#include "core/base/gguf_types.h"

#include <cstddef>

namespace lathe::engine {

// The values of so many blocks of a GGUF tensor, in order, as float32: the same as llama.cpp's own
// dequantization, bit by bit. `type` is one whose blocks are known. On the threads of LibTorch.
void dequantize(const GgufType& type, const std::byte* blocks, int64_t count, float* values);

} // namespace lathe::engine
