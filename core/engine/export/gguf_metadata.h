#pragma once

#include "core/engine/export/gguf_file.h"
#include "core/engine/export/gguf_target.h"
#include "core/engine/model/checkpoint.h"

namespace lathe::engine::gguf {

// Writes what a file says of a model: sizes, positions, the head and its labels, and last the tokenizer. Returns
// sentences on what llama.cpp tokenizes otherwise. Throws Error (Unsupported) where it has no such tokenizer.
[[nodiscard]] std::vector<std::string> describe(File& file, const Checkpoint& checkpoint, const Target& target);

} // namespace lathe::engine::gguf
