#pragma once

#include "core/text/model.h"

// One reader for each model of tokenizer.json, each in the file of its name.
namespace lathe::text::models {

using Made = std::unique_ptr<Model>;

[[nodiscard]] Made readBpe(const JsonNode& node);
[[nodiscard]] Made readUnigram(const JsonNode& node);
[[nodiscard]] Made readWordLevel(const JsonNode& node);
[[nodiscard]] Made readWordPiece(const JsonNode& node);

// "vocab": {"text": id, ...}
[[nodiscard]] Vocabulary readVocabulary(const JsonNode& model);

// The id of the token that a key names; throws when the vocabulary lacks it.
[[nodiscard]] int32_t readToken(const JsonNode& model, std::string_view key,
                                std::string_view fallback, const Vocabulary& vocabulary);

// The ids of <0x00> to <0xFF>, -1 for those that are missing.
[[nodiscard]] std::vector<int32_t> byteTokens(const Vocabulary& vocabulary);

} // namespace lathe::text::models
