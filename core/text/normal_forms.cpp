#include "core/text/normal_forms.h"

#include "core/text/characters.h"
#include "core/text/unicode_properties.h"

#include <algorithm>
#include <unordered_map>

namespace lathe::text {

namespace {

using namespace tables;

constexpr char32_t kLBase = 0x1100, kVBase = 0x1161, kTBase = 0x11a7, kSBase = 0xac00;
constexpr char32_t kLCount = 19, kVCount = 21, kTCount = 28;

// A character's place in kCompatibility, where its length follows it.
const std::unordered_map<char32_t, const char32_t*>& compatibility()
{
    static const auto places = [] {
        std::unordered_map<char32_t, const char32_t*> all;
        for (const char32_t* at = kCompatibility; at < std::end(kCompatibility); at += 2 + at[1])
            all.emplace(*at, at + 1);
        return all;
    }();
    return places;
}

// 0 when the two do not compose.
char32_t composed(char32_t first, char32_t second)
{
    if (first - kLBase < kLCount && second - kVBase < kVCount)
        return kSBase + ((first - kLBase) * kVCount + (second - kVBase)) * kTCount;
    if (first - kSBase < kLCount * kVCount * kTCount && (first - kSBase) % kTCount == 0 &&
        second > kTBase && second < kTBase + kTCount)
        return first + (second - kTBase);
    if (second < 0x300)
        return 0;
    const auto* entry =
        std::lower_bound(std::begin(kCompositions), std::end(kCompositions),
                         std::pair(first, second), [](const auto& known, const auto& wanted) {
                             return std::pair(known[0], known[1]) < wanted;
                         });
    return entry != std::end(kCompositions) && (*entry)[0] == first && (*entry)[1] == second
               ? (*entry)[2]
               : 0;
}

bool combines(char32_t c)
{
    return c >= 0x300 && combiningClass(c) != 0;
}

} // namespace

void decompose(std::u32string& text, bool compatible)
{
    std::u32string out;
    out.reserve(text.size() + text.size() / 4);
    for (const char32_t c : text) {
        if (compatible && c >= 0xa0) {
            const auto found = compatibility().find(c);
            if (found != compatibility().end()) {
                out.append(found->second + 1, *found->second);
                continue;
            }
        }
        appendDecomposed(out, c);
    }
    const auto byClass = [](char32_t a, char32_t b) {
        return combiningClass(a) < combiningClass(b);
    };
    for (auto run = out.begin(); run != out.end();) {
        const auto end = std::find_if_not(run, out.end(), combines);
        if (end - run > 1)
            std::stable_sort(run, end, byClass);
        run = std::find_if(end, out.end(), combines);
    }
    text.swap(out);
}

void compose(std::u32string& text)
{
    constexpr size_t kNone = ~size_t(0);
    size_t starter = kNone, kept = 0;
    int before = -1; // the class of the last character kept behind the starter; -1 right behind it
    for (const char32_t c : text) {
        const int itsClass = c < 0x300 ? 0 : combiningClass(c);
        if (starter != kNone && (before < itsClass || before == -1)) {
            if (const char32_t both = composed(text[starter], c)) {
                text[starter] = both;
                continue;
            }
        }
        if (itsClass == 0) {
            starter = kept;
            before = -1;
        } else {
            before = itsClass;
        }
        text[kept++] = c;
    }
    text.resize(kept);
}

} // namespace lathe::text
