#include "core/report/clean_text.h"

#include "core/text/utf8.h"

namespace lathe::report {

namespace {

constexpr char32_t kIsolate = 0x2068, kEndOfIsolate = 0x2069;

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

bool steersDirection(char32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool isRightToLeft(char32_t c)
{
    return (c >= 0x0590 && c < 0x0900) || (c >= 0xfb1d && c < 0xfe00) ||
           (c >= 0xfe70 && c < 0xff00) || (c >= 0x10800 && c < 0x11000) ||
           (c >= 0x1e800 && c < 0x1f000);
}

bool isNoCharacter(char32_t c)
{
    return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

} // namespace

std::string cleaned(std::string_view text)
{
    const std::string valid = text::replaceInvalidUtf8(text);
    std::string clean;
    bool hasRightToLeft = false;
    for (size_t at = 0; at < valid.size();) {
        const char32_t c = text::decodeUtf8(valid, at);
        hasRightToLeft = hasRightToLeft || isRightToLeft(c);
        if (c == ' ' || isControl(c)) {
            if (!clean.empty() && clean.back() != ' ')
                clean += ' ';
        } else if (!steersDirection(c)) {
            text::appendUtf8(clean, isNoCharacter(c) ? 0xfffd : c);
        }
    }
    if (!clean.empty() && clean.back() == ' ')
        clean.pop_back();
    if (!hasRightToLeft)
        return clean;
    std::string isolated;
    text::appendUtf8(isolated, kIsolate);
    isolated += clean;
    text::appendUtf8(isolated, kEndOfIsolate);
    return isolated;
}

std::string shortened(std::string_view clean, size_t characters)
{
    size_t count = 0, cut = 0;
    int open = 0; // isolates that the part kept does not close
    for (size_t at = 0; at < clean.size(); ++count) {
        if (count + 1 == characters)
            cut = at;
        const char32_t c = text::decodeUtf8(clean, at);
        if (count + 1 < characters)
            open += c == kIsolate ? 1 : c == kEndOfIsolate ? -1 : 0;
    }
    if (count <= characters)
        return std::string(clean);
    std::string text(clean.substr(0, cut));
    text += "…";
    for (; open > 0; --open)
        text::appendUtf8(text, kEndOfIsolate);
    return text;
}

std::string lastSteps(std::string_view clean, size_t characters)
{
    constexpr std::string_view kArrow = " → ";
    if (shortened(clean, characters) == clean)
        return std::string(clean);
    for (size_t at = clean.find(kArrow); at != std::string_view::npos; at = clean.find(kArrow, at + 1)) {
        const std::string end = "…" + std::string(clean.substr(at));
        const bool isLast = clean.find(kArrow, at + 1) == std::string_view::npos;
        if (!isLast && shortened(end, characters) == end)
            return end;
    }
    return shortened(clean, characters);
}

} // namespace lathe::report
