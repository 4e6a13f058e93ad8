#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace lathe::text::models {

// A trie over bytes as a double array (Aoe 1989): one step is two reads. Built once from sorted
// keys.
class ByteTrie {
public:
    // Keys ascending, different and not empty, each with a value of 0 or more.
    explicit ByteTrie(const std::vector<std::pair<std::string_view, int32_t>>& keys);

    // A place in the trie on the way down; starts at the root.
    struct Place {
        uint32_t cell = 0;
    };
    // Follows a byte; false when no key goes on with it.
    [[nodiscard]] bool step(Place& place, char byte) const
    {
        const uint32_t next = m_cells[place.cell].base + static_cast<unsigned char>(byte);
        if (next >= m_cells.size() || m_cells[next].parent != place.cell || next == 0)
            return false;
        place.cell = next;
        return true;
    }
    // The value of the key that ends here, or -1.
    [[nodiscard]] int32_t value(Place place) const { return m_cells[place.cell].value; }

private:
    static constexpr uint32_t kFree = ~uint32_t(0);
    struct Cell {
        uint32_t base = 0;
        uint32_t parent = kFree;
        int32_t value = -1;
    };
    using Keys = std::vector<std::pair<std::string_view, int32_t>>;
    struct Range { // of keys that agree up to a depth
        size_t begin, end, depth;
        uint32_t cell;
    };
    [[nodiscard]] uint32_t placeFor(const std::vector<unsigned char>& bytes);

    std::vector<Cell> m_cells;
    uint32_t m_firstFree = 1;
};

} // namespace lathe::text::models
