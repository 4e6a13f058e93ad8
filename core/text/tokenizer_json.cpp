#include "core/text/tokenizer_json.h"

#include "core/text/pipeline.h"

namespace lathe::text {

namespace {

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

int32_t padIdOf(const PipelineParts& parts, const JsonNode& root, std::string_view padToken)
{
    if (root.has("padding") && root.at("padding").has("pad_id"))
        return readId(root.at("padding").at("pad_id"));
    for (const std::string_view name :
         {padToken, std::string_view("[PAD]"), std::string_view("<pad>")}) {
        for (const AddedToken& token : parts.added)
            if (token.content == name)
                return static_cast<int32_t>(token.id);
        if (const int32_t id = parts.model->vocabulary().find(name); id >= 0 && !name.empty())
            return id;
    }
    return 0;
}

// Whether a BERT normalizer, or one that is told to, lowers the case.
std::string caseNote(const JsonNode& node)
{
    const std::string type = node.text("type", "");
    if (type == "BertNormalizer")
        return node.flag("lowercase", true) ? "uncased" : "cased";
    if (type == "Lowercase")
        return "uncased";
    if (type == "Sequence")
        for (size_t i = 0; i < node.at("normalizers").array().size(); ++i)
            if (std::string note = caseNote(node.at("normalizers").item(i)); !note.empty())
                return note;
    return {};
}

} // namespace

std::unique_ptr<Tokenizer> makeTokenizer(const JsonNode& root, std::string_view padToken)
{
    PipelineParts parts;
    parts.model = readModel(root.at("model"));
    if (root.has("normalizer")) {
        parts.normalizer = readNormalizer(root.at("normalizer"));
        parts.note = caseNote(root.at("normalizer"));
    } else if (parts.model->name() == "WordPiece") {
        parts.note = "cased";
    }
    if (root.has("pre_tokenizer"))
        parts.preTokenizer = readPreTokenizer(root.at("pre_tokenizer"));
    if (root.has("post_processor"))
        parts.postProcessor = readPostProcessor(root.at("post_processor"));
    if (root.has("added_tokens"))
        parts.added = readAddedTokens(root.at("added_tokens"));
    parts.padId = padIdOf(parts, root, padToken);
    try {
        return std::make_unique<Pipeline>(std::move(parts));
    } catch (const Error& error) { // the parts do not know where they came from
        std::string place = root.place();
        place.resize(place.find_last_not_of(':') + 1);
        throw error.in(place);
    }
}

} // namespace lathe::text
