#include "core/text/gguf_tokenizer.h"

#include "core/text/base64.h"
#include "core/text/description.h"
#include "core/text/gguf_words.h"
#include "core/text/score_merges.h"
#include "core/text/tokenizer_json.h"
#include "core/text/utf8.h"
#include "core/text/vocabulary.h"

#include <algorithm>
#include <cmath>

namespace lathe::text {

using nlohmann::json;

namespace {

constexpr const char* kMark = "\u2581"; // how SentencePiece writes a space

enum TokenType { kControl = 3, kUserDefined = 4 };

void check(const GgufTokenizer& gguf)
{
    if (gguf.tokens.empty() || gguf.tokens.size() > size_t(Vocabulary::kMaxId))
        throw badInput("tokenizer.ggml.tokens: {} tokens; wanted 1 to {}", gguf.tokens.size(),
                       Vocabulary::kMaxId);
    for (size_t id = 0; id < gguf.tokens.size(); ++id)
        if (firstInvalidUtf8(gguf.tokens[id]) != std::string::npos)
            throw badInput("tokenizer.ggml.tokens: token {} is not valid UTF-8", id);
    for (const std::string& merge : gguf.merges)
        if (firstInvalidUtf8(merge) != std::string::npos)
            throw badInput("tokenizer.ggml.merges: a merge is not valid UTF-8");
    const auto sameLength = [&](const char* key, size_t length) {
        if (length != gguf.tokens.size())
            throw badInput("tokenizer.ggml.{}: {} entries for {} tokens", key, length,
                           gguf.tokens.size());
    };
    if (!gguf.tokenTypes.empty())
        sameLength("token_type", gguf.tokenTypes.size());
    if (gguf.model == "llama" || gguf.model == "t5")
        sameLength("scores", gguf.scores.size());
    if (!std::all_of(gguf.scores.begin(), gguf.scores.end(),
                     [](float score) { return std::isfinite(score); }))
        throw badInput("tokenizer.ggml.scores: not all are finite");
    for (const int64_t id :
         {gguf.bosId, gguf.eosId, gguf.unknownId, gguf.padId, gguf.clsId, gguf.sepId, gguf.maskId})
        if (id < -1 || id >= int64_t(gguf.tokens.size()))
            throw badInput("tokenizer.ggml: the special token id {} is not among the {} tokens", id,
                           gguf.tokens.size());
}

using Ids = std::vector<std::pair<std::string, int64_t>>;

// A token's text counts once, where it occurs last.
json vocabularyOf(const Ids& ids)
{
    json vocab = json::object();
    for (const auto& [token, id] : ids)
        vocab[token] = id;
    return vocab;
}

json bpe(json vocab, json merges, bool fromBytes, bool ignoresMerges, const json& unknown)
{
    return {{"type", "BPE"},
            {"dropout", nullptr},
            {"unk_token", unknown},
            {"continuing_subword_prefix", nullptr},
            {"end_of_word_suffix", nullptr},
            {"fuse_unk", !fromBytes},
            {"byte_fallback", !fromBytes},
            {"ignore_merges", ignoresMerges},
            {"vocab", std::move(vocab)},
            {"merges", std::move(merges)}};
}

class Converter {
public:
    explicit Converter(const GgufTokenizer& gguf) : m_gguf(gguf)
    {
        for (size_t id = 0; id < gguf.tokens.size(); ++id)
            m_ids.emplace_back(gguf.tokens[id], int64_t(id));
    }

    json convert()
    {
        if (m_gguf.model == "gpt2")
            return fromBytes();
        if (m_gguf.model == "llama")
            return fromScores();
        if (m_gguf.model == "bert")
            return fromWordPieces();
        if (m_gguf.model == "t5")
            return fromUnigram();
        throw Error(
            ErrorKind::Unsupported,
            fmt::format(
                "tokenizer.ggml.model: '{}' is not supported; known are gpt2, llama, bert and t5",
                m_gguf.model),
            "Use the tokenizer.json of the model that the file was made from");
    }

private:
    [[nodiscard]] const std::string& text(int64_t id) const { return m_ids[size_t(id)].first; }

    json fromBytes()
    {
        const Words words = wordsOf(m_gguf.pre);
        Description made(
            bpe(vocabularyOf(m_ids), m_gguf.merges, true, words == Words::Llama3, nullptr), m_ids);
        if (words == Words::Qwen2)
            made.setNormalizer({{"type", "NFC"}});
        made.setPreTokenizer(describeWords(words));
        return finish(std::move(made), m_gguf.addBos.value_or(words == Words::Llama3));
    }

    json fromScores()
    {
        std::vector<ScoredEntry> entries;
        for (size_t id = 0; id < m_ids.size(); ++id)
            entries.push_back({m_ids[id].first, double(m_gguf.scores[id])});
        json merges = json::array();
        for (auto& [left, right] : mergesByScore(entries))
            merges.push_back({std::move(left), std::move(right)});
        const json unknown = m_gguf.unknownId >= 0 ? json(text(m_gguf.unknownId)) : json(nullptr);
        Description made(bpe(vocabularyOf(m_ids), std::move(merges), false, false, unknown), m_ids);
        json steps = json::array();
        if (m_gguf.addSpacePrefix.value_or(true))
            steps.push_back({{"type", "Prepend"}, {"prepend", kMark}});
        steps.push_back({{"type", "Replace"}, {"pattern", {{"String", " "}}}, {"content", kMark}});
        made.setNormalizer(sequence("normalizers", std::move(steps)));
        return finish(std::move(made), m_gguf.addBos.value_or(true));
    }

    // Words begin with the mark where BERT's continuations begin with "##".
    json fromWordPieces()
    {
        for (size_t id = 0; id < m_ids.size(); ++id) {
            std::string& token = m_ids[id].first;
            if (token.starts_with(kMark))
                token.erase(0, std::string_view(kMark).size());
            else if (!isSpecial(id) && !(token.starts_with('[') && token.ends_with(']')))
                token.insert(0, "##");
        }
        const std::string unknown = m_gguf.unknownId >= 0 ? text(m_gguf.unknownId) : "[UNK]";
        Description made({{"type", "WordPiece"},
                          {"unk_token", unknown},
                          {"continuing_subword_prefix", "##"},
                          {"max_input_chars_per_word", 100},
                          {"vocab", vocabularyOf(m_ids)}},
                         m_ids);
        made.setNormalizer({{"type", "BertNormalizer"},
                            {"clean_text", true},
                            {"handle_chinese_chars", true},
                            {"strip_accents", nullptr},
                            {"lowercase", true}});
        made.setPreTokenizer({{"type", "BertPreTokenizer"}});
        return finish(std::move(made), m_gguf.addBos.value_or(true), m_gguf.addEos.value_or(true));
    }

    json fromUnigram()
    {
        json vocab = json::array();
        for (size_t id = 0; id < m_ids.size(); ++id)
            vocab.push_back({m_ids[id].first, double(m_gguf.scores[id])});
        Description made(
            {{"type", "Unigram"},
             {"unk_id", m_gguf.unknownId >= 0 ? json(m_gguf.unknownId) : json(nullptr)},
             {"byte_fallback", false},
             {"vocab", std::move(vocab)}},
            m_ids);
        json steps = json::array();
        if (!m_gguf.precompiledCharsmap.empty())
            steps.push_back({{"type", "Precompiled"},
                             {"precompiled_charsmap", toBase64(m_gguf.precompiledCharsmap)}});
        steps.push_back({{"type", "Strip"}, {"strip_left", false}, {"strip_right", true}});
        steps.push_back(
            {{"type", "Replace"}, {"pattern", {{"Regex", " {2,}"}}}, {"content", kMark}});
        made.setNormalizer(sequence("normalizers", std::move(steps)));
        made.setPreTokenizer(
            {{"type", "Metaspace"},
             {"replacement", kMark},
             {"prepend_scheme", m_gguf.addSpacePrefix.value_or(true) ? "always" : "never"},
             {"split", true}});
        return finish(std::move(made), m_gguf.addBos.value_or(false), m_gguf.addEos.value_or(true));
    }

    [[nodiscard]] bool isSpecial(size_t id) const
    {
        const auto number = int64_t(id);
        return typeOf(id) == kControl || number == m_gguf.unknownId || number == m_gguf.padId ||
               number == m_gguf.clsId || number == m_gguf.sepId || number == m_gguf.maskId ||
               number == m_gguf.bosId || number == m_gguf.eosId;
    }

    [[nodiscard]] int typeOf(size_t id) const
    {
        return m_gguf.tokenTypes.empty() ? 1 : m_gguf.tokenTypes[id];
    }

    json finish(Description made, bool addBos, std::optional<bool> addEos = std::nullopt)
    {
        for (size_t id = 0; id < m_ids.size(); ++id) {
            const bool special = isSpecial(id);
            if (!special && typeOf(id) != kUserDefined)
                continue;
            AddedToken token = specialToken(m_ids[id].first);
            token.special = special;
            made.add(std::move(token));
        }
        // BERT's files name [CLS] as either.
        const int64_t first = m_gguf.clsId >= 0 ? m_gguf.clsId : m_gguf.bosId,
                      last = m_gguf.sepId >= 0 ? m_gguf.sepId : m_gguf.eosId;
        std::vector<FolderSettings::Special> before, after;
        if (addBos && first >= 0)
            before.push_back({"bos_token_id", specialToken(text(first))});
        if (addEos.value_or(m_gguf.addEos.value_or(false)) && last >= 0)
            after.push_back({"eos_token_id", specialToken(text(last))});
        if (!before.empty() || !after.empty())
            made.surround(before, after, "tokenizer.ggml");
        if (m_gguf.padId >= 0)
            made.setPadding(text(m_gguf.padId));
        return made.take();
    }

    const GgufTokenizer& m_gguf;
    Ids m_ids;
};

} // namespace

json describeGguf(const GgufTokenizer& gguf)
{
    check(gguf);
    return Converter(gguf).convert();
}

std::unique_ptr<Tokenizer> makeTokenizer(const GgufTokenizer& gguf, const std::string& place)
{
    try {
        const json description = describeGguf(gguf);
        return makeTokenizer(JsonNode(description, "tokenizer.ggml:"));
    } catch (const Error& error) { // names the key, not the file
        throw error.in(place);
    }
}

} // namespace lathe::text
