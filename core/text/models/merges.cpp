#include "core/text/models/merges.h"

#include <bit>

namespace lathe::text::models {

Merges::Merges(std::vector<Merge> merges) : m_merges(std::move(merges))
{
    m_slots.assign(std::bit_ceil(m_merges.size() * 2 + 2), {});
    m_shift = 64 - std::countr_zero(m_slots.size());
    for (uint32_t i = 0; i < m_merges.size(); ++i) {
        const uint64_t key = keyOf(m_merges[i].left, m_merges[i].right);
        size_t slot = slotOf(key);
        while (m_slots[slot].rank != kNone && m_slots[slot].key != key)
            slot = (slot + 1) & (m_slots.size() - 1);
        m_slots[slot] = {key, i};
    }
}

} // namespace lathe::text::models
