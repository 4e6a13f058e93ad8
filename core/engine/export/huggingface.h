#pragma once

#include "core/engine/model/checkpoint.h"
#include "core/runner/model_export.h"

namespace lathe::engine {

// Writes a folder that transformers opens, into an existing one: weights of 8 and 4 bits in the layout of the
// compressed-tensors package, factors multiplied out, blocks of GGUF files and tables of codes as floats. A model whose
// layers differ in size is written as Lathe keeps it.
void writeHuggingFace(const Checkpoint& checkpoint, const std::filesystem::path& folder, runner::ExportedForm& made);

} // namespace lathe::engine
