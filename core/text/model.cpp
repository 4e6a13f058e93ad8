#include "core/text/model.h"

#include "core/text/models/all.h"

namespace lathe::text {

namespace models {

namespace {

// A vocabulary is large: where an entry stands is only put into words for a complaint.
int64_t readEntryId(const nlohmann::json& id, const JsonNode& vocab, const std::string& text)
{
    if (id.is_number_unsigned() && id.get<uint64_t>() <= uint64_t(Vocabulary::kMaxId))
        return id.get<int64_t>();
    return JsonNode(id, fmt::format("{} '{}'", vocab.place(), text)).integer();
}

} // namespace

Vocabulary readVocabulary(const JsonNode& model)
{
    const JsonNode vocab = model.at("vocab");
    Vocabulary::Entries entries;
    entries.reserve(vocab.object().size());
    for (const auto& [text, id] : vocab.object().items())
        entries.emplace_back(text, readEntryId(id, vocab, text));
    try {
        return Vocabulary(entries);
    } catch (const Error& error) { // does not know which vocabulary it is
        throw error.in(vocab.place());
    }
}

int32_t readToken(const JsonNode& model, std::string_view key, std::string_view fallback,
                  const Vocabulary& vocabulary)
{
    const std::string token = model.text(key, fallback);
    const int32_t id = vocabulary.find(token);
    if (id < 0)
        throw badInput("{}.vocab: the unknown token '{}' is not in the vocabulary", model.place(),
                       token);
    return id;
}

std::vector<int32_t> byteTokens(const Vocabulary& vocabulary)
{
    std::vector<int32_t> ids(256);
    for (unsigned byte = 0; byte < 256; ++byte)
        ids[byte] = vocabulary.find(fmt::format("<0x{:02X}>", byte));
    return ids;
}

} // namespace models

namespace {

// Files written before models had a type.
std::string typeOf(const JsonNode& node)
{
    if (node.has("type"))
        return node.at("type").text();
    if (node.has("merges"))
        return "BPE";
    return node.at("vocab").value().is_array() ? "Unigram" : "WordPiece";
}

} // namespace

std::unique_ptr<Model> readModel(const JsonNode& node)
{
    const std::string type = typeOf(node);
    if (type == "WordPiece")
        return models::readWordPiece(node);
    if (type == "BPE")
        return models::readBpe(node);
    if (type == "Unigram")
        return models::readUnigram(node);
    if (type == "WordLevel")
        return models::readWordLevel(node);
    throw node.at("type").unsupported("WordPiece, BPE, Unigram or WordLevel", type);
}

} // namespace lathe::text
