#pragma once

#include "core/base/gguf_file.h"
#include "core/engine/tensors/safetensors.h"

namespace lathe::engine {

struct GgufContent {
    nlohmann::json metadata;
    Tensors tensors; // by the file's own names
};

// Reads a GGUF file. Tensors share its copy-on-write mapping and keep it alive. F32, F16 and BF16 stay
// as they are; a matrix X of any other type is kept as its blocks, uint8 [N, bytes of a row] with
// X_gguf beside it (model/matrix.h), and a vector of such a type becomes float32. Throws Error naming
// file and tensor; nothing is executed or allocated on the header's word alone.
[[nodiscard]] GgufContent readGguf(const std::filesystem::path& file);

} // namespace lathe::engine
