#include "core/text/vocabulary.h"

#include "core/base/error.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace lathe::text {

namespace {

// FNV-1a: one cheap step a byte, so that all prefixes of a word come out of one pass.
constexpr uint64_t kStart = 0xcbf29ce484222325u;

uint64_t step(uint64_t hash, char byte)
{
    return (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
}

uint64_t hashOf(std::string_view text)
{
    uint64_t hash = kStart;
    for (const char byte : text)
        hash = step(hash, byte);
    return hash;
}

uint64_t spread(uint64_t hash)
{
    return (hash ^ hash >> 32) * 0x9e3779b97f4a7c15u;
}

} // namespace

Vocabulary::Vocabulary(std::vector<std::pair<std::string, int64_t>> entries, Settings settings)
    : m_settings(std::move(settings)), m_count(static_cast<int>(entries.size())),
      m_continuingHash(hashOf(m_settings.continuing))
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
        if (lookUp(hash, text, {}) >= 0)
            throw badInput("'{}' occurs twice in the vocabulary", text);
        entry = {static_cast<uint32_t>(m_texts.size()), static_cast<uint32_t>(text.size()), true};
        m_texts += text;
        const uint64_t mixed = spread(hash);
        size_t slot = mixed >> m_shift;
        while (m_slots[slot].id >= 0)
            slot = (slot + 1) & (slots - 1);
        m_slots[slot] = {static_cast<uint32_t>(mixed), static_cast<int32_t>(id)};
    }
    m_unknownId = find(m_settings.unknown);
    if (m_unknownId < 0)
        throw badInput("the unknown token '{}' is not in the vocabulary", m_settings.unknown);
}

int32_t Vocabulary::lookUp(uint64_t hash, std::string_view front, std::string_view back) const
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
    return lookUp(hashOf(text), text, {});
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

void Vocabulary::appendPieces(std::string_view word, size_t characters, std::vector<int32_t>& ids,
                              std::vector<uint64_t>& scratch) const
{
    if (characters > m_settings.maxWordLength) {
        ids.push_back(m_unknownId);
        return;
    }
    const size_t mark = ids.size();
    std::string_view front;
    while (!word.empty()) {
        const size_t longest = std::min(word.size(), m_longest);
        if (scratch.size() < longest)
            scratch.resize(longest);
        uint64_t hash = mark == ids.size() ? kStart : m_continuingHash;
        for (size_t i = 0; i < longest; ++i)
            scratch[i] = hash = step(hash, word[i]);
        size_t length = longest;
        int32_t id = -1;
        for (; length > 0; --length) {
            id = lookUp(scratch[length - 1], front, word.substr(0, length));
            if (id >= 0)
                break;
        }
        if (id < 0) {
            ids.resize(mark);
            ids.push_back(m_unknownId);
            return;
        }
        ids.push_back(id);
        word.remove_prefix(length);
        front = m_settings.continuing;
    }
}

} // namespace lathe::text
