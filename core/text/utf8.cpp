#include "core/text/utf8.h"

#include <cstdint>
#include <cstring>

namespace lathe::text {

namespace {

// Where the character at `at` ends; when it is not well-formed (Unicode 3.9, table 3-7), where the
// maximal ill-formed part ends.
struct Extent {
    size_t end;
    bool good;
};

Extent characterAt(std::string_view text, size_t at)
{
    const auto within = [text](size_t i, unsigned low, unsigned high) {
        const unsigned byte = i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
        return byte >= low && byte <= high;
    };
    const unsigned lead = static_cast<unsigned char>(text[at]);
    if (lead < 0xc2 || lead > 0xf4)
        return {at + 1, lead < 0x80};
    const unsigned low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (!within(at + 1, low, high))
        return {at + 1, false};
    if (lead < 0xe0)
        return {at + 2, true};
    if (!within(at + 2, 0x80, 0xbf))
        return {at + 2, false};
    if (lead < 0xf0)
        return {at + 3, true};
    const bool good = within(at + 3, 0x80, 0xbf);
    return {at + 3 + good, good};
}

} // namespace

size_t firstInvalidUtf8(std::string_view text)
{
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    size_t at = 0;
    while (at < text.size()) {
        if (bytes[at] < 0x80) {
            uint64_t eight = 0;
            while (text.size() - at >= 8 &&
                   (std::memcpy(&eight, bytes + at, 8), (eight & 0x8080808080808080u) == 0))
                at += 8;
            while (at < text.size() && bytes[at] < 0x80)
                ++at;
            continue;
        }
        const Extent character = characterAt(text, at);
        if (!character.good)
            return at;
        at = character.end;
    }
    return std::string_view::npos;
}

std::string replaceInvalidUtf8(std::string_view text)
{
    std::string repaired;
    repaired.reserve(text.size());
    while (true) {
        const size_t bad = firstInvalidUtf8(text);
        repaired.append(text.substr(0, bad));
        if (bad == std::string_view::npos)
            return repaired;
        appendUtf8(repaired, 0xfffd);
        text.remove_prefix(characterAt(text, bad).end);
    }
}

void appendUtf8(std::string& text, char32_t c)
{
    const auto six = [c](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3f)); };
    if (c < 0x80)
        text += static_cast<char>(c);
    else if (c < 0x800)
        text.append({static_cast<char>(0xc0 | c >> 6), six(0)});
    else if (c < 0x10000)
        text.append({static_cast<char>(0xe0 | c >> 12), six(6), six(0)});
    else
        text.append({static_cast<char>(0xf0 | c >> 18), six(12), six(6), six(0)});
}

bool isAscii(std::string_view text)
{
    unsigned char all = 0;
    for (const char byte : text)
        all |= static_cast<unsigned char>(byte);
    return all < 0x80;
}

size_t countCharacters(std::string_view text)
{
    size_t count = 0;
    for (const char byte : text)
        count += (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
    return count;
}

std::u32string toUtf32(std::string_view text)
{
    std::u32string characters;
    characters.reserve(text.size());
    for (size_t at = 0; at < text.size();)
        characters += decodeUtf8(text, at);
    return characters;
}

std::string toUtf8(std::u32string_view text)
{
    std::string bytes;
    bytes.reserve(text.size() * 2);
    for (const char32_t c : text)
        appendUtf8(bytes, c);
    return bytes;
}

} // namespace lathe::text
