#include "core/text/characters.h"

#include "core/text/unicode_tables.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace lathe::text {

namespace {

using namespace tables;

// Beside CharacterClass: which characters the other tables know.
enum Listed : uint8_t { kUpperCase = 32, kComposed = 64, kCombines = 128 };

constexpr char32_t kDirect = 0x30000; // nothing is Listed from here on
static_assert(std::rbegin(kCombining)->first < kDirect && std::rbegin(kLower)->last < kDirect &&
              (*std::rbegin(kDecompositions))[0] < kDirect);

// The last entry that begins at or before the character.
template <class Entry, size_t count>
const Entry& entryFor(const Entry (&table)[count], char32_t c)
{
    return *std::prev(
        std::upper_bound(std::begin(table), std::end(table), c,
                         [](char32_t wanted, const Entry& entry) { return wanted < entry.first; }));
}

// Spares nearly every character the search; the compiler would take seconds to fill it.
std::array<uint8_t, kDirect> directBits()
{
    std::array<uint8_t, kDirect> bits{};
    for (const Run* run = kClasses; run->first < kDirect; ++run)
        std::fill(bits.begin() + run->first, bits.begin() + std::min(run[1].first, kDirect),
                  run->value);
    for (const Run* run = kCombining; run + 1 < std::end(kCombining); ++run)
        for (char32_t c = run->first; c < run[1].first && run->value != 0; ++c)
            bits[c] |= kCombines;
    for (const Lower& range : kLower)
        for (char32_t c = range.first; c <= range.last; c += range.step)
            bits[c] |= kUpperCase;
    for (const auto& entry : kDecompositions)
        bits[entry[0]] |= kComposed;
    return bits;
}

bool is(char32_t c, unsigned bits)
{
    static const auto direct = directBits();
    return ((c < kDirect ? direct[c] : entryFor(kClasses, c).value) & bits) != 0;
}

uint8_t combiningClass(char32_t c)
{
    return is(c, kCombines) ? entryFor(kCombining, c).value : uint8_t(0);
}

void appendDecomposed(std::u32string& text, char32_t c)
{
    if (c < 0xc0) {
        text += c;
    } else if (const char32_t syllable = c - 0xac00; syllable < 19 * 21 * 28) {
        text += 0x1100 + syllable / (21 * 28);
        text += 0x1161 + syllable / 28 % 21;
        if (syllable % 28 != 0)
            text += 0x11a7 + syllable % 28;
    } else if (is(c, kComposed)) {
        const auto* entry =
            std::lower_bound(std::begin(kDecompositions), std::end(kDecompositions), c,
                             [](const auto& known, char32_t wanted) { return known[0] < wanted; });
        text.append(std::begin(*entry) + 1, std::find(std::begin(*entry), std::end(*entry), 0));
    } else {
        text += c;
    }
}

} // namespace

bool isWhitespace(char32_t c)
{
    return is(c, kWhitespace);
}

bool isControl(char32_t c)
{
    return is(c, kControl);
}

bool isPunctuation(char32_t c)
{
    return is(c, kPunctuation);
}

bool isNonspacingMark(char32_t c)
{
    return is(c, kNonspacing);
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
    return is(c, kWord);
}

void appendLower(std::u32string& text, char32_t c)
{
    if (c == 0x130)
        text += U"i\u0307";
    else
        text += is(c, kUpperCase) ? c + static_cast<char32_t>(entryFor(kLower, c).delta) : c;
}

void decompose(std::u32string& text)
{
    std::u32string out;
    out.reserve(text.size() + text.size() / 4);
    for (const char32_t c : text)
        appendDecomposed(out, c);
    const auto byClass = [](char32_t a, char32_t b) {
        return combiningClass(a) < combiningClass(b);
    };
    const auto combines = [](char32_t c) { return c >= 0x300 && is(c, kCombines); };
    for (auto run = out.begin(); run != out.end();) {
        const auto end = std::find_if_not(run, out.end(), combines);
        if (end - run > 1)
            std::stable_sort(run, end, byClass);
        run = std::find_if(end, out.end(), combines);
    }
    text.swap(out);
}

} // namespace lathe::text
