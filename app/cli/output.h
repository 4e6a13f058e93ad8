#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace lathe::cli {

// Results go to stdout. Throws Error when it cannot take them (a full disk, a closed pipe).
void print(std::string_view text);
void printJson(const nlohmann::json& value);

// JSON on one line; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string oneLine(const nlohmann::json& value);

} // namespace lathe::cli
