#pragma once

#include <string>

// Character classes as the BERT tokenizers that models were trained with see them. Their tables are
// frozen, made from ICU by make_unicode_tables.cpp: Unicode 8.0, but 12.1 for decompositions and
// 15.0 for combining classes, lower case and word characters. A character that a later version
// classified is an ordinary one here; ids then depend on neither library nor year.
namespace lathe::text {

[[nodiscard]] bool isWhitespace(char32_t c);  // White_Space
[[nodiscard]] bool isControl(char32_t c);     // Cc, Cf, Co; not tab, line feed, carriage return
[[nodiscard]] bool isPunctuation(char32_t c); // ASCII symbols and P*
[[nodiscard]] bool isNonspacingMark(char32_t c);
[[nodiscard]] bool isCjkIdeograph(char32_t c); // the blocks that BERT splits into single characters
[[nodiscard]] bool
isWordCharacter(char32_t c); // \w of UTS #18: what joins an added token to a word

// Lower case without context: sigma stays medial at the end of a word, and U+0130 becomes two
// characters.
void appendLower(std::u32string& text, char32_t c);

// Canonical decomposition (NFD) of the whole text.
void decompose(std::u32string& text);

} // namespace lathe::text
