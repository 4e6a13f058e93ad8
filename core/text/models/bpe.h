#pragma once

#include "core/text/model.h"
#include "core/text/models/merges.h"

#include <array>
#include <atomic>

namespace lathe::text::models {

struct BpeSettings {
    std::string unknown;    // empty: what is unknown is left out
    std::string continuing; // in front of characters that continue a word
    std::string ending;     // behind the last character of a word
    bool fusesUnknown = false;
    bool byteFallback = false;  // what is unknown is spelt <0xE2><0x98><0x83>
    bool ignoresMerges = false; // a word that is an entry is that entry
};

// Byte-pair encoding (Sennrich et al. 2016): a word's characters, merged pair by pair.
class Bpe final : public Model {
public:
    Bpe(Vocabulary vocabulary, Merges merges, BpeSettings settings);

    void encode(std::string_view word, std::vector<int32_t>& ids, Scratch& scratch) const override;
    [[nodiscard]] std::string name() const override { return "BPE"; }
    [[nodiscard]] std::vector<int32_t> partsOf(int32_t id) const override;
    [[nodiscard]] std::vector<int32_t> indispensable() const override;

private:
    void spell(std::string_view word, Scratch& scratch) const;
    [[nodiscard]] int32_t symbol(std::string_view character, bool first, bool last,
                                 std::string& buffer) const;

    Merges m_merges;
    BpeSettings m_settings;
    int32_t m_unknownId;
    std::vector<int32_t> m_bytes; // -1 for those that are missing
    bool m_plain;                 // neither continuing nor ending
    std::array<int32_t, 0x800> m_characters{};
    // Whether an entry's own text merges to that entry: found out once, when the word first occurs,
    // and the same for whichever thread finds it. Spares most words the merging.
    enum Whole : uint8_t { kUntried, kWhole, kInParts };
    mutable std::vector<std::atomic<uint8_t>> m_whole; // by id
};

} // namespace lathe::text::models
