#include "core/text/utf8.h"

#include <cstdint>
#include <cstring>
#include <unicode/utf8.h>

namespace lathe::text {

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
        const size_t start = at;
        UChar32 c = 0;
        U8_NEXT(bytes, at, text.size(), c);
        if (c < 0)
            return start;
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
        const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
        size_t at = bad;
        UChar32 c = 0;
        U8_NEXT(bytes, at, text.size(), c);
        appendUtf8(repaired, 0xfffd);
        text.remove_prefix(at);
    }
}

void appendUtf8(std::string& text, char32_t c)
{
    char bytes[U8_MAX_LENGTH];
    int length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    text.append(bytes, static_cast<size_t>(length));
}

} // namespace lathe::text
