#pragma once

#include "core/engine/tensors/torch_archive.h"

namespace lathe::engine {

// Throws Error, not naming the file, unless the archive of a TorchScript program of so many bytes is safe to be opened: it unpacks
// to little more than it is, its code calls neither of the two operators that reach files (aten::save and
// aten::from_file), and no expression is nested so deep that parsing it would exhaust the stack.
void checkProgram(const TorchArchive& archive, uint64_t fileBytes);

} // namespace lathe::engine
