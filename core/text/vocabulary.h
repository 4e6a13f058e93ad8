#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lathe::text {

// The entries of a WordPiece model and the search for them. Lookups hash each prefix of a word once
// and allocate nothing.
class Vocabulary {
public:
    struct Settings {
        std::string unknown = "[UNK]";
        std::string continuing = "##"; // in front of entries that continue a word
        size_t maxWordLength = 100;    // in characters; a longer word is unknown
    };
    static constexpr int64_t kMaxId = 4'000'000;

    // Throws Error for ids outside 0..kMaxId, an id or a text that occurs twice, and when the
    // unknown token is not among the entries.
    Vocabulary(std::vector<std::pair<std::string, int64_t>> entries, Settings settings);

    // Greedy longest match from the left: appends the ids of the word's pieces, or the unknown id
    // when the word cannot be spelt. `scratch` is working space that callers keep between calls.
    void appendPieces(std::string_view word, size_t characters, std::vector<int32_t>& ids,
                      std::vector<uint64_t>& scratch) const;

    [[nodiscard]] int32_t find(std::string_view text) const; // -1 when absent
    [[nodiscard]] std::string_view token(int32_t id) const;  // empty for an id that is not used
    [[nodiscard]] bool contains(int64_t id) const;
    [[nodiscard]] int size() const { return static_cast<int>(m_entries.size()); } // highest id + 1
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] const Settings& settings() const { return m_settings; }

private:
    struct Entry {
        uint32_t begin = 0;
        uint32_t length = 0;
        bool used = false;
    };
    struct Slot {
        uint32_t tag = 0;
        int32_t id = -1;
    };
    [[nodiscard]] int32_t lookUp(uint64_t hash, std::string_view front,
                                 std::string_view back) const;

    Settings m_settings;
    std::string m_texts;
    std::vector<Entry> m_entries; // by id
    std::vector<Slot> m_slots;    // open addressing, a power of two
    int m_shift = 63;
    int m_count = 0;
    size_t m_longest = 0; // bytes
    uint64_t m_continuingHash = 0;
    int32_t m_unknownId = 0;
};

} // namespace lathe::text
