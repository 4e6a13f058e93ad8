#pragma once

#include "core/recipe/stage_info.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace lathe::recipe {

// One JSON object read key by key. Remembers where it is, so that every Error names the full path
// of the key ("nodes[2].params.sparsity").
class JsonReader {
public:
    // Throws Error unless `json` is an object with no other keys than those.
    JsonReader(const nlohmann::json& json, std::string path,
               const std::vector<std::string>& knownKeys);

    // Null when the key is absent.
    [[nodiscard]] const nlohmann::json* find(const std::string& key) const;
    [[nodiscard]] const nlohmann::json& require(const std::string& key) const;
    [[nodiscard]] std::string pathOf(const std::string& key) const;

    [[nodiscard]] std::string text(const std::string& key, std::string fallback) const;
    [[nodiscard]] bool boolean(const std::string& key, bool fallback) const;
    [[nodiscard]] double number(const std::string& key, double fallback) const;
    [[nodiscard]] int integer(const std::string& key, int fallback) const;
    [[nodiscard]] uint64_t unsignedInteger(const std::string& key, uint64_t fallback) const;

private:
    const nlohmann::json& m_json;
    std::string m_path;
};

// Throws Error naming the place: "nodes: a list is wanted, found a text".
[[noreturn]] void throwWrongType(const std::string& path, std::string_view wanted,
                                 const nlohmann::json& found);

// Throws Error unless the value is a bool, number or string.
[[nodiscard]] ParamValue readValue(const nlohmann::json& json, const std::string& path);

// Throws Error for text that is not a string.
[[nodiscard]] std::string readText(const nlohmann::json& json, const std::string& path);

} // namespace lathe::recipe
