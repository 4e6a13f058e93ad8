#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace lathe::text {

// Writes the tokenizer files of a model folder into another folder with only some of the
// vocabulary's entries. `kept` holds the ids that stay, ascending; the entry kept[i] gets the id i,
// in every file that names ids. Merges stay whose entries all stay: give
// Tokenizer::withParts(kept), or kept words come apart. A tokenizer of vocab.json or a
// SentencePiece model becomes a tokenizer.json. Throws Error naming the file when an added or
// special token would go.
void writeSmallerTokenizer(const std::filesystem::path& from, const std::vector<int32_t>& kept,
                           const std::filesystem::path& to);

} // namespace lathe::text
