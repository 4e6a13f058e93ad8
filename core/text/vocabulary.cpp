#include "core/text/vocabulary.h"

#include "core/base/error.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace lathe::text {

namespace {

uint64_t spread(uint64_t hash)
{
    return (hash ^ hash >> 32) * 0x9e3779b97f4a7c15u;
}

} // namespace

uint64_t Vocabulary::hashOf(std::string_view text)
{
    uint64_t hash = kHashStart;
    for (const char byte : text)
        hash = hashStep(hash, byte);
    return hash;
}

Vocabulary::Vocabulary(const Entries& entries, Repeated repeated)
    : m_count(static_cast<int>(entries.size()))
{
    if (entries.empty())
        throw badInput("the vocabulary is empty");
    int64_t highest = 0;
    uint64_t bytes = 0;
    for (const auto& [text, id] : entries) {
        if (id < 0 || id > kMaxId)
            throw badInput("'{}' has the id {}; wanted 0 to {}", text, id, kMaxId);
        highest = std::max(highest, id);
        bytes += text.size();
        m_longest = std::max(m_longest, text.size());
    }
    if (bytes > std::numeric_limits<uint32_t>::max())
        throw badInput("the vocabulary holds {} bytes of text; at most 4 GiB are supported", bytes);
    m_texts.reserve(bytes);
    m_entries.resize(static_cast<size_t>(highest) + 1);
    const size_t slots = std::bit_ceil(std::max<size_t>(2, entries.size() * 2));
    m_slots.resize(slots);
    m_shift = 64 - std::countr_zero(slots);

    for (const auto& [text, id] : entries) {
        Entry& entry = m_entries[static_cast<size_t>(id)];
        if (entry.used)
            throw badInput("'{}' and '{}' have the same id {}", token(static_cast<int32_t>(id)),
                           text, id);
        const uint64_t hash = hashOf(text);
        const int32_t earlier = find(hash, text, {});
        if (earlier >= 0 && repeated == Repeated::Refused)
            throw badInput("'{}' occurs twice in the vocabulary", text);
        entry = {static_cast<uint32_t>(m_texts.size()), static_cast<uint32_t>(text.size()), true};
        m_texts += text;
        const uint64_t mixed = spread(hash);
        size_t slot = mixed >> m_shift;
        while (m_slots[slot].id >= 0 && m_slots[slot].id != earlier)
            slot = (slot + 1) & (slots - 1);
        m_slots[slot] = {static_cast<uint32_t>(mixed), static_cast<int32_t>(id)};
    }
}

int32_t Vocabulary::find(uint64_t hash, std::string_view front, std::string_view back) const
{
    const uint64_t mixed = spread(hash);
    const auto tag = static_cast<uint32_t>(mixed);
    for (size_t slot = mixed >> m_shift;; slot = (slot + 1) & (m_slots.size() - 1)) {
        const Slot& found = m_slots[slot];
        if (found.id < 0)
            return -1;
        if (found.tag != tag)
            continue;
        const std::string_view text = token(found.id);
        if (text.size() == front.size() + back.size() && text.starts_with(front) &&
            text.ends_with(back))
            return found.id;
    }
}

int32_t Vocabulary::find(std::string_view text) const
{
    return find(hashOf(text), text, {});
}

std::string_view Vocabulary::token(int32_t id) const
{
    if (!contains(id))
        return {};
    const Entry& entry = m_entries[static_cast<size_t>(id)];
    return std::string_view(m_texts).substr(entry.begin, entry.length);
}

bool Vocabulary::contains(int64_t id) const
{
    return id >= 0 && id < size() && m_entries[static_cast<size_t>(id)].used;
}

} // namespace lathe::text
