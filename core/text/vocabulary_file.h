#pragma once

#include "core/text/bert_tokenizer.h"

#include <filesystem>

namespace lathe::text {

// The tokenizer of tokenizer.json. Truncation and padding settings in it are ignored. Throws Error
// naming file and key: Unsupported for other kinds of tokenizers, BadInput for broken ones.
[[nodiscard]] BertTokenizerParts readTokenizerJson(const std::filesystem::path& file);

// The tokenizer of vocab.txt, with tokenizer_config.json, special_tokens_map.json and
// added_tokens.json where they exist. Throws Error likewise.
[[nodiscard]] BertTokenizerParts readVocabularyFolder(const std::filesystem::path& folder);

// Whether vocab.txt is MPNet's, by tokenizer_config.json or else by config.json; BERT's otherwise.
[[nodiscard]] bool isMpnetVocabulary(const std::filesystem::path& folder);

} // namespace lathe::text
