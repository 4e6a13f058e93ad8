#include "core/text/models/all.h"

namespace lathe::text::models {

namespace {

// A word is an entry, or unknown.
class WordLevel final : public Model {
public:
    WordLevel(Vocabulary vocabulary, int32_t unknown)
        : Model(std::move(vocabulary)), m_unknown(unknown)
    {
    }

    void encode(std::string_view word, std::vector<int32_t>& ids, Scratch&) const override
    {
        const int32_t id = vocabulary().find(word);
        ids.push_back(id >= 0 ? id : m_unknown);
    }
    [[nodiscard]] std::string name() const override { return "WordLevel"; }
    [[nodiscard]] std::vector<int32_t> indispensable() const override { return {m_unknown}; }

private:
    int32_t m_unknown;
};

} // namespace

Made readWordLevel(const JsonNode& node)
{
    Vocabulary vocabulary = readVocabulary(node);
    const int32_t unknown = readToken(node, "unk_token", "<unk>", vocabulary);
    return std::make_unique<WordLevel>(std::move(vocabulary), unknown);
}

} // namespace lathe::text::models
