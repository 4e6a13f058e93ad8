#include "core/text/smaller_vocabulary.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary_file.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace lathe::text {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

// The new id of an old one.
class Renumbering {
public:
    explicit Renumbering(const std::vector<int32_t>& kept)
    {
        for (size_t i = 0; i < kept.size(); ++i)
            m_ids.emplace(kept[i], int64_t(i));
    }
    [[nodiscard]] bool keeps(int64_t id) const { return m_ids.contains(id); }
    [[nodiscard]] int64_t operator()(int64_t id) const
    {
        const auto found = m_ids.find(id);
        if (found == m_ids.end())
            throw badInput("the token with id {} is special and cannot go", id);
        return found->second;
    }

private:
    std::map<int64_t, int64_t> m_ids;
};

// Ids of a post-processor: "ids": [101] and pairs ["[CLS]", 101].
void renumberProcessor(json& node, const Renumbering& renumber)
{
    if (node.is_array() && node.size() == 2 && node[0].is_string() && node[1].is_number_integer()) {
        node[1] = renumber(node[1].get<int64_t>());
        return;
    }
    for (auto& item : node.items()) {
        if (item.key() == "ids" && item.value().is_array())
            for (json& id : item.value())
                id = renumber(id.get<int64_t>());
        else if (item.value().is_structured())
            renumberProcessor(item.value(), renumber);
    }
}

json smallerEntries(const json& vocabulary, const Renumbering& renumber)
{
    json entries = json::object();
    for (const auto& [token, id] : vocabulary.items())
        if (renumber.keeps(id.get<int64_t>()))
            entries[token] = renumber(id.get<int64_t>());
    return entries;
}

json smallerTokenizer(json root, const Renumbering& renumber)
{
    json& model = root.at("model");
    if (!model.at("vocab").is_object())
        throw Error(ErrorKind::Unsupported, "model.vocab: only WordPiece vocabularies can be made smaller");
    model["vocab"] = smallerEntries(model.at("vocab"), renumber);
    if (root.contains("added_tokens"))
        for (json& token : root["added_tokens"])
            token["id"] = renumber(token.at("id").get<int64_t>());
    if (root.contains("padding") && root["padding"].is_object() && root["padding"].contains("pad_id"))
        root["padding"]["pad_id"] = renumber(root["padding"]["pad_id"].get<int64_t>());
    if (root.contains("post_processor") && root["post_processor"].is_object())
        renumberProcessor(root["post_processor"], renumber);
    return root;
}

json smallerConfig(json root, const Renumbering& renumber)
{
    if (!root.contains("added_tokens_decoder"))
        return root;
    json decoder = json::object();
    for (const auto& [id, token] : root["added_tokens_decoder"].items())
        decoder[std::to_string(renumber(std::stoll(id)))] = token;
    root["added_tokens_decoder"] = decoder;
    return root;
}

std::string smallerList(const std::string& lines, const Renumbering& renumber)
{
    std::string kept;
    int64_t id = 0;
    for (size_t at = 0; at < lines.size(); ++id) {
        const size_t end = std::min(lines.find('\n', at), lines.size() - 1) + 1;
        if (renumber.keeps(id))
            kept.append(lines, at, end - at);
        at = end;
    }
    return kept;
}

std::string smaller(const fs::path& file, const Renumbering& renumber)
{
    const std::string content = readFile(file), name = file.filename().string();
    if (name == "vocab.txt")
        return smallerList(content, renumber);
    if (name == "tokenizer.json")
        return smallerTokenizer(json::parse(content), renumber).dump();
    if (name == "tokenizer_config.json")
        return smallerConfig(json::parse(content), renumber).dump(2) + "\n";
    if (name == "added_tokens.json")
        return smallerEntries(json::parse(content), renumber).dump(2) + "\n";
    return content;
}

} // namespace

void writeSmallerTokenizer(const fs::path& from, const std::vector<int32_t>& kept, const fs::path& to)
{
    const Renumbering renumber(kept);
    for (const fs::path& file : tokenizerFiles(from)) {
        try {
            writeFile(to / file.filename(), smaller(file, renumber));
        } catch (const Error& error) { // says which file
            throw error.in(file.string());
        } catch (const json::exception& error) {
            throw badInput("{}: {}", file.string(), error.what());
        }
    }
    // Beside a vocab.txt only config.json says which family it is of, and that is not in the other folder.
    const auto has = [&](const char* name) { return fs::exists(from / name); };
    if (has("vocab.txt") && !has("tokenizer.json") && !has("tokenizer_config.json") && isMpnetVocabulary(from))
        writeFile(to / "tokenizer_config.json", "{\"tokenizer_class\": \"MPNetTokenizer\"}\n");
}

std::vector<int32_t> indispensableTokens(const fs::path& folder)
{
    std::set<int32_t> ids;
    const auto tokenizer = loadTokenizer(folder);
    ids.insert(tokenizer->padId());
    for (const int32_t id : tokenizer->encode("", 8).ids)
        ids.insert(id);
    const std::set<std::string_view> special{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "<s>", "</s>", "<pad>", "<unk>", "<mask>"};
    for (int32_t id = 0; id < tokenizer->vocabularySize(); ++id)
        if (special.contains(tokenizer->token(id)))
            ids.insert(id);
    for (const fs::path& file : tokenizerFiles(folder))
        if (file.filename() == "tokenizer.json")
            for (const json& token : json::parse(readFile(file)).value("added_tokens", json::array()))
                ids.insert(token.at("id").get<int32_t>());
    return {ids.begin(), ids.end()};
}

} // namespace lathe::text
