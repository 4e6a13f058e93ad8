#pragma once

#include "core/text/folder_settings.h"

#include <nlohmann/json.hpp>

namespace lathe::text {

// Each makes the tokenizer.json that transformers would make of a model folder's older files. They
// throw Error naming file and key.
[[nodiscard]] nlohmann::json describeVocabularyFile(const FolderSettings& settings); // vocab.txt
[[nodiscard]] nlohmann::json
describeMergesFile(const FolderSettings& settings); // vocab.json, merges.txt
[[nodiscard]] nlohmann::json describeSentencePiece(const FolderSettings& settings,
                                                   const std::filesystem::path& model); // *.model

} // namespace lathe::text
