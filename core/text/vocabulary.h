#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lathe::text {

// The entries of a tokenizer's model. A look-up takes a hash that callers may build up byte by
// byte, so that all prefixes of a word come out of one pass; it allocates nothing.
class Vocabulary {
public:
    static constexpr int64_t kMaxId = 4'000'000;

    using Entries = std::vector<std::pair<std::string, int64_t>>;
    enum class Repeated { Refused, LastCounts }; // what becomes of a text that occurs twice

    // Throws Error for ids outside 0..kMaxId, an id or (when refused) a text that occurs twice, and
    // when there is no entry.
    explicit Vocabulary(const Entries& entries, Repeated repeated = Repeated::Refused);

    [[nodiscard]] int32_t find(std::string_view text) const; // -1 when absent
    [[nodiscard]] std::string_view token(int32_t id) const;  // empty for an id that is not used
    [[nodiscard]] bool contains(int64_t id) const;
    [[nodiscard]] int size() const { return static_cast<int>(m_entries.size()); } // highest id + 1
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] size_t longest() const { return m_longest; } // bytes

    // FNV-1a.
    static constexpr uint64_t kHashStart = 0xcbf29ce484222325u;
    [[nodiscard]] static uint64_t hashStep(uint64_t hash, char byte)
    {
        return (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
    }
    [[nodiscard]] static uint64_t hashOf(std::string_view text);

    // The entry that is front + back, whose hash is given; -1 when absent.
    [[nodiscard]] int32_t find(uint64_t hash, std::string_view front, std::string_view back) const;

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

    std::string m_texts;
    std::vector<Entry> m_entries; // by id
    std::vector<Slot> m_slots;    // open addressing, a power of two
    int m_shift = 63;
    int m_count = 0;
    size_t m_longest = 0;
};

} // namespace lathe::text
