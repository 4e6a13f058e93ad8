#include "core/text/characters.h"

#include <algorithm>
#include <iterator>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

namespace lathe::text {

namespace {

UChar32 icu(char32_t c)
{
    return static_cast<UChar32>(c);
}

bool knownIn(char32_t c, int major, int minor)
{
    UVersionInfo age;
    u_charAge(icu(c), age);
    return age[0] < major || (age[0] == major && age[1] <= minor);
}

const UNormalizer2* nfd()
{
    static const UNormalizer2* const instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        return unorm2_getNFDInstance(&status);
    }();
    return instance;
}

} // namespace

bool isWhitespace(char32_t c)
{
    return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : u_isUWhiteSpace(icu(c)) != 0;
}

bool isControl(char32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r')
        return false;
    switch (u_charType(icu(c))) {
    case U_CONTROL_CHAR:
    case U_PRIVATE_USE_CHAR:
        return true;
    case U_FORMAT_CHAR:
        return knownIn(c, 8, 0);
    default:
        return false;
    }
}

bool isPunctuation(char32_t c)
{
    if (c < 0x80)
        return (c > 32 && c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') ||
               (c > 'z' && c < 127);
    if (c == 0x166d || c == 0x111c9) // punctuation in Unicode 8.0, reclassified since
        return true;
    return u_ispunct(icu(c)) && knownIn(c, 8, 0);
}

bool isNonspacingMark(char32_t c)
{
    if (c < 0x300)
        return false;
    switch (c) { // reclassified after Unicode 8.0
    case 0x1734:
        return true;
    case 0x1885:
    case 0x1886:
    case 0xa9bd:
    case 0x111c9:
        return false;
    default:
        return u_charType(icu(c)) == U_NON_SPACING_MARK && knownIn(c, 8, 0);
    }
}

bool isCjkIdeograph(char32_t c)
{
    static constexpr char32_t kBlocks[][2] = {
        {0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xf900, 0xfaff},   {0x20000, 0x2a6df},
        {0x2a700, 0x2b73f}, {0x2b740, 0x2b81f}, {0x2b920, 0x2ceaf}, {0x2f800, 0x2fa1f}};
    return c >= 0x3400 &&
           std::any_of(std::begin(kBlocks), std::end(kBlocks),
                       [c](const auto& block) { return c >= block[0] && c <= block[1]; });
}

bool isWordCharacter(char32_t c)
{
    return u_hasBinaryProperty(icu(c), UCHAR_ALPHABETIC) ||
           u_hasBinaryProperty(icu(c), UCHAR_JOIN_CONTROL) ||
           (U_GET_GC_MASK(icu(c)) & (U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK)) != 0;
}

void appendLower(std::u32string& text, char32_t c)
{
    if (c == 0x130) {
        text += U"i\u0307";
        return;
    }
    text += static_cast<char32_t>(u_tolower(icu(c)));
}

void decompose(std::u32string& text)
{
    std::u32string out;
    out.reserve(text.size() + text.size() / 4);
    for (const char32_t c : text) {
        UChar units[32];
        UErrorCode status = U_ZERO_ERROR;
        const int length =
            c < 0xc0 ? -1 : unorm2_getDecomposition(nfd(), icu(c), units, 32, &status);
        if (length < 0 || U_FAILURE(status) || !knownIn(c, 12, 1)) {
            out += c;
            continue;
        }
        for (int i = 0; i < length;) {
            UChar32 part = 0;
            U16_NEXT(units, i, length, part);
            out += static_cast<char32_t>(part);
        }
    }
    const auto rank = [](char32_t c) {
        return c < 0x300 ? uint8_t(0) : u_getCombiningClass(icu(c));
    };
    for (auto run = out.begin(); run != out.end();) {
        const auto end = std::find_if(run, out.end(), [&](char32_t c) { return rank(c) == 0; });
        if (end - run > 1)
            std::stable_sort(run, end, [&](char32_t a, char32_t b) { return rank(a) < rank(b); });
        run = std::find_if(end, out.end(), [&](char32_t c) { return rank(c) != 0; });
    }
    text.swap(out);
}

} // namespace lathe::text
