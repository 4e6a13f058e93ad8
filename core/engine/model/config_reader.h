#pragma once

#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::engine {

// Takes checked values out of a JSON object that somebody else wrote. Every function throws Error
// naming the key, what was wanted and what was found; the caller adds the file's name with
// Error::in.
class ConfigReader {
public:
    // The object must outlive the reader.
    explicit ConfigReader(const nlohmann::json& object);

    // A null counts as missing, as it does in the files that transformers writes.
    [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }

    [[nodiscard]] int integer(std::string_view key, int lowest, int highest,
                              std::optional<int> otherwise = {}) const;
    [[nodiscard]] double real(std::string_view key, double lowest, double highest,
                              double otherwise) const;
    [[nodiscard]] bool flag(std::string_view key, bool otherwise) const;
    [[nodiscard]] std::string text(std::string_view key,
                                   std::optional<std::string> otherwise = {}) const;
    // A list; empty where the key is missing.
    [[nodiscard]] std::vector<double> reals(std::string_view key, double lowest, double highest) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    // An object that must be there.
    [[nodiscard]] const nlohmann::json& object(std::string_view key) const;

private:
    [[nodiscard]] const nlohmann::json* find(std::string_view key) const;

    const nlohmann::json& m_object;
};

// A JSON value for an error message, cut when long.
[[nodiscard]] std::string shown(const nlohmann::json& value);

// The file as a JSON object. Throws Error naming it when it is missing, no regular file, larger
// than 32 MiB, not an object, or nested so deep that copying it would exhaust the stack.
[[nodiscard]] nlohmann::json readJsonObject(const std::filesystem::path& file);

} // namespace lathe::engine
