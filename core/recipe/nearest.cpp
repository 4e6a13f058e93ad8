#include "core/recipe/nearest.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <numeric>

namespace lathe::recipe {

namespace {

char lower(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

// Levenshtein distance without regard to case, one row at a time.
size_t distance(std::string_view a, std::string_view b)
{
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t(0));
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < b.size(); ++j) {
            const size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

std::string suggestion(std::string_view word, const std::vector<std::string>& known)
{
    constexpr size_t kLongestWord = 100; // longer ones are no typing mistakes
    const std::string* best = nullptr;
    size_t bestDistance = std::max<size_t>(2, word.size() / 3) + 1;
    if (word.size() <= kLongestWord) {
        for (const std::string& candidate : known) {
            const size_t d = distance(word, candidate);
            if (d < bestDistance) {
                best = &candidate;
                bestDistance = d;
            }
        }
    }
    return best ? fmt::format("; did you mean '{}'?", *best) : std::string();
}

} // namespace lathe::recipe
