#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace lathe::text {

// How a byte-level tokenizer of a GGUF file finds words: what its "pre" names.
enum class Words { Gpt2, Llama3, Qwen2, Digits };

// Throws Error (Unsupported) for a name that is not known.
[[nodiscard]] Words wordsOf(const std::string& pre);

// The pre-tokenizer of tokenizer.json.
[[nodiscard]] nlohmann::json describeWords(Words words);

} // namespace lathe::text
