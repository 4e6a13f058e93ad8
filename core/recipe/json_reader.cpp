#include "core/recipe/json_reader.h"

#include "core/base/error.h"
#include "core/recipe/nearest.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <limits>

namespace lathe::recipe {

namespace {

std::string join(const std::string& path, const std::string& key)
{
    return path.empty() ? key : path + "." + key;
}

std::string_view describe(const nlohmann::json& json)
{
    switch (json.type()) {
    case nlohmann::json::value_t::null:
        return "null";
    case nlohmann::json::value_t::object:
        return "an object";
    case nlohmann::json::value_t::array:
        return "a list";
    case nlohmann::json::value_t::string:
        return "a text";
    case nlohmann::json::value_t::boolean:
        return "true or false";
    default:
        return "a number";
    }
}

} // namespace

void throwWrongType(const std::string& path, std::string_view wanted, const nlohmann::json& found)
{
    const bool scalar = found.is_number() || found.is_boolean();
    throw badInput("{}: {} is wanted, found {}", path.empty() ? "recipe" : path, wanted,
                   scalar ? found.dump() : std::string(describe(found)));
}

JsonReader::JsonReader(const nlohmann::json& json, std::string path,
                       const std::vector<std::string>& knownKeys)
    : m_json(json), m_path(std::move(path))
{
    if (!json.is_object())
        throwWrongType(m_path, "an object", json);
    for (const auto& [key, value] : json.items())
        if (std::find(knownKeys.begin(), knownKeys.end(), key) == knownKeys.end())
            throw Error(ErrorKind::BadInput,
                        fmt::format("{}: unknown key{}", pathOf(key), suggestion(key, knownKeys)),
                        fmt::format("Known here: {}", fmt::join(knownKeys, ", ")));
}

const nlohmann::json* JsonReader::find(const std::string& key) const
{
    const auto it = m_json.find(key);
    return it == m_json.end() ? nullptr : &*it;
}

const nlohmann::json& JsonReader::require(const std::string& key) const
{
    if (const nlohmann::json* value = find(key))
        return *value;
    throw badInput("{}: is missing", pathOf(key));
}

std::string JsonReader::pathOf(const std::string& key) const
{
    return join(m_path, key);
}

std::string JsonReader::text(const std::string& key, std::string fallback) const
{
    const nlohmann::json* value = find(key);
    return value ? readText(*value, pathOf(key)) : fallback;
}

bool JsonReader::boolean(const std::string& key, bool fallback) const
{
    const nlohmann::json* value = find(key);
    if (value && !value->is_boolean())
        throwWrongType(pathOf(key), "true or false", *value);
    return value ? value->get<bool>() : fallback;
}

double JsonReader::number(const std::string& key, double fallback) const
{
    const nlohmann::json* value = find(key);
    if (value && !value->is_number())
        throwWrongType(pathOf(key), "a number", *value);
    return value ? value->get<double>() : fallback;
}

int JsonReader::integer(const std::string& key, int fallback) const
{
    const nlohmann::json* value = find(key);
    if (!value)
        return fallback;
    constexpr auto kLimit = std::numeric_limits<int>::max();
    const bool fits = value->is_number_unsigned()
                          ? value->get<uint64_t>() <= uint64_t(kLimit)
                          : value->is_number_integer() && value->get<int64_t>() >= -kLimit;
    if (!fits)
        throwWrongType(pathOf(key), "a whole number of ordinary size", *value);
    return value->get<int>();
}

uint64_t JsonReader::unsignedInteger(const std::string& key, uint64_t fallback) const
{
    const nlohmann::json* value = find(key);
    // A document built in code holds small positive numbers as signed ones.
    const bool fits = value && (value->is_number_unsigned() ||
                                (value->is_number_integer() && value->get<int64_t>() >= 0));
    if (value && !fits)
        throwWrongType(pathOf(key), "a whole number from 0 to 2^64 - 1", *value);
    return value ? value->get<uint64_t>() : fallback;
}

std::string readText(const nlohmann::json& json, const std::string& path)
{
    if (!json.is_string())
        throwWrongType(path, "a text", json);
    return json.get<std::string>();
}

ParamValue readValue(const nlohmann::json& json, const std::string& path)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_number_unsigned() &&
        json.get<uint64_t>() > uint64_t(std::numeric_limits<int64_t>::max()))
        throwWrongType(path, "a whole number below 2^63", json);
    if (json.is_number_integer())
        return json.get<int64_t>();
    if (json.is_number_float())
        return json.get<double>();
    throwWrongType(path, "a number, a text, true or false, or a list of those", json);
}

} // namespace lathe::recipe
