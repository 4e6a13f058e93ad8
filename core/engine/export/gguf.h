#pragma once

#include "core/engine/model/checkpoint.h"
#include "core/runner/model_export.h"

namespace lathe::engine {

// Writes model.gguf for llama.cpp: a decoder whose embedding of a text is its last token after the final norm (pooling
// "last"), with the tokenizer. llama.cpp has a place for a head in Qwen3 only, and puts a softmax behind it (pooling
// "rank"); there it is written as cls.output. In every file it also lies in the metadata, row by row, as
// "lathe.classifier.weight": logits are its product with the embedding. Throws Error (Unsupported) with the reason where
// llama.cpp cannot run the model or cannot tokenize for it. What is to be known of the file is added to `made`.
[[nodiscard]] runner::ExportedForm writeGguf(const Checkpoint& checkpoint, bool halves, const std::filesystem::path& file,
                                             runner::ExportedForm made = {}, const Task& task = {});

} // namespace lathe::engine
