#include "core/base/files.h"
#include "core/text/base64.h"
#include "core/text/characters.h"
#include "core/text/description.h"
#include "core/text/foreign_files.h"
#include "core/text/score_merges.h"
#include "core/text/sentencepiece_model.h"
#include "core/text/utf8.h"

namespace lathe::text {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kMark = "\u2581"; // how SentencePiece writes a space
using Entries = std::vector<ScoredEntry>;

json replace(const char* kind, const char* pattern, const char* content)
{
    return {{"type", "Replace"}, {"pattern", {{kind, pattern}}}, {"content", content}};
}

json metaspace(const char* scheme, bool cuts = true)
{
    return {
        {"type", "Metaspace"}, {"replacement", kMark}, {"prepend_scheme", scheme}, {"split", cuts}};
}

// One model file on its way to a tokenizer.json, as transformers' converter of its family goes.
class Converter {
public:
    Converter(const FolderSettings& settings, SentencePieceModel model, fs::path file)
        : m_settings(settings), m_model(std::move(model)), m_file(std::move(file)),
          m_family(settings.family())
    {
        if (m_family == "Mistral" || m_family == "CodeLlama")
            m_family = "Llama";
    }

    json convert()
    {
        const Entries list = entries();
        std::vector<std::pair<std::string, int64_t>> ids;
        for (size_t id = 0; id < list.size(); ++id)
            ids.emplace_back(list[id].text, int64_t(id));
        Description made(modelOf(list), ids);
        made.setNormalizer(normalizer());
        made.setPreTokenizer(preTokenizer());
        for (const auto& piece : m_model.pieces)
            if (piece.type == SentencePieceModel::PieceType::Control ||
                piece.type == SentencePieceModel::PieceType::UserDefined) {
                AddedToken token = specialToken(piece.text);
                token.special = piece.type == SentencePieceModel::PieceType::Control;
                made.add(std::move(token));
            }
        for (const AddedToken& token : m_settings.furtherTokens())
            made.add(token);
        const auto specials = m_settings.specialTokens(familyTokens());
        for (const auto& special : specials)
            if (!special.token.content.empty())
                made.add(special.token);
        for (int i = 0; m_family == "T5" && i < kExtraIds; ++i)
            made.add(specialToken(fmt::format("<extra_id_{}>", i)));
        surround(made, specials);
        made.setPadding(named(specials, "pad_token").token.content);
        return made.take();
    }

private:
    static constexpr int kExtraIds = 100;

    [[nodiscard]] bool is(std::string_view family) const { return m_family == family; }
    [[nodiscard]] bool legacy() const { return m_settings.config().flag("legacy", true); }
    [[nodiscard]] bool addsSpace() const
    {
        return m_settings.config().flag("add_prefix_space", true);
    }

    [[nodiscard]] Entries entries() const
    {
        Entries list;
        size_t from = 0;
        if (is("XLMRoberta")) {
            list = {{"<s>"}, {"<pad>"}, {"</s>"}, {"<unk>"}};
            from = 3;
        } else if (is("Camembert")) {
            list = {{"<s>NOTUSED"}, {"<pad>"}, {"</s>NOTUSED"}, {"<unk>"}, {"<unk>NOTUSED", -100}};
            from = 1;
        }
        for (size_t id = from; id < m_model.pieces.size(); ++id)
            list.push_back({m_model.pieces[id].text, m_model.pieces[id].score});
        for (ScoredEntry& entry : list)
            if (is("Albert") && endsWithNumberAndComma(entry.text))
                entry.score -= 100;
        if (is("XLMRoberta") || is("Camembert"))
            list.push_back({"<mask>"});
        for (int i = kExtraIds - 1; is("T5") && i >= 0; --i)
            list.push_back({fmt::format("<extra_id_{}>", i)});
        if (is("Gemma"))
            addTab(list);
        return list;
    }

    // ALBERT does not want "1," as a piece.
    static bool endsWithNumberAndComma(const std::string& text)
    {
        const std::u32string characters = toUtf32(text);
        return characters.size() >= 2 && characters.back() == ',' &&
               isNumber(characters[characters.size() - 2]);
    }

    // Old Gemma files lack the tab, and have its byte.
    static void addTab(Entries& list)
    {
        const auto find = [&list](std::string_view text) {
            return std::find_if(list.begin(), list.end(),
                                [text](const auto& entry) { return entry.text == text; });
        };
        if (const auto byte = find("<0x09>"); find("\t") == list.end() && byte != list.end())
            *byte = {"\t", 0};
    }

    [[nodiscard]] json modelOf(const Entries& list) const
    {
        const bool byteFallback = is("Llama") || is("Gemma");
        if (m_model.kind == SentencePieceModel::Kind::Unigram) {
            json vocab = json::array();
            for (const ScoredEntry& entry : list)
                vocab.push_back({entry.text, entry.score});
            const int unknown = is("XLMRoberta") || is("Camembert") || is("Gemma") ? 3
                                : is("Llama")                                      ? 0
                                              : m_model.unknownId;
            return {{"type", "Unigram"},
                    {"unk_id", unknown},
                    {"vocab", std::move(vocab)},
                    {"byte_fallback", byteFallback}};
        }
        if (m_model.kind != SentencePieceModel::Kind::Bpe)
            throw Error(
                ErrorKind::Unsupported,
                fmt::format("{}: a SentencePiece model of words or characters", m_file.string()),
                "Only its Unigram and BPE models are supported");
        json vocab = json::object(), merges = json::array();
        for (size_t id = 0; id < list.size(); ++id)
            vocab[list[id].text] = id;
        for (auto& [left, right] : mergesByScore(list))
            merges.push_back({std::move(left), std::move(right)});
        return {{"type", "BPE"},
                {"dropout", nullptr},
                {"unk_token", m_model.unknownPiece},
                {"continuing_subword_prefix", nullptr},
                {"end_of_word_suffix", nullptr},
                {"fuse_unk", true},
                {"byte_fallback", byteFallback},
                {"vocab", std::move(vocab)},
                {"merges", std::move(merges)}};
    }

    [[nodiscard]] json normalizer() const
    {
        if (is("Gemma"))
            return replace("String", " ", kMark);
        json steps = json::array();
        if (is("Llama")) {
            if (!legacy())
                return nullptr;
            if (addsSpace())
                steps.push_back({{"type", "Prepend"}, {"prepend", kMark}});
            steps.push_back(replace("String", " ", kMark));
            return sequence("normalizers", std::move(steps));
        }
        const JsonNode config = m_settings.config();
        if (is("Albert")) {
            steps.push_back(replace("String", "``", "\""));
            steps.push_back(replace("String", "''", "\""));
            if (!config.flag("keep_accents", false)) {
                steps.push_back({{"type", "NFKD"}});
                steps.push_back({{"type", "StripAccents"}});
            }
        }
        if (config.flag("do_lower_case", is("Albert")) && (is("Albert") || is("DebertaV2")))
            steps.push_back({{"type", "Lowercase"}});
        if (is("DebertaV2"))
            steps.push_back({{"type", "Strip"}, {"strip_left", true}, {"strip_right", true}});
        if (!m_model.charsmap.empty())
            steps.push_back(
                {{"type", "Precompiled"}, {"precompiled_charsmap", toBase64(m_model.charsmap)}});
        const bool general = !is("Albert") && !is("DebertaV2");
        if (general)
            steps.push_back({{"type", "Strip"}, {"strip_left", false}, {"strip_right", true}});
        steps.push_back(replace("Regex", " {2,}", general ? kMark : " "));
        return sequence("normalizers", std::move(steps));
    }

    [[nodiscard]] json preTokenizer() const
    {
        if (is("Gemma"))
            return {{"type", "Split"},
                    {"pattern", {{"String", " "}}},
                    {"behavior", "MergedWithPrevious"},
                    {"invert", false}};
        if (is("Llama") && legacy())
            return nullptr;
        const char* scheme = !addsSpace() ? "never" : legacy() ? "always" : "first";
        json spaces = metaspace(scheme, !is("Llama"));
        if (is("DebertaV2") && m_settings.config().flag("split_by_punct", false))
            return sequence("pretokenizers", {{{"type", "Punctuation"}, {"behavior", "Isolated"}},
                                              std::move(spaces)});
        return spaces;
    }

    [[nodiscard]] std::vector<FolderSettings::Special> familyTokens() const
    {
        if (is("XLMRoberta") || is("Camembert"))
            return {
                {"bos_token", specialToken("<s>")},          {"eos_token", specialToken("</s>")},
                {"sep_token", specialToken("</s>")},         {"cls_token", specialToken("<s>")},
                {"unk_token", specialToken("<unk>")},        {"pad_token", specialToken("<pad>")},
                {"mask_token", specialToken("<mask>", true)}};
        if (is("Albert"))
            return {
                {"bos_token", specialToken("[CLS]")},        {"eos_token", specialToken("[SEP]")},
                {"unk_token", specialToken("<unk>")},        {"sep_token", specialToken("[SEP]")},
                {"pad_token", specialToken("<pad>")},        {"cls_token", specialToken("[CLS]")},
                {"mask_token", specialToken("[MASK]", true)}};
        if (is("DebertaV2"))
            return {{"bos_token", specialToken("[CLS]")},  {"eos_token", specialToken("[SEP]")},
                    {"unk_token", specialToken("[UNK]")},  {"sep_token", specialToken("[SEP]")},
                    {"pad_token", specialToken("[PAD]")},  {"cls_token", specialToken("[CLS]")},
                    {"mask_token", specialToken("[MASK]")}};
        if (is("Llama"))
            return {{"bos_token", specialToken("<s>")},
                    {"eos_token", specialToken("</s>")},
                    {"unk_token", specialToken("<unk>")}};
        if (is("Gemma"))
            return {{"bos_token", specialToken("<bos>")},
                    {"eos_token", specialToken("<eos>")},
                    {"unk_token", specialToken("<unk>")},
                    {"pad_token", specialToken("<pad>")}};
        if (is("T5"))
            return {{"eos_token", specialToken("</s>")},
                    {"unk_token", specialToken("<unk>")},
                    {"pad_token", specialToken("<pad>")}};
        throw m_settings.unknownFamily(
            m_file, "XLMRobertaTokenizer, CamembertTokenizer, AlbertTokenizer, DebertaV2Tokenizer, "
                    "LlamaTokenizer, GemmaTokenizer and T5Tokenizer");
    }

    void surround(Description& made, const std::vector<FolderSettings::Special>& specials) const
    {
        std::vector<FolderSettings::Special> before, after;
        if (is("Llama") || is("Gemma")) {
            if (m_settings.config().flag("add_bos_token", true))
                before.push_back(named(specials, "bos_token"));
            if (m_settings.config().flag("add_eos_token", false))
                after.push_back(named(specials, "eos_token"));
        } else if (is("T5")) {
            after.push_back(named(specials, "eos_token"));
        } else {
            before.push_back(named(specials, "cls_token"));
            after.push_back(named(specials, "sep_token"));
        }
        made.surround(before, after, m_file.string());
    }

    const FolderSettings& m_settings;
    SentencePieceModel m_model;
    fs::path m_file;
    std::string m_family;
};

} // namespace

json describeSentencePiece(const FolderSettings& settings, const fs::path& file)
{
    const std::string content = readFile(file);
    try {
        return Converter(settings, readSentencePiece(content), file).convert();
    } catch (const Error& error) { // the reader does not know which file it is
        throw std::string_view(error.what()).find(settings.folder().string()) == 0
            ? error
            : error.in(file.string());
    }
}

} // namespace lathe::text
