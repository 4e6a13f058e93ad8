#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lathe::engine {

// Throws Error (Unsupported), naming those that are known, unless this is an architecture that Lathe
// reads from GGUF files: "llama", "qwen2", "bert", ...
void checkGgufArchitecture(std::string_view architecture);

// The name, without the model's prefix, that transformers gives to a tensor of such a file; none for
// tensors that a classifier does not need: the language model's head, tables of rotations.
[[nodiscard]] std::optional<std::string> publishedGgufName(std::string_view architecture, std::string_view tensor);

} // namespace lathe::engine
