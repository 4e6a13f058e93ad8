#include "core/text/models/byte_trie.h"

#include <algorithm>

namespace lathe::text::models {

ByteTrie::ByteTrie(const Keys& keys) : m_cells(1)
{
    m_cells[0].parent = 0;
    std::vector<Range> open{{0, keys.size(), 0, 0}};
    std::vector<unsigned char> bytes;
    while (!open.empty()) {
        Range range = open.back();
        open.pop_back();
        if (range.begin < range.end && keys[range.begin].first.size() == range.depth)
            m_cells[range.cell].value = keys[range.begin++].second;
        const auto byteOf = [&](size_t key) {
            return static_cast<unsigned char>(keys[key].first[range.depth]);
        };
        bytes.clear();
        for (size_t key = range.begin; key < range.end; ++key)
            if (bytes.empty() || bytes.back() != byteOf(key))
                bytes.push_back(byteOf(key));
        if (bytes.empty())
            continue;
        const uint32_t base = placeFor(bytes);
        m_cells[range.cell].base = base;
        for (size_t begin = range.begin; begin < range.end;) {
            size_t end = begin;
            while (end < range.end && byteOf(end) == byteOf(begin))
                ++end;
            const uint32_t cell = base + byteOf(begin);
            m_cells[cell].parent = range.cell;
            open.push_back({begin, end, range.depth + 1, cell});
            begin = end;
        }
    }
}

// A base at which the cells of all the bytes are free. What lies before m_firstFree is nearly full
// and not searched again.
uint32_t ByteTrie::placeFor(const std::vector<unsigned char>& bytes)
{
    const auto isFree = [this](size_t cell) {
        return cell >= m_cells.size() || m_cells[cell].parent == kFree;
    };
    size_t taken = 0;
    for (size_t first = std::max<size_t>(m_firstFree, bytes[0] + size_t(1));; ++first) {
        if (!isFree(first)) {
            ++taken;
            continue;
        }
        const size_t base = first - bytes[0];
        if (!std::all_of(bytes.begin(), bytes.end(),
                         [&](unsigned char byte) { return isFree(base + byte); }))
            continue;
        const size_t searched = first - m_firstFree + 1;
        if (first > m_firstFree && taken * 20 >= searched * 19)
            m_firstFree = static_cast<uint32_t>(first);
        if (m_cells.size() < base + 256)
            m_cells.resize(base + 256);
        return static_cast<uint32_t>(base);
    }
}

} // namespace lathe::text::models
