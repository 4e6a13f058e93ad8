#include "core/text/smaller_vocabulary.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizer_folder.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

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

// [["text", score], ...], whose places are the ids.
json smallerPieces(const json& vocabulary, const Renumbering& renumber)
{
    json pieces = json::array();
    for (size_t id = 0; id < vocabulary.size(); ++id)
        if (renumber.keeps(int64_t(id)))
            pieces.push_back(vocabulary[id]);
    return pieces;
}

// Those whose two entries and what they make are all in the vocabulary.
json smallerMerges(const json& merges, const json& vocabulary, const std::string& continuing)
{
    json kept = json::array();
    for (const json& merge : merges) {
        std::string left, right;
        if (merge.is_string()) {
            const auto text = merge.get<std::string>();
            left = text.substr(0, text.find(' '));
            right = text.substr(text.find(' ') + 1);
        } else {
            left = merge.at(0).get<std::string>();
            right = merge.at(1).get<std::string>();
        }
        if (vocabulary.contains(left) && vocabulary.contains(right) &&
            vocabulary.contains(left + right.substr(std::min(continuing.size(), right.size()))))
            kept.push_back(merge);
    }
    return kept;
}

void makeSmaller(json& model, const Renumbering& renumber)
{
    json& vocab = model.at("vocab");
    vocab = vocab.is_array() ? smallerPieces(vocab, renumber) : smallerEntries(vocab, renumber);
    if (model.contains("unk_id") && model["unk_id"].is_number_integer())
        model["unk_id"] = renumber(model["unk_id"].get<int64_t>());
    if (!model.contains("merges"))
        return;
    const json continuing = model.value("continuing_subword_prefix", json());
    model["merges"] = smallerMerges(model["merges"], vocab,
                                    continuing.is_string() ? continuing.get<std::string>() : "");
}

json smallerTokenizer(json root, const Renumbering& renumber)
{
    makeSmaller(root.at("model"), renumber);
    if (root.contains("added_tokens"))
        for (json& token : root["added_tokens"])
            token["id"] = renumber(token.at("id").get<int64_t>());
    if (root.contains("padding") && root["padding"].is_object() &&
        root["padding"].contains("pad_id"))
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

void writeSmallerTokenizer(const fs::path& from, const std::vector<int32_t>& kept,
                           const fs::path& to)
{
    const Renumbering renumber(kept);
    const auto guarded = [](const fs::path& file, const auto& write) {
        try {
            write();
        } catch (const Error& error) { // says which file
            throw std::string_view(error.what()).starts_with(file.string())
                ? error
                : error.in(file.string());
        } catch (const json::exception& error) {
            throw badInput("{}: {}", file.string(), error.what());
        }
    };
    for (const fs::path& file : tokenizerFiles(from))
        if (file.extension() != ".model" && file.filename() != "vocab.json" &&
            file.filename() != "merges.txt")
            guarded(file, [&] { writeFile(to / file.filename(), smaller(file, renumber)); });
    const TokenizerSource source = findTokenizer(from);
    using Kind = TokenizerSource::Kind;
    if (source.kind == Kind::Merges || source.kind == Kind::SentencePiece ||
        source.kind == Kind::Gguf)
        guarded(source.file, [&] {
            writeFile(to / "tokenizer.json",
                      smallerTokenizer(describeTokenizer(source), renumber).dump());
        });
    // Beside a vocab.txt only config.json says which family it is of, and that is not in the other
    // folder.
    if (source.kind == Kind::VocabularyText && !fs::exists(from / "tokenizer_config.json"))
        if (const std::string family = FolderSettings(from).family(); family == "MPNet")
            writeFile(to / "tokenizer_config.json", "{\"tokenizer_class\": \"MPNetTokenizer\"}\n");
}

} // namespace lathe::text
