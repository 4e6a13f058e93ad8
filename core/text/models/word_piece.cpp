#include "core/text/models/all.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace lathe::text::models {

namespace {

constexpr int64_t kMaxWordLength = 10'000; // longest-match search is quadratic in it

// Greedy longest match from the left (Wu et al. 2016, section 4.1, as BERT applies it); a word that
// cannot be spelt is unknown as a whole.
class WordPiece final : public Model {
public:
    WordPiece(Vocabulary vocabulary, int32_t unknown, std::string continuing, size_t maxWordLength)
        : Model(std::move(vocabulary)), m_unknown(unknown), m_continuing(std::move(continuing)),
          m_continuingHash(Vocabulary::hashOf(m_continuing)), m_maxWordLength(maxWordLength)
    {
    }

    void encode(std::string_view word, std::vector<int32_t>& ids, Scratch& scratch) const override
    {
        // Only a word of more bytes can have more characters.
        if (word.size() > m_maxWordLength && countCharacters(word) > m_maxWordLength) {
            ids.push_back(m_unknown);
            return;
        }
        const size_t mark = ids.size();
        std::string_view front;
        while (!word.empty()) {
            const size_t longest = std::min(word.size(), vocabulary().longest());
            if (scratch.hashes.size() < longest)
                scratch.hashes.resize(longest);
            uint64_t hash = front.empty() ? Vocabulary::kHashStart : m_continuingHash;
            for (size_t i = 0; i < longest; ++i)
                scratch.hashes[i] = hash = Vocabulary::hashStep(hash, word[i]);
            size_t length = longest;
            int32_t id = -1;
            for (; length > 0; --length) {
                id = vocabulary().find(scratch.hashes[length - 1], front, word.substr(0, length));
                if (id >= 0)
                    break;
            }
            if (id < 0) {
                ids.resize(mark);
                ids.push_back(m_unknown);
                return;
            }
            ids.push_back(id);
            word.remove_prefix(length);
            front = m_continuing;
        }
    }

    [[nodiscard]] std::string name() const override { return "WordPiece"; }
    [[nodiscard]] std::vector<int32_t> indispensable() const override { return {m_unknown}; }

private:
    int32_t m_unknown;
    std::string m_continuing; // in front of entries that continue a word
    uint64_t m_continuingHash;
    size_t m_maxWordLength; // in characters
};

} // namespace

Made readWordPiece(const JsonNode& node)
{
    Vocabulary vocabulary = readVocabulary(node);
    const int32_t unknown = readToken(node, "unk_token", "[UNK]", vocabulary);
    size_t longest = 100;
    if (node.has("max_input_chars_per_word")) {
        const JsonNode most = node.at("max_input_chars_per_word");
        if (most.integer() < 0 || most.integer() > kMaxWordLength)
            throw badInput("{}: wanted 0 to {}, found {}", most.place(), kMaxWordLength,
                           most.integer());
        longest = static_cast<size_t>(most.integer());
    }
    return std::make_unique<WordPiece>(std::move(vocabulary), unknown,
                                       node.text("continuing_subword_prefix", "##"), longest);
}

} // namespace lathe::text::models
