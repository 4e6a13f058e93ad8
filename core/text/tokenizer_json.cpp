#include "core/base/files.h"
#include "core/text/json_node.h"
#include "core/text/vocabulary_file.h"

namespace lathe::text {

namespace fs = std::filesystem;

namespace {

constexpr int64_t kMaxWordLength = 10'000; // longest-match search is quadratic in it

Vocabulary readModel(const JsonNode& model)
{
    const std::string type =
        model.text("type", model.has("max_input_chars_per_word") ? "WordPiece" : "none");
    if (type != "WordPiece")
        throw model.at("type").unsupported("WordPiece", type);
    Vocabulary::Settings settings;
    settings.unknown = model.text("unk_token", settings.unknown);
    settings.continuing = model.text("continuing_subword_prefix", settings.continuing);
    if (model.has("max_input_chars_per_word")) {
        const JsonNode node = model.at("max_input_chars_per_word");
        const int64_t longest = node.integer();
        if (longest < 0 || longest > kMaxWordLength)
            throw badInput("{}: wanted 0 to {}, found {}", node.place(), kMaxWordLength, longest);
        settings.maxWordLength = static_cast<size_t>(longest);
    }
    const JsonNode vocab = model.at("vocab");
    std::vector<std::pair<std::string, int64_t>> entries;
    entries.reserve(vocab.object().size());
    for (const auto& [text, id] : vocab.object().items())
        entries.emplace_back(text,
                             JsonNode(id, fmt::format("{} '{}'", vocab.place(), text)).integer());
    try {
        return {std::move(entries), std::move(settings)};
    } catch (const Error& error) {
        throw error.in(vocab.place());
    }
}

BertNormalizer readNormalizer(const JsonNode& node)
{
    if (node.isNull())
        return {false, false, false, false};
    const std::string type = node.at("type").text();
    if (type == "Sequence" && node.at("normalizers").array().size() == 1)
        return readNormalizer(node.at("normalizers").item(0));
    if (type != "BertNormalizer")
        throw node.at("type").unsupported("BertNormalizer", type);
    BertNormalizer normalizer;
    normalizer.cleanText = node.flag("clean_text", true);
    normalizer.splitCjk = node.flag("handle_chinese_chars", true);
    normalizer.lowercase = node.flag("lowercase", true);
    normalizer.stripAccents = node.flag("strip_accents", normalizer.lowercase);
    return normalizer;
}

void checkPreTokenizer(const JsonNode& node)
{
    if (node.isNull())
        throw node.unsupported("BertPreTokenizer", "null");
    const std::string type = node.at("type").text();
    if (type == "Sequence" && node.at("pretokenizers").array().size() == 1)
        return checkPreTokenizer(node.at("pretokenizers").item(0));
    if (type != "BertPreTokenizer")
        throw node.at("type").unsupported("BertPreTokenizer", type);
}

int32_t readId(const JsonNode& node)
{
    const int64_t id = node.integer();
    if (id < 0 || id > Vocabulary::kMaxId)
        throw badInput("{}: the id {} is not between 0 and {}", node.place(), id,
                       Vocabulary::kMaxId);
    return static_cast<int32_t>(id);
}

// "single": [{"SpecialToken": {"id": "[CLS]"}}, {"Sequence": {"id": "A"}}, ...], its tokens' ids in
// "special_tokens".
void readTemplate(const JsonNode& node, BertTokenizerParts& parts)
{
    const JsonNode single = node.at("single");
    bool textSeen = false;
    for (size_t i = 0; i < single.array().size(); ++i) {
        const JsonNode piece = single.item(i);
        if (piece.has("Sequence")) {
            const std::string id = piece.at("Sequence").at("id").text();
            if (id != "A" || textSeen)
                throw piece.unsupported("the sequence A once", id);
            textSeen = true;
            continue;
        }
        const std::string name = piece.at("SpecialToken").at("id").text();
        const JsonNode ids = node.at("special_tokens").at(name).at("ids");
        for (size_t k = 0; k < ids.array().size(); ++k)
            (textSeen ? parts.after : parts.before).push_back(readId(ids.item(k)));
    }
    if (!textSeen)
        throw badInput("{}: the text itself (Sequence A) is missing", single.place());
}

void readPostProcessor(const JsonNode& node, BertTokenizerParts& parts)
{
    if (node.isNull())
        return;
    const std::string type = node.at("type").text();
    if (type == "TemplateProcessing")
        return readTemplate(node, parts);
    if (type != "BertProcessing" && type != "RobertaProcessing")
        throw node.at("type").unsupported("TemplateProcessing, BertProcessing or RobertaProcessing",
                                          type);
    // ["[CLS]", 101]
    for (const char* key : {"cls", "sep"}) {
        const JsonNode pair = node.at(key);
        if (pair.array().size() != 2)
            throw badInput("{}: wanted a token and its id, found {} items", pair.place(),
                           pair.array().size());
        (key == std::string_view("cls") ? parts.before : parts.after)
            .push_back(readId(pair.item(1)));
    }
}

std::vector<AddedToken> readAddedTokens(const JsonNode& node)
{
    std::vector<AddedToken> tokens;
    for (size_t i = 0; i < node.array().size(); ++i) {
        const JsonNode item = node.item(i);
        AddedToken& token = tokens.emplace_back();
        token.content = item.at("content").text();
        token.id = readId(item.at("id"));
        token.lstrip = item.flag("lstrip", false);
        token.rstrip = item.flag("rstrip", false);
        token.singleWord = item.flag("single_word", false);
        token.normalized = item.flag("normalized", !item.flag("special", false));
    }
    return tokens;
}

int32_t padIdOf(const BertTokenizerParts& parts, const JsonNode& root)
{
    if (root.has("padding") && root.at("padding").has("pad_id"))
        return readId(root.at("padding").at("pad_id"));
    for (const std::string_view name : {"[PAD]", "<pad>"}) {
        for (const AddedToken& token : parts.added)
            if (token.content == name)
                return static_cast<int32_t>(token.id);
        if (const int32_t id = parts.vocabulary.find(name); id >= 0)
            return id;
    }
    return 0;
}

} // namespace

BertTokenizerParts readTokenizerJson(const fs::path& file)
{
    const nlohmann::json json = readJsonFile(file);
    const JsonNode root(json, file.string() + ":");
    static const nlohmann::json kNull;
    const auto optional = [&](std::string_view key) {
        return root.has(key) ? root.at(key)
                             : JsonNode(kNull, fmt::format("{}: {}", file.string(), key));
    };
    BertTokenizerParts parts{
        readModel(root.at("model")), readNormalizer(optional("normalizer")), {}, {}, {}, 0};
    checkPreTokenizer(optional("pre_tokenizer"));
    readPostProcessor(optional("post_processor"), parts);
    if (root.has("added_tokens"))
        parts.added = readAddedTokens(root.at("added_tokens"));
    parts.padId = padIdOf(parts, root);
    return parts;
}

} // namespace lathe::text
