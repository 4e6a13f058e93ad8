#pragma once

#include "core/text/added_tokens.h"
#include "core/text/model.h"
#include "core/text/normalizer.h"
#include "core/text/post_processor.h"
#include "core/text/pretokenizer.h"
#include "core/text/tokenizer.h"

#include <map>

namespace lathe::text {

// Everything that defines a tokenizer. Only the model has to be there.
struct PipelineParts {
    std::unique_ptr<Normalizer> normalizer;
    std::unique_ptr<PreTokenizer> preTokenizer;
    std::unique_ptr<Model> model;
    PostProcessor postProcessor;
    std::vector<AddedToken> added;
    int32_t padId = 0;
    std::string note; // for the description: "uncased"
};

// Added tokens are found in the text as it stands, others in what the normalizer makes of it; what
// lies between is cut into words, and these are spelt by the model.
class Pipeline final : public Tokenizer {
public:
    // Throws Error when an added or special token contradicts the vocabulary.
    explicit Pipeline(PipelineParts parts);

    using Tokenizer::encode;
    [[nodiscard]] Encoding encode(std::string_view text, int maxLength, Cut cut) const override;
    [[nodiscard]] int vocabularySize() const override { return m_size; }
    [[nodiscard]] std::string_view token(int32_t id) const override;
    [[nodiscard]] int32_t padId() const override { return m_parts.padId; }
    [[nodiscard]] std::string description() const override;
    [[nodiscard]] std::vector<int32_t> indispensable() const override;
    [[nodiscard]] std::vector<int32_t> withParts(const std::vector<int32_t>& ids) const override;

private:
    struct Work;
    void addToken(AddedToken token, std::vector<AddedToken>& raw,
                  std::vector<AddedToken>& normalized);
    void encodeText(std::string_view text, Work& work) const;
    void encodeStretch(Stretch stretch, Work& work) const;
    void encodeWords(std::string_view text, size_t start, Work& work) const;

    PipelineParts m_parts;
    AddedTokenFinder m_rawTokens, m_normalizedTokens;
    std::map<int32_t, std::string> m_extra; // added tokens that the vocabulary lacks
    int m_size = 0;
};

} // namespace lathe::text
