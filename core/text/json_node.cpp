#include "core/text/json_node.h"

#include "core/base/files.h"

#include <limits>

namespace lathe::text {

nlohmann::json readJsonFile(const std::filesystem::path& file)
{
    try {
        return readJson(file);
    } catch (const nlohmann::json::out_of_range&) {
        throw badInput("{}: holds a number that is out of range", file.string());
    }
}

bool JsonNode::has(std::string_view key) const
{
    const auto& members = object();
    const auto found = members.find(key);
    return found != members.end() && !found->is_null();
}

JsonNode JsonNode::at(std::string_view key) const
{
    const auto& members = object();
    const auto found = members.find(key);
    const std::string place = m_place.ends_with(':') ? fmt::format("{} {}", m_place, key)
                                                     : fmt::format("{}.{}", m_place, key);
    if (found == members.end())
        throw badInput("{} is missing", place);
    return {*found, place};
}

JsonNode JsonNode::item(size_t index) const
{
    return {array().at(index), fmt::format("{}[{}]", m_place, index)};
}

const nlohmann::json& JsonNode::object() const
{
    return m_value.is_object() ? m_value : throw wrongType("an object");
}

const nlohmann::json& JsonNode::array() const
{
    return m_value.is_array() ? m_value : throw wrongType("an array");
}

std::string JsonNode::text() const
{
    return m_value.is_string() ? m_value.get<std::string>() : throw wrongType("a string");
}

int64_t JsonNode::integer() const
{
    const bool fits = m_value.is_number_integer() &&
                      (!m_value.is_number_unsigned() ||
                       m_value.get<uint64_t>() <= uint64_t(std::numeric_limits<int64_t>::max()));
    return fits ? m_value.get<int64_t>() : throw wrongType("an integer");
}

bool JsonNode::flag() const
{
    return m_value.is_boolean() ? m_value.get<bool>() : throw wrongType("true or false");
}

bool JsonNode::flag(std::string_view key, bool fallback) const
{
    return has(key) ? at(key).flag() : fallback;
}

std::string JsonNode::text(std::string_view key, std::string_view fallback) const
{
    return has(key) ? at(key).text() : std::string(fallback);
}

Error JsonNode::unsupported(std::string_view wanted, std::string_view found) const
{
    return {ErrorKind::Unsupported,
            fmt::format("{}: '{}' is not supported; wanted {}", m_place, found, wanted),
            {}};
}

Error JsonNode::wrongType(std::string_view wanted) const
{
    return badInput("{}: wanted {}, found {}", m_place.substr(0, m_place.find_last_not_of(':') + 1),
                    wanted,
                    m_value.is_number() ? m_value.dump() : std::string(m_value.type_name()));
}

} // namespace lathe::text
