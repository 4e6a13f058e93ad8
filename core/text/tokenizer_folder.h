#pragma once

#include "core/text/foreign_files.h"

#include <optional>

namespace lathe::text {

// Which of a folder's files its tokenizer is read from; a GGUF file may stand for the folder.
struct TokenizerSource {
    enum class Kind { Json, VocabularyText, Merges, SentencePiece, Gguf };
    Kind kind;
    std::filesystem::path file;
};

[[nodiscard]] std::optional<TokenizerSource> tokenizerIn(const std::filesystem::path& folder);
// Throws Error when there is none.
[[nodiscard]] TokenizerSource findTokenizer(const std::filesystem::path& folder);

// The content of tokenizer.json, or what stands for it. Throws Error naming the file.
[[nodiscard]] nlohmann::json describeTokenizer(const TokenizerSource& source);

} // namespace lathe::text
