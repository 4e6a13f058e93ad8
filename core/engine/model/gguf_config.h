#pragma once

#include "core/engine/tensors/gguf_reader.h"

namespace lathe::engine {

// The config.json that transformers would write for the model of a GGUF file, as far as its metadata
// and the shapes of its tensors tell. Throws Error naming the key: missing, of the wrong type, or
// (Unsupported) an architecture that Lathe does not read.
[[nodiscard]] nlohmann::json ggufConfig(const GgufContent& content);

} // namespace lathe::engine
