#pragma once

#include "core/text/vocabulary.h"

#include <limits>

namespace lathe::text::models {

// The merges of a byte-pair encoding in their order: which two entries make which third one.
class Merges {
public:
    static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

    struct Merge {
        int32_t left, right, made;
    };

    Merges() = default;
    explicit Merges(std::vector<Merge> merges); // of a pair that occurs twice the last counts

    // The place of the pair in the order, or kNone.
    [[nodiscard]] uint32_t rank(int32_t left, int32_t right) const
    {
        const uint64_t key = keyOf(left, right);
        for (size_t slot = slotOf(key);; slot = (slot + 1) & (m_slots.size() - 1)) {
            if (m_slots[slot].key == key)
                return m_slots[slot].rank;
            if (m_slots[slot].rank == kNone)
                return kNone;
        }
    }
    [[nodiscard]] int32_t made(uint32_t rank) const { return m_merges[rank].made; }
    [[nodiscard]] const std::vector<Merge>& all() const { return m_merges; }

private:
    struct Slot {
        uint64_t key = ~uint64_t(0);
        uint32_t rank = kNone;
    };
    [[nodiscard]] static uint64_t keyOf(int32_t left, int32_t right)
    {
        return uint64_t(static_cast<uint32_t>(left)) << 32 | static_cast<uint32_t>(right);
    }
    [[nodiscard]] size_t slotOf(uint64_t key) const
    {
        return (key ^ key >> 29) * 0x9e3779b97f4a7c15u >> m_shift;
    }

    std::vector<Merge> m_merges;
    std::vector<Slot> m_slots = std::vector<Slot>(2); // open addressing, a power of two
    int m_shift = 63;
};

} // namespace lathe::text::models
