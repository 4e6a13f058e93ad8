#include "core/text/description.h"

#include "core/text/vocabulary.h"

#include <algorithm>

namespace lathe::text {

using nlohmann::json;

Description::Description(json model, std::vector<std::pair<std::string, int64_t>> ids)
    : m_root({{"version", "1.0"},
              {"truncation", nullptr},
              {"padding", nullptr},
              {"added_tokens", json::array()},
              {"normalizer", nullptr},
              {"pre_tokenizer", nullptr},
              {"post_processor", nullptr},
              {"decoder", nullptr},
              {"model", std::move(model)}})
{
    for (auto& [token, id] : ids) {
        m_next = std::max(m_next, id + 1);
        m_ids.insert_or_assign(std::move(token), id);
    }
}

int64_t Description::find(const std::string& token) const
{
    const auto found = m_ids.find(token);
    return found == m_ids.end() ? -1 : found->second;
}

void Description::add(AddedToken token)
{
    if (token.id < 0 && find(token.content) >= 0)
        token.id = find(token.content);
    else if (token.id == -1)
        token.id = m_next;
    if (token.id < 0 || token.id > Vocabulary::kMaxId)
        throw badInput("added token '{}' has the id {}; wanted 0 to {}", token.content, token.id,
                       Vocabulary::kMaxId);
    m_ids[token.content] = token.id;
    m_next = std::max(m_next, token.id + 1);
    json& list = m_root["added_tokens"];
    if (std::any_of(list.begin(), list.end(),
                    [&](const json& known) { return known["content"] == token.content; }))
        return;
    list.push_back({{"id", token.id},
                    {"content", token.content},
                    {"single_word", token.singleWord},
                    {"lstrip", token.lstrip},
                    {"rstrip", token.rstrip},
                    {"normalized", token.normalized},
                    {"special", token.special}});
}

void Description::surround(const std::vector<FolderSettings::Special>& before,
                           const std::vector<FolderSettings::Special>& after,
                           const std::string& place)
{
    json single = json::array(), tokens = json::object();
    const auto append = [&](const FolderSettings::Special& special) {
        const std::string& content = special.token.content;
        const int64_t id = find(content);
        if (id < 0)
            throw badInput("{}: the {} '{}' is missing", place, special.key, content);
        single.push_back({{"SpecialToken", {{"id", content}, {"type_id", 0}}}});
        tokens[content] = {{"id", content}, {"ids", {id}}, {"tokens", {content}}};
    };
    for (const auto& special : before)
        append(special);
    single.push_back({{"Sequence", {{"id", "A"}, {"type_id", 0}}}});
    for (const auto& special : after)
        append(special);
    json pair = single;
    pair.push_back({{"Sequence", {{"id", "B"}, {"type_id", 1}}}});
    m_root["post_processor"] = {{"type", "TemplateProcessing"},
                                {"single", single},
                                {"pair", pair},
                                {"special_tokens", tokens}};
}

void Description::setPadding(const std::string& token)
{
    if (const int64_t id = find(token); id >= 0)
        m_root["padding"] = {{"strategy", "BatchLongest"},
                             {"direction", "Right"},
                             {"pad_to_multiple_of", nullptr},
                             {"pad_id", id},
                             {"pad_type_id", 0},
                             {"pad_token", token}};
}

FolderSettings::Special named(const std::vector<FolderSettings::Special>& specials,
                              std::string_view key)
{
    for (const auto& special : specials)
        if (special.key == key)
            return special;
    return {std::string(key), {}};
}

json sequence(const char* list, json steps)
{
    return {{"type", "Sequence"}, {list, std::move(steps)}};
}

} // namespace lathe::text
