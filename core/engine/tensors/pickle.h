#pragma once

#include "core/engine/tensors/safetensors.h"

namespace lathe::engine {

// Reads the tensors of a state dict that torch.save wrote (pytorch_model.bin, *.pt), or of the parts that
// a pytorch_model.bin.index.json lists. A pickle is a program; of its instructions only those are carried
// out that build texts, numbers, lists, dicts and tensors, and of the things that it may name only the
// dict and tensor makers of torch.save. Anything else is refused, by name and place, before anything of it
// is done. Tensors share the file's copy-on-write mapping; values that are no tensors are left out. Throws
// Error naming the file: another global, an instruction that is not needed, tensors that reach beyond
// their data, compressed data, the form that torch.save wrote before PyTorch 1.6.
[[nodiscard]] Tensors readPickled(const std::filesystem::path& fileOrIndex);

} // namespace lathe::engine
