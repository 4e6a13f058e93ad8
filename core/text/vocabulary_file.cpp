#include "core/text/vocabulary_file.h"

#include "core/base/files.h"
#include "core/text/json_node.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace lathe::text {

namespace fs = std::filesystem;

namespace {

// A line is an entry and its number the id; of an entry that occurs twice the last counts, as in
// transformers. Line ends are \n, \r\n or \r.
std::vector<std::pair<std::string, int64_t>> readLines(const fs::path& file)
{
    const std::string content = readFile(file);
    if (const size_t bad = firstInvalidUtf8(content); bad != std::string::npos)
        throw badInput("{}, line {}: not valid UTF-8", file.string(),
                       1 + std::count(content.begin(),
                                      content.begin() + static_cast<std::ptrdiff_t>(bad), '\n'));
    std::vector<std::pair<std::string, int64_t>> entries;
    std::unordered_map<std::string_view, int64_t> last;
    std::vector<std::string_view> lines;
    for (std::string_view rest = content; !rest.empty();) {
        const size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
        lines.push_back(rest.substr(0, end));
        last[lines.back()] = static_cast<int64_t>(lines.size()) - 1;
        rest.remove_prefix(
            std::min(rest.size(), end + (rest.substr(end).starts_with("\r\n") ? 2 : 1)));
    }
    for (size_t id = 0; id < lines.size(); ++id)
        if (last[lines[id]] == static_cast<int64_t>(id))
            entries.emplace_back(lines[id], id);
    return entries;
}

nlohmann::json readIfThere(const fs::path& file)
{
    std::error_code ignored;
    return fs::exists(file, ignored) ? readJsonFile(file) : nlohmann::json::object();
}

// The names and flags of the special tokens: a default of the family, overruled by the two files
// that transformers writes.
struct SpecialToken {
    const char* key;
    AddedToken token;
};

std::vector<SpecialToken> familyTokens(bool mpnet)
{
    const auto plain = [](const char* content, bool lstrip = false) {
        return AddedToken{content, -1, lstrip, false, false, false};
    };
    if (mpnet)
        return {{"bos_token", plain("<s>")},          {"eos_token", plain("</s>")},
                {"cls_token", plain("<s>")},          {"sep_token", plain("</s>")},
                {"unk_token", plain("[UNK]")},        {"pad_token", plain("<pad>")},
                {"mask_token", plain("<mask>", true)}};
    return {{"cls_token", plain("[CLS]")},
            {"sep_token", plain("[SEP]")},
            {"unk_token", plain("[UNK]")},
            {"pad_token", plain("[PAD]")},
            {"mask_token", plain("[MASK]")}};
}

void readFlags(const JsonNode& node, AddedToken& token)
{
    token.lstrip = node.flag("lstrip", token.lstrip);
    token.rstrip = node.flag("rstrip", token.rstrip);
    token.singleWord = node.flag("single_word", token.singleWord);
    token.normalized = node.flag("normalized", token.normalized);
}

void overrule(std::vector<SpecialToken>& tokens, const JsonNode& settings)
{
    for (SpecialToken& special : tokens) {
        if (!settings.has(special.key))
            continue;
        const JsonNode node = settings.at(special.key);
        if (node.value().is_string()) {
            if (node.text() != special.token.content)
                special.token = {node.text(), -1, false, false, false, false};
        } else {
            special.token.content = node.at("content").text();
            readFlags(node, special.token);
        }
    }
}

// Tokens that the configuration adds with ids of their own.
std::vector<AddedToken> furtherTokens(const JsonNode& config, const JsonNode& addedFile)
{
    std::vector<AddedToken> tokens;
    if (config.has("added_tokens_decoder")) {
        const JsonNode decoder = config.at("added_tokens_decoder");
        for (const auto& [key, value] : decoder.object().items()) {
            const JsonNode node(value, fmt::format("{}.{}", decoder.place(), key));
            AddedToken& token = tokens.emplace_back();
            token.normalized = !node.flag("special", false);
            token.content = node.at("content").text();
            readFlags(node, token);
            const auto [end, failure] =
                std::from_chars(key.data(), key.data() + key.size(), token.id);
            if (failure != std::errc() || end != key.data() + key.size())
                throw badInput("{}: '{}' is not an id", decoder.place(), key);
        }
        return tokens;
    }
    for (const auto& [content, id] : addedFile.object().items())
        tokens.push_back({content, JsonNode(id, addedFile.place() + " " + content).integer(), false,
                          false, false, true});
    return tokens;
}

bool isMpnet(const JsonNode& config, const fs::path& folder)
{
    if (!config.has("tokenizer_class")) {
        const fs::path file = folder / "config.json";
        const nlohmann::json model = readIfThere(file);
        // "lathe-mpnet" where the shapes are none that transformers can load.
        return JsonNode(model, file.string() + ":").text("model_type", "bert").ends_with("mpnet");
    }
    const JsonNode node = config.at("tokenizer_class");
    const std::string name = node.text();
    std::string_view family = name;
    if (family.ends_with("Fast"))
        family.remove_suffix(4);
    if (family == "MPNetTokenizer")
        return true;
    for (const char* known :
         {"BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer"})
        if (family == known)
            return false;
    throw node.unsupported("BertTokenizer or MPNetTokenizer", name);
}

} // namespace

bool isMpnetVocabulary(const fs::path& folder)
{
    const fs::path file = folder / "tokenizer_config.json";
    const nlohmann::json config = readIfThere(file);
    return isMpnet(JsonNode(config, file.string() + ":"), folder);
}

BertTokenizerParts readVocabularyFolder(const fs::path& folder)
{
    const fs::path configFile = folder / "tokenizer_config.json";
    const fs::path specialsFile = folder / "special_tokens_map.json";
    const fs::path addedFile = folder / "added_tokens.json";
    const nlohmann::json configJson = readIfThere(configFile);
    const nlohmann::json specialsJson = readIfThere(specialsFile);
    const nlohmann::json addedJson = readIfThere(addedFile);
    const JsonNode config(configJson, configFile.string() + ":");

    std::vector<SpecialToken> specials = familyTokens(isMpnet(config, folder));
    overrule(specials, JsonNode(specialsJson, specialsFile.string() + ":"));
    overrule(specials, config);
    const auto special = [&](std::string_view key) -> AddedToken& {
        return std::find_if(specials.begin(), specials.end(),
                            [&](const auto& s) { return s.key == key; })
            ->token;
    };

    BertNormalizer normalizer;
    normalizer.lowercase = config.flag("do_lower_case", true);
    normalizer.stripAccents = config.flag("strip_accents", normalizer.lowercase);
    normalizer.splitCjk = config.flag("tokenize_chinese_chars", true);

    const fs::path vocabFile = folder / "vocab.txt";
    const auto makeVocabulary = [&] {
        try {
            return Vocabulary(readLines(vocabFile), {special("unk_token").content, "##", 100});
        } catch (const Error& error) {
            const std::string place = vocabFile.string();
            throw std::string_view(error.what()).starts_with(place) ? error : error.in(place);
        }
    };
    BertTokenizerParts parts{makeVocabulary(), normalizer, {}, {}, {}, 0};

    parts.added = furtherTokens(config, JsonNode(addedJson, addedFile.string() + ":"));
    for (SpecialToken& wanted : specials) {
        const auto same = [&](const AddedToken& t) { return t.content == wanted.token.content; };
        const auto listed = std::find_if(parts.added.begin(), parts.added.end(), same);
        if (listed != parts.added.end()) {
            wanted.token.id = listed->id;
            continue;
        }
        wanted.token.id = parts.vocabulary.find(wanted.token.content);
        if (wanted.token.id >= 0)
            parts.added.push_back(wanted.token);
    }
    for (const char* key : {"cls_token", "sep_token"}) {
        const AddedToken& token = special(key);
        if (token.id < 0 || token.id > Vocabulary::kMaxId)
            throw badInput("{}: the {} '{}' is missing", vocabFile.string(), key, token.content);
        (key == std::string_view("cls_token") ? parts.before : parts.after)
            .push_back(static_cast<int32_t>(token.id));
    }
    const int64_t pad = special("pad_token").id;
    parts.padId = pad >= 0 && pad <= Vocabulary::kMaxId ? static_cast<int32_t>(pad) : 0;
    return parts;
}

} // namespace lathe::text
