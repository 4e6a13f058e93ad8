#include "core/text/characters.h"

#include "core/text/unicode_properties.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace lathe::text {

namespace {

using namespace tables;

// One word of bits for each character: CharacterClass, what the other tables know, Property.
enum Listed : uint16_t { kUpperCase = 16, kComposed = 32, kCombines = 64 };
constexpr int kPropertyShift = 8;

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
std::array<uint16_t, kDirect> directBits()
{
    std::array<uint16_t, kDirect> bits{};
    const auto addRuns = [&bits](const auto& runs, int shift) {
        for (const Run* run = runs; run < std::end(runs) && run->first < kDirect; ++run) {
            const char32_t end =
                run + 1 < std::end(runs) ? std::min(run[1].first, kDirect) : kDirect;
            for (char32_t c = run->first; c < end; ++c)
                bits[c] |= static_cast<uint16_t>(run->value << shift);
        }
    };
    addRuns(kClasses, 0);
    addRuns(kProperties, kPropertyShift);
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

bool is(char32_t c, unsigned wanted)
{
    static const auto direct = directBits();
    const unsigned bits = c < kDirect
                              ? direct[c]
                              : unsigned(entryFor(kClasses, c).value) |
                                    unsigned(entryFor(kProperties, c).value) << kPropertyShift;
    return (bits & wanted) != 0;
}

bool has(char32_t c, Property property)
{
    return is(c, unsigned(property) << kPropertyShift);
}

} // namespace

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

uint8_t graphemeBreak(char32_t c)
{
    return entryFor(kBreaks, c).value;
}

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
    return has(c, kWord);
}

bool isLetter(char32_t c)
{
    return has(c, kLetter);
}

bool isNumber(char32_t c)
{
    return has(c, kNumber);
}

bool isNumeric(char32_t c)
{
    return has(c, kNumeric);
}

bool isAccent(char32_t c)
{
    return has(c, kAccent);
}

void appendLower(std::u32string& text, char32_t c)
{
    if (c == 0x130)
        text += U"i\u0307";
    else
        text += is(c, kUpperCase) ? c + static_cast<char32_t>(entryFor(kLower, c).delta) : c;
}

} // namespace lathe::text
