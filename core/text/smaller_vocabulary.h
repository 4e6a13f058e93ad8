#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace lathe::text {

// Writes the tokenizer files of a model folder into another folder with only some of the vocabulary's
// entries. `kept` holds the ids that stay, ascending; the entry kept[i] gets the id i, in every file that
// names ids. Throws Error naming the file when an added or special token would go, or when it is of a kind
// other than WordPiece.
void writeSmallerTokenizer(const std::filesystem::path& from, const std::vector<int32_t>& kept,
                           const std::filesystem::path& to);

// The ids of the tokens that a tokenizer cannot do without: added and special ones, and the unknown token.
[[nodiscard]] std::vector<int32_t> indispensableTokens(const std::filesystem::path& folder);

} // namespace lathe::text
