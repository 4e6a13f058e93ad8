#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace lathe::text {

// readJson, which lets pass that the parser throws another exception for a number beyond any
// double.
[[nodiscard]] nlohmann::json readJsonFile(const std::filesystem::path& file);

// A JSON value that knows where it stands, so that every complaint names file and key.
class JsonNode {
public:
    JsonNode(const nlohmann::json& value, std::string place)
        : m_value(value), m_place(std::move(place))
    {
    }

    [[nodiscard]] const nlohmann::json& value() const { return m_value; }
    [[nodiscard]] bool isNull() const { return m_value.is_null(); }
    [[nodiscard]] const std::string& place() const { return m_place; }

    [[nodiscard]] bool has(std::string_view key) const;    // present and not null
    [[nodiscard]] JsonNode at(std::string_view key) const; // throws when missing
    [[nodiscard]] JsonNode item(size_t index) const;

    // Throw when the value has another type.
    [[nodiscard]] const nlohmann::json& object() const;
    [[nodiscard]] const nlohmann::json& array() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] int64_t integer() const;
    [[nodiscard]] bool flag() const;

    // The member when there is one, otherwise the fallback.
    [[nodiscard]] bool flag(std::string_view key, bool fallback) const;
    [[nodiscard]] std::string text(std::string_view key, std::string_view fallback) const;

    [[nodiscard]] Error unsupported(std::string_view wanted, std::string_view found) const;

private:
    [[nodiscard]] Error wrongType(std::string_view wanted) const;

    const nlohmann::json& m_value;
    std::string m_place; // "tokenizer.json: model.vocab"
};

} // namespace lathe::text
