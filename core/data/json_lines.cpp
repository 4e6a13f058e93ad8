#include "core/data/table.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace lathe::data {

namespace {

// A string as it is; numbers and truth values as they would be written.
std::string scalar(const nlohmann::json& value, const std::string& place, std::string_view column)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_number() || value.is_boolean())
        return value.dump();
    throw badInput("{}: '{}' holds {}; wanted text", place, column, value.type_name());
}

Cell toCell(const nlohmann::json& value, const std::string& place, std::string_view column)
{
    if (value.is_null())
        return {};
    if (!value.is_array())
        return {Cell::Kind::Text, scalar(value, place, column), {}};
    Cell cell{Cell::Kind::List, {}, {}};
    for (const auto& item : value)
        cell.items.push_back(scalar(item, place, column));
    return cell;
}

} // namespace

Table readJsonLines(const std::filesystem::path& file, std::string_view content,
                    const std::vector<std::string>& wanted, std::vector<BadRow>* bad)
{
    Table table;
    std::unordered_set<std::string> known;
    for (size_t line = 1; !content.empty(); ++line) {
        const std::string_view text = content.substr(0, content.find('\n'));
        content.remove_prefix(std::min(content.size(), text.size() + 1));
        if (text.find_first_not_of(" \t\r") == text.npos)
            continue;
        const std::string place = at(file, line);
        const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
        if (bad && !json.is_object()) {
            bad->push_back({line, json.is_discarded() ? "not valid JSON" : "no JSON object"});
            continue;
        }
        if (json.is_discarded())
            throw Error(ErrorKind::BadInput, fmt::format("{}: not valid JSON", place),
                        "Every line must be one JSON object");
        if (!json.is_object())
            throw Error(ErrorKind::BadInput,
                        fmt::format("{}: wanted a JSON object, found {}", place, json.type_name()),
                        R"(Write {"text": ..., "label": ...} on each line)");
        for (const auto& [key, value] : json.items())
            if (known.insert(key).second)
                table.columns.push_back(key);
        Row& row = table.rows.emplace_back();
        row.line = line;
        for (const std::string& name : wanted) {
            const auto found = json.find(name);
            row.cells.push_back(found == json.end() ? Cell{} : toCell(*found, place, name));
        }
    }
    return table;
}

} // namespace lathe::data
