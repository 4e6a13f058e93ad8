#pragma once

#include "core/text/added_tokens.h"
#include "core/text/bert_normalizer.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary.h"

#include <array>
#include <map>

namespace lathe::text {

// Everything that defines a BERT-style tokenizer, as read from a model folder.
struct BertTokenizerParts {
    Vocabulary vocabulary;
    BertNormalizer normalizer;
    std::vector<AddedToken> added;
    std::vector<int32_t> before, after; // special ids around every text
    int32_t padId = 0;
};

// Words are split at white space and punctuation and spelt with WordPiece.
class BertTokenizer final : public Tokenizer {
public:
    // Throws Error when an added or special token contradicts the vocabulary.
    explicit BertTokenizer(BertTokenizerParts parts);

    [[nodiscard]] Encoding encode(std::string_view text, int maxLength) const override;
    [[nodiscard]] int vocabularySize() const override { return m_size; }
    [[nodiscard]] std::string_view token(int32_t id) const override;
    [[nodiscard]] int32_t padId() const override { return m_parts.padId; }
    [[nodiscard]] std::string description() const override;

private:
    struct Work;
    void encodeRaw(std::string_view text, Work& work) const;
    void encodeWords(std::string_view text, Work& work) const;
    void encodeAscii(std::string_view chunk, Work& work) const;
    void encodeUnicode(std::u32string_view chunk, Work& work) const;

    BertTokenizerParts m_parts;
    AddedTokenFinder m_rawTokens, m_normalizedTokens;
    std::map<int32_t, std::string> m_extra;   // added tokens that the vocabulary lacks
    std::array<unsigned char, 256> m_ascii{}; // see kWord and the others in the source
    std::array<char, 128> m_fold{};           // to lower case, when the normalizer does
    int m_size = 0;
};

} // namespace lathe::text
