#pragma once

#include <cstdint>
#include <string>

// Character classes as the tokenizers that models were trained with see them. The tables are
// frozen: unicode_tables.h, made from ICU by make_unicode_tables.cpp, is what BERT's rules know
// (Unicode 8.0, but 12.1 for decompositions and 15.0 for combining classes); unicode_properties.h,
// made by make_unicode_properties.py, is what regular expressions and the other normalizers know
// (16.0 and 17.0). A character that a later version classified is an ordinary one here; ids then
// depend on neither library nor year.
namespace lathe::text {

[[nodiscard]] bool isWhitespace(char32_t c);  // White_Space, \s
[[nodiscard]] bool isControl(char32_t c);     // Cc, Cf, Co; not tab, line feed, carriage return
[[nodiscard]] bool isPunctuation(char32_t c); // ASCII symbols and P*
[[nodiscard]] bool isNonspacingMark(char32_t c);
[[nodiscard]] bool isCjkIdeograph(char32_t c); // the blocks that BERT splits into single characters
[[nodiscard]] bool isWordCharacter(char32_t c); // \w of UTS #18
[[nodiscard]] bool isLetter(char32_t c);        // \p{L}
[[nodiscard]] bool isNumber(char32_t c);        // \p{N}
[[nodiscard]] bool isNumeric(char32_t c);       // numbers as the Digits pre-tokenizer sees them
[[nodiscard]] bool isAccent(char32_t c);        // what the StripAccents normalizer drops

// Lower case without context: sigma stays medial at the end of a word, and U+0130 becomes two
// characters.
void appendLower(std::u32string& text, char32_t c);

[[nodiscard]] uint8_t combiningClass(char32_t c);

// The canonical decomposition of one character; itself when it has none.
void appendDecomposed(std::u32string& text, char32_t c);

// Its grapheme cluster break property, of tables::Break.
[[nodiscard]] uint8_t graphemeBreak(char32_t c);

} // namespace lathe::text
