#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::text {

// A token that is found in the text as it stands, before words are looked for.
struct AddedToken {
    std::string content;
    int64_t id = 0;
    bool lstrip = false;     // swallows white space to its left
    bool rstrip = false;     // and to its right
    bool singleWord = false; // not inside a word
    bool normalized = false; // looked for after normalizing, itself normalized
    bool special = false;    // not part of the text; only kept for files that are written
};

// Finds added tokens: the leftmost, of those the longest, none overlapping.
class AddedTokenFinder {
public:
    struct Match {
        size_t begin = 0, end = 0;
        int32_t id = 0;
    };

    AddedTokenFinder() = default;
    explicit AddedTokenFinder(std::vector<AddedToken> tokens);

    [[nodiscard]] bool empty() const { return m_tokens.empty(); }

    // The next match in well-formed text whose content starts at `from` or later; `from` is moved
    // behind that content. The match includes the white space it swallows, but none before `done`,
    // where the previous match ended.
    [[nodiscard]] std::optional<Match> next(std::string_view text, size_t& from, size_t done) const;

private:
    [[nodiscard]] const AddedToken* longestAt(std::string_view text) const;

    std::vector<AddedToken> m_tokens; // sorted by content
    std::array<bool, 256> m_first{};  // bytes that a token starts with
};

} // namespace lathe::text
