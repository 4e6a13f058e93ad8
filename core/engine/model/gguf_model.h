#pragma once

#include "core/engine/tensors/safetensors.h"

#include <nlohmann/json.hpp>

namespace lathe::engine {

// A GGUF file as transformers would have published it. Its tensors have transformers' names, and what
// llama.cpp's converters changed is undone: the order of query and key rows, Gemma's norms.
struct GgufModel {
    nlohmann::json config; // as config.json
    Tensors tensors;       // mapped; of other types than floats as blocks (matrix.h)
};

// Throws Error naming the file.
[[nodiscard]] GgufModel readGgufModel(const std::filesystem::path& file);

// "Q4_K_M": what the file says of its quantization as a whole; empty when it says nothing.
[[nodiscard]] std::string ggufQuantization(const std::filesystem::path& file);

} // namespace lathe::engine
