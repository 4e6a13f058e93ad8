#include "core/text/score_merges.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace lathe::text {

namespace {

struct Pair {
    std::string_view left, right;
    size_t leftId, rightId;
    double score;
    size_t leftLength, rightLength; // in characters
};

constexpr size_t kLongestSplit =
    4096; // bytes: an entry beyond it would be quadratic and is made by no merge

} // namespace

std::vector<std::pair<std::string, std::string>>
mergesByScore(const std::vector<ScoredEntry>& entries)
{
    std::unordered_map<std::string_view, size_t> ids;
    for (size_t id = 0; id < entries.size(); ++id)
        ids[entries[id].text] = id;
    std::vector<Pair> pairs;
    for (size_t id = 0; id < entries.size(); ++id) {
        const std::string_view text = entries[id].text;
        if (ids[text] != id || text.size() > kLongestSplit)
            continue;
        const auto first = static_cast<std::ptrdiff_t>(pairs.size());
        const size_t length = countCharacters(text);
        size_t characters = 0;
        for (size_t at = 0; at < text.size();) {
            (void)decodeUtf8(text, at);
            ++characters;
            if (at == text.size())
                break;
            const auto left = ids.find(text.substr(0, at)), right = ids.find(text.substr(at));
            if (left != ids.end() && right != ids.end())
                pairs.push_back({left->first, right->first, left->second, right->second,
                                 entries[id].score, characters, length - characters});
        }
        std::stable_sort(pairs.begin() + first, pairs.end(), [](const Pair& a, const Pair& b) {
            return std::pair(a.leftId, a.rightId) < std::pair(b.leftId, b.rightId);
        });
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        if (a.score != b.score)
            return a.score > b.score;
        return std::pair(a.leftLength, a.rightLength) > std::pair(b.leftLength, b.rightLength);
    });
    std::vector<std::pair<std::string, std::string>> merges;
    merges.reserve(pairs.size());
    for (const Pair& pair : pairs)
        merges.emplace_back(pair.left, pair.right);
    return merges;
}

} // namespace lathe::text
