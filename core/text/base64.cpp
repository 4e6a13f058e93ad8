#include "core/text/base64.h"

#include <cstdint>

namespace lathe::text {

namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}

std::optional<std::string> fromBase64(std::string_view text)
{
    while (text.ends_with('='))
        text.remove_suffix(1);
    if (text.size() % 4 == 1)
        return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    uint32_t bits = 0;
    int have = 0;
    for (const char digit : text) {
        const size_t value = kDigits.find(digit);
        if (value == std::string_view::npos)
            return std::nullopt;
        bits = bits << 6 | static_cast<uint32_t>(value);
        have += 6;
        if (have >= 8) {
            have -= 8;
            bytes += static_cast<char>(bits >> have);
        }
    }
    return bytes;
}

std::string toBase64(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() / 3 * 4 + 4);
    uint32_t bits = 0;
    int have = 0;
    for (const char byte : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(byte);
        for (have += 8; have >= 6;) {
            have -= 6;
            text += kDigits[bits >> have & 63];
        }
    }
    if (have > 0)
        text += kDigits[bits << (6 - have) & 63];
    while (text.size() % 4 != 0)
        text += '=';
    return text;
}

} // namespace lathe::text
