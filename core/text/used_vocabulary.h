#pragma once

#include "core/text/tokenizer.h"

namespace lathe::text {

// The id that stands for what the vocabulary has no entry for ("[UNK]", "<unk>"); -1 where there is
// none, as in byte-level vocabularies.
[[nodiscard]] int32_t unknownId(const Tokenizer& tokenizer);

// What every cut vocabulary keeps, by id: what any text may need and single ASCII characters.
[[nodiscard]] std::vector<bool> essentialEntries(const Tokenizer& tokenizer);

// The entries that stay when a vocabulary is cut to those that texts use (used [vocabulary size]),
// ascending: they, what they are made of, the essential ones, and the special tokens in front with
// their numbers.
[[nodiscard]] std::vector<int32_t> keptVocabulary(const Tokenizer& tokenizer,
                                                  const std::vector<bool>& used);

} // namespace lathe::text
