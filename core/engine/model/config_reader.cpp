#include "core/engine/model/config_reader.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <utility>
#include <vector>

namespace lathe::engine {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr uintmax_t kMaxBytes = 32u << 20;
constexpr int kMaxDepth = 64;

Error wanted(std::string_view key, std::string_view what, const json& found)
{
    return badInput("\"{}\" must be {}, found {}", key, what, shown(found));
}

[[noreturn]] void missing(std::string_view key)
{
    throw badInput("\"{}\" is missing", key);
}

// Without recursion, unlike json's own copies and output.
bool deeperThan(const json& root, int limit)
{
    std::vector<std::pair<const json*, int>> open{{&root, 1}};
    while (!open.empty()) {
        const auto [value, depth] = open.back();
        open.pop_back();
        if (depth > limit)
            return true;
        if (value->is_structured())
            for (const json& child : *value)
                open.emplace_back(&child, depth + 1);
    }
    return false;
}

} // namespace

ConfigReader::ConfigReader(const json& object) : m_object(object)
{
    if (!object.is_object())
        throw badInput("a JSON object is wanted, found {}", shown(object));
}

const json* ConfigReader::find(std::string_view key) const
{
    const auto found = m_object.find(key);
    return found == m_object.end() || found->is_null() ? nullptr : &*found;
}

int ConfigReader::integer(std::string_view key, int lowest, int highest,
                          std::optional<int> otherwise) const
{
    const json* value = find(key);
    if (!value && otherwise)
        return *otherwise;
    if (!value)
        missing(key);
    const bool fits = value->is_number_unsigned()
                          ? value->get<uint64_t>() <= static_cast<uint64_t>(highest)
                          : value->is_number_integer();
    if (!fits || value->get<int64_t>() < lowest)
        throw wanted(key, fmt::format("a whole number from {} to {}", lowest, highest), *value);
    return value->get<int>();
}

double ConfigReader::real(std::string_view key, double lowest, double highest,
                          double otherwise) const
{
    const json* value = find(key);
    if (!value)
        return otherwise;
    if (!value->is_number() || !(value->get<double>() >= lowest) ||
        !(value->get<double>() <= highest))
        throw wanted(key, fmt::format("a number from {} to {}", lowest, highest), *value);
    return value->get<double>();
}

bool ConfigReader::flag(std::string_view key, bool otherwise) const
{
    const json* value = find(key);
    if (!value)
        return otherwise;
    if (!value->is_boolean())
        throw wanted(key, "true or false", *value);
    return value->get<bool>();
}

std::string ConfigReader::text(std::string_view key, std::optional<std::string> otherwise) const
{
    const json* value = find(key);
    if (!value && otherwise)
        return *otherwise;
    if (!value)
        missing(key);
    if (!value->is_string())
        throw wanted(key, "a string", *value);
    return value->get<std::string>();
}

std::vector<double> ConfigReader::reals(std::string_view key, double lowest, double highest) const
{
    std::vector<double> values;
    const json* list = find(key);
    if (list && !list->is_array())
        throw wanted(key, "a list of numbers", *list);
    for (const json& value : list ? *list : json::array()) {
        if (!value.is_number() || !(value.get<double>() >= lowest) || !(value.get<double>() <= highest))
            throw wanted(key, fmt::format("a list of numbers from {} to {}", lowest, highest), value);
        values.push_back(value.get<double>());
    }
    return values;
}

std::vector<std::string> ConfigReader::texts(std::string_view key) const
{
    std::vector<std::string> values;
    const json* list = find(key);
    if (list && !list->is_array())
        throw wanted(key, "a list of strings", *list);
    for (const json& value : list ? *list : json::array()) {
        if (!value.is_string())
            throw wanted(key, "a list of strings", value);
        values.push_back(value.get<std::string>());
    }
    return values;
}

const json& ConfigReader::object(std::string_view key) const
{
    const json* value = find(key);
    if (!value)
        missing(key);
    if (!value->is_object())
        throw wanted(key, "an object", *value);
    return *value;
}

std::string shown(const json& value)
{
    constexpr size_t kLongest = 60;
    const std::string text = value.dump(-1, ' ', true); // ASCII, so that a cut hits no character
    return text.size() <= kLongest ? text : fmt::format("{:.{}}...", text, kLongest);
}

json readJsonObject(const fs::path& file)
{
    std::error_code code;
    if (fs::exists(file, code) && !fs::is_regular_file(file, code))
        throw badInput("{}: is not a regular file", file.string());
    if (const auto size = fs::file_size(file, code); !code && size > kMaxBytes)
        throw badInput("{}: is larger ({} bytes) than any sensible file of its kind", file.string(),
                       size);
    json object = readJson(file);
    if (!object.is_object())
        throw badInput("{}: must hold a JSON object", file.string());
    if (deeperThan(object, kMaxDepth))
        throw badInput("{}: is nested deeper than {} levels", file.string(), kMaxDepth);
    return object;
}

} // namespace lathe::engine
