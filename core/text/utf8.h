#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lathe::text {

// Offset of the first byte that is not part of well-formed UTF-8, or npos.
[[nodiscard]] size_t firstInvalidUtf8(std::string_view text);

// The text with U+FFFD for each maximal ill-formed part, as the Unicode standard recommends
// (chapter 3.9) and Python's errors="replace" does.
[[nodiscard]] std::string replaceInvalidUtf8(std::string_view text);

// The code point that starts at `at`, which is moved behind it. The text must be well-formed.
[[nodiscard]] inline char32_t decodeUtf8(std::string_view text, size_t& at)
{
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(at);
    if (lead < 0x80)
        return at += 1, lead;
    if (lead < 0xe0)
        return at += 2, (lead & 0x1f) << 6 | (byte(at - 1) & 0x3f);
    if (lead < 0xf0)
        return at += 3, (lead & 0x0f) << 12 | (byte(at - 2) & 0x3f) << 6 | (byte(at - 1) & 0x3f);
    return at += 4, (lead & 0x07) << 18 | (byte(at - 3) & 0x3f) << 12 | (byte(at - 2) & 0x3f) << 6 |
                        (byte(at - 1) & 0x3f);
}

// The code point that ends before `end`, which is moved to its start; end > 0.
[[nodiscard]] inline char32_t decodeUtf8Before(std::string_view text, size_t& end)
{
    do
        --end;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80);
    size_t at = end;
    return decodeUtf8(text, at);
}

void appendUtf8(std::string& text, char32_t c);

[[nodiscard]] bool isAscii(std::string_view text);

[[nodiscard]] size_t countCharacters(std::string_view text); // of well-formed text

// Between well-formed UTF-8 and code points.
[[nodiscard]] std::u32string toUtf32(std::string_view text);
[[nodiscard]] std::string toUtf8(std::u32string_view text);

} // namespace lathe::text
