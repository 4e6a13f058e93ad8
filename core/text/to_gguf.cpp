#include "core/text/to_gguf.h"

#include "core/text/gguf_words.h"
#include "core/text/tokenizer_json.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <map>

namespace lathe::text {

using nlohmann::json;

namespace {

constexpr const char* kMark = "\u2581"; // how SentencePiece writes a space
constexpr float kNeverMade = -1e7f;     // the score of a token that no merge makes

enum TokenType { kNormal = 1, kUnknown = 2, kControl = 3, kUserDefined = 4, kUnused = 5, kByte = 6 };

Error unsupported(const std::string& what)
{
    return {ErrorKind::Unsupported, fmt::format("llama.cpp cannot tokenize as this model does: {}", what), "Export ONNX, whose scripts use tokenizer.json"};
}

std::string typeOf(const json& part) { return part.is_object() ? part.value("type", "") : ""; }

// One step after another.
std::vector<json> stepsOf(const json& part, const char* list)
{
    if (typeOf(part) == "Sequence")
        return part.at(list).get<std::vector<json>>();
    return part.is_object() ? std::vector<json>{part} : std::vector<json>{};
}

// How a step finds words, whatever it says of offsets, with what goes without saying.
json withoutOffsets(json part)
{
    if (part.is_object())
        part.erase("trim_offsets");
    if (typeOf(part) == "ByteLevel" && !part.contains("use_regex"))
        part["use_regex"] = true;
    for (json& inner : part)
        if (inner.is_structured())
            inner = withoutOffsets(inner);
    return part;
}

class Converter {
public:
    Converter(const json& description, int rows) : m_json(description), m_model(description.at("model")), m_rows(rows) {}

    ForGguf convert()
    {
        if (m_model.value("type", "") != "BPE")
            throw unsupported(fmt::format("its tokenizer is of the kind {}, and GGUF files of decoders hold byte-pair encodings", m_model.value("type", "")));
        for (const char* affix : {"continuing_subword_prefix", "end_of_word_suffix"})
            if (m_model.contains(affix) && m_model[affix].is_string() && !m_model[affix].get<std::string>().empty())
                throw unsupported(fmt::format("its entries carry \"{}\"", affix));
        tokens();
        if (m_model.value("byte_fallback", false))
            fromScores();
        else
            fromBytes();
        return std::move(m_made);
    }

private:
    GgufTokenizer& t() { return m_made.tokenizer; }

    void put(const std::string& token, int64_t id, TokenType type)
    {
        if (id < 0 || id >= m_rows)
            throw badInput("the tokenizer has a token {}, but the model's table has {} rows", id, m_rows);
        t().tokens[size_t(id)] = token;
        t().tokenTypes[size_t(id)] = type;
    }

    void tokens()
    {
        for (int id = 0; id < m_rows; ++id)
            t().tokens.push_back(fmt::format("[unused {}]", id));
        t().tokenTypes.assign(size_t(m_rows), kUnused);
        for (const auto& [token, id] : m_model.at("vocab").items())
            put(token, id.get<int64_t>(), kNormal);
        for (const json& added : m_json.value("added_tokens", json::array())) {
            put(added.at("content"), added.at("id"), added.value("special", false) ? kControl : kUserDefined);
        }
    }

    // "left right" of every merge, the first to be made first.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> merges() const
    {
        std::vector<std::pair<std::string, std::string>> pairs;
        for (const json& merge : m_model.at("merges")) {
            if (merge.is_array()) {
                pairs.emplace_back(merge.at(0), merge.at(1));
                continue;
            }
            const auto text = merge.get<std::string>();
            const size_t space = text.find(' ');
            pairs.emplace_back(text.substr(0, space), text.substr(space + 1));
        }
        return pairs;
    }

    void fromBytes()
    {
        struct Named {
            Words words;
            bool ignoresMerges;
            const char* pre;
        };
        constexpr Named kNamed[] = {{Words::Gpt2, false, "gpt-2"},     {Words::Llama3, true, "llama-bpe"}, {Words::Llama3, false, "smaug-bpe"},
                                    {Words::Qwen2, false, "qwen2"}, {Words::Digits, false, "smollm"}};
        const json words = withoutOffsets(m_json.value("pre_tokenizer", json()));
        for (const Named& named : kNamed)
            if (named.ignoresMerges == m_model.value("ignore_merges", false) && withoutOffsets(describeWords(named.words)) == words)
                t().pre = named.pre;
        if (t().pre.empty())
            throw unsupported("it finds words by a rule that Lathe knows no name of llama.cpp for");
        for (const json& step : stepsOf(m_json.value("normalizer", json()), "normalizers")) {
            if (typeOf(step) != "NFC")
                throw unsupported(fmt::format("it changes texts first ({})", typeOf(step)));
            m_made.notes.emplace_back("llama.cpp does not compose characters first (NFC): give it texts that are composed.");
        }
        t().model = "gpt2";
        for (const auto& [left, right] : merges())
            t().merges.push_back(left + " " + right);
    }

    void fromScores()
    {
        t().model = "llama";
        t().pre = "default";
        t().addSpacePrefix = spacePrefix();
        std::map<std::string, float> scores;
        float next = 0;
        for (const auto& [left, right] : merges())
            scores.try_emplace(left + right, next -= 1);
        for (size_t id = 0; id < t().tokens.size(); ++id) {
            const std::string& token = t().tokens[id];
            const auto made = scores.find(token);
            t().scores.push_back(made == scores.end() ? kNeverMade : made->second);
            if (token.size() == 6 && token.starts_with("<0x") && token.ends_with('>'))
                t().tokenTypes[id] = kByte;
        }
        if (m_model.contains("unk_token") && m_model["unk_token"].is_string()) {
            const auto found = std::find(t().tokens.begin(), t().tokens.end(), m_model["unk_token"].get<std::string>());
            if (found != t().tokens.end()) {
                t().unknownId = found - t().tokens.begin();
                t().tokenTypes[size_t(t().unknownId)] = kUnknown;
            }
        }
    }

    // Whether a space is put in front of a text; all spaces become the mark.
    [[nodiscard]] bool spacePrefix()
    {
        bool prefix = false, replaced = false;
        for (const json& step : stepsOf(m_json.value("normalizer", json()), "normalizers")) {
            const std::string type = typeOf(step);
            if (type == "Prepend" && step.value("prepend", "") == kMark)
                prefix = true;
            else if (type == "Replace" && step.value("content", "") == kMark && step.at("pattern").value("String", "") == " ")
                replaced = true;
            else
                throw unsupported(fmt::format("it changes texts first ({})", type));
        }
        for (const json& step : stepsOf(m_json.value("pre_tokenizer", json()), "pretokenizers")) {
            const std::string type = typeOf(step);
            if (type == "Metaspace" && step.value("replacement", "") == kMark && !step.value("split", true)) {
                prefix = step.value("prepend_scheme", "always") != "never";
                replaced = true;
                if (prefix)
                    m_made.notes.emplace_back("llama.cpp puts a space in front of texts that begin with one, too: give it texts that do not.");
            } else if (type != "Split" || !replaced || step.at("pattern").value("String", "") != " ") // nothing is left to be cut there
                throw unsupported(fmt::format("it finds words by a rule of its own ({})", type));
        }
        if (!replaced)
            throw unsupported("it does not write spaces as SentencePiece does");
        return prefix;
    }

    const json& m_json;
    const json& m_model;
    int m_rows;
    ForGguf m_made;
};

// The special tokens around a text, as far as there is one on each side.
void surround(ForGguf& made, const Tokenizer& tokenizer, int ignored)
{
    constexpr int kLong = 64;
    const std::vector<int32_t> none = tokenizer.encode("", kLong).ids, some = tokenizer.encode("a", kLong).ids;
    size_t front = 0;
    while (front < none.size() && none[front] == some[front] && made.tokenizer.tokenTypes[size_t(none[front])] == kControl)
        ++front;
    size_t back = none.size() - front;
    if (back == 1 && none.back() == ignored)
        back = 0;
    if (front > 1 || back > 1)
        throw unsupported("it puts more than one token around a text");
    made.tokenizer.addBos = front == 1;
    made.tokenizer.addEos = back == 1;
    if (front == 1)
        made.tokenizer.bosId = none.front();
    if (back == 1)
        made.tokenizer.eosId = none.back();
    made.tokenizer.padId = ignored;
}

} // namespace

ForGguf toGguf(const TokenizerSource& source, int rows, int ignored)
{
    const json description = describeTokenizer(source);
    try {
        ForGguf made = Converter(description, rows).convert();
        surround(made, *makeTokenizer(JsonNode(description, "tokenizer.json:")), ignored);
        return made;
    } catch (const json::exception& error) {
        throw badInput("{}: {}", source.file.string(), error.what());
    }
}

} // namespace lathe::text
