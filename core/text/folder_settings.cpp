#include "core/text/folder_settings.h"

#include <algorithm>
#include <charconv>

namespace lathe::text {

namespace fs = std::filesystem;

namespace {

nlohmann::json readIfThere(const fs::path& file)
{
    std::error_code ignored;
    return fs::exists(file, ignored) ? readJsonFile(file) : nlohmann::json::object();
}

void readFlags(const JsonNode& node, AddedToken& token)
{
    token.lstrip = node.flag("lstrip", token.lstrip);
    token.rstrip = node.flag("rstrip", token.rstrip);
    token.singleWord = node.flag("single_word", token.singleWord);
    token.normalized = node.flag("normalized", token.normalized);
    token.special = node.flag("special", token.special);
}

void overrule(std::vector<FolderSettings::Special>& tokens, const JsonNode& settings)
{
    for (const char* key : {"bos_token", "eos_token", "unk_token", "sep_token", "pad_token",
                            "cls_token", "mask_token"}) {
        if (!settings.has(key))
            continue;
        auto special = std::find_if(tokens.begin(), tokens.end(),
                                    [key](const auto& known) { return known.key == key; });
        if (special == tokens.end())
            special = tokens.insert(special, {key, specialToken("")});
        const JsonNode node = settings.at(key);
        if (!node.value().is_string()) {
            special->token.content = node.at("content").text();
            readFlags(node, special->token);
        } else if (node.text() != special->token.content) {
            special->token = specialToken(node.text());
        }
    }
}

struct Family {
    std::string_view modelType, name;
};

// The endings tell, because a cut model's type is "lathe-mpnet" where its shapes are none that
// transformers can load.
constexpr Family kFamilies[] = {
    {"xlm-roberta", "XLMRoberta"},
    {"camembert", "Camembert"},
    {"roberta", "Roberta"},
    {"mpnet", "MPNet"},
    {"distilbert", "DistilBert"},
    {"electra", "Electra"},
    {"albert", "Albert"},
    {"deberta-v2", "DebertaV2"},
    {"deberta", "Deberta"},
    {"bert", "Bert"},
    {"gpt2", "GPT2"},
    {"gpt_neox", "GPTNeoX"},
    {"opt", "GPT2"},
    {"qwen2", "Qwen2"},
    {"qwen3", "Qwen2"},
    {"llama", "Llama"},
    {"mistral", "Llama"},
    {"phi3", "Llama"},
    {"gemma", "Gemma"},
    {"gemma2", "Gemma"},
    {"gemma3_text", "Gemma"},
    {"t5", "T5"},
};

} // namespace

AddedToken specialToken(std::string content, bool lstrip)
{
    return {std::move(content), -1, lstrip, false, false, false, true};
}

FolderSettings::FolderSettings(fs::path folder)
    : m_folder(std::move(folder)), m_config(readIfThere(m_folder / "tokenizer_config.json")),
      m_specials(readIfThere(m_folder / "special_tokens_map.json")),
      m_added(readIfThere(m_folder / "added_tokens.json")),
      m_model(readIfThere(m_folder / "config.json"))
{
}

std::string FolderSettings::family() const
{
    if (config().has("tokenizer_class")) {
        std::string name = config().at("tokenizer_class").text();
        for (const std::string_view end : {"Fast", "Tokenizer"})
            if (name.ends_with(end))
                name.resize(name.size() - end.size());
        return name;
    }
    const std::string type =
        JsonNode(m_model, (m_folder / "config.json").string() + ":").text("model_type", "");
    for (const Family& family : kFamilies)
        if (type.ends_with(family.modelType))
            return std::string(family.name);
    return {};
}

Error FolderSettings::unknownFamily(const fs::path& file, std::string_view known) const
{
    if (config().has("tokenizer_class"))
        return config()
            .at("tokenizer_class")
            .unsupported(known, config().at("tokenizer_class").text());
    return {ErrorKind::Unsupported,
            fmt::format("{}: neither tokenizer_config.json nor config.json says which family it is "
                        "of; known are {}",
                        file.string(), known),
            "Copy the model's tokenizer.json or tokenizer_config.json into the folder"};
}

std::vector<FolderSettings::Special>
FolderSettings::specialTokens(std::vector<Special> tokens) const
{
    overrule(tokens, {m_specials, (m_folder / "special_tokens_map.json").string() + ":"});
    overrule(tokens, config());
    return tokens;
}

std::vector<AddedToken> FolderSettings::furtherTokens() const
{
    std::vector<AddedToken> tokens;
    if (config().has("added_tokens_decoder")) {
        const JsonNode decoder = config().at("added_tokens_decoder");
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
    const JsonNode added(m_added, (m_folder / "added_tokens.json").string() + ":");
    for (const auto& [content, id] : added.object().items())
        tokens.push_back({content, JsonNode(id, added.place() + " " + content).integer(), false,
                          false, false, true});
    return tokens;
}

std::string padTokenOf(const JsonNode& config)
{
    if (!config.has("pad_token"))
        return {};
    const JsonNode token = config.at("pad_token");
    return token.value().is_object() ? token.at("content").text() : token.text();
}

} // namespace lathe::text
