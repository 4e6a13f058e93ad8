#pragma once

#include "core/text/pretokenizer.h"

// One reader for each pre-tokenizer of tokenizer.json, each in the file of its name.
namespace lathe::text::pretokenizers {

using Made = std::unique_ptr<PreTokenizer>;

[[nodiscard]] Made readBert(const JsonNode& node);
[[nodiscard]] Made readByteLevel(const JsonNode& node);
[[nodiscard]] Made readCharDelimiter(const JsonNode& node);
[[nodiscard]] Made readDigits(const JsonNode& node);
[[nodiscard]] Made readMetaspace(const JsonNode& node);
[[nodiscard]] Made readPunctuation(const JsonNode& node);
[[nodiscard]] Made readSplit(const JsonNode& node);
[[nodiscard]] Made readWhitespace(const JsonNode& node);
[[nodiscard]] Made readWhitespaceSplit(const JsonNode& node);

} // namespace lathe::text::pretokenizers
