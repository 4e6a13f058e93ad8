#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::data {

// One value of a data file, as it was written.
struct Cell {
    enum class Kind { Absent, Text, List } kind = Kind::Absent; // List: an array in JSONL
    std::string text;
    std::vector<std::string> items;
};

struct Row {
    size_t line = 0;         // where it starts, from 1
    std::vector<Cell> cells; // one per wanted column, Absent where the row or the file lacks it
};

struct BadRow {
    size_t line = 0;
    std::string message; // without file and line
};

struct Table {
    std::vector<std::string> columns; // all that the file has, in its order
    std::vector<Row> rows;
    char separator = 0; // between fields; 0 in JSON lines

    [[nodiscard]] bool has(std::string_view column) const;
};

// Reads the wanted columns of a .tsv, .csv, .jsonl or .ndjson file. Blank lines are skipped. Throws
// Error naming file and line for another extension, an empty or binary file, text that is not
// UTF-8, a row with more or fewer fields than the header, an unterminated quote and a line that is
// no JSON object. With `bad`, rows that are wrong go there instead, and the others are read. A .csv
// file whose first line has no comma is separated by what that line has most of: ; or tab or |.
[[nodiscard]] Table readTable(const std::filesystem::path& file,
                              const std::vector<std::string>& wanted,
                              std::vector<BadRow>* bad = nullptr);

// The readers behind it. `content` is valid UTF-8 without byte order mark.
[[nodiscard]] Table readDelimited(const std::filesystem::path& file, std::string_view content,
                                  bool csv, const std::vector<std::string>& wanted,
                                  std::vector<BadRow>* bad = nullptr);
[[nodiscard]] Table readJsonLines(const std::filesystem::path& file, std::string_view content,
                                  const std::vector<std::string>& wanted,
                                  std::vector<BadRow>* bad = nullptr);

[[nodiscard]] std::string at(const std::filesystem::path& file, size_t line); // "train.tsv, line 7"

// The name that was probably meant: equal but for case, or at most two typing mistakes away; else
// empty.
[[nodiscard]] std::string_view closest(std::string_view name,
                                       const std::vector<std::string>& names);

// "'a', 'b', 'c' and 12 more"; long names are cut.
[[nodiscard]] std::string listed(const std::vector<std::string>& names, size_t most = 8);

} // namespace lathe::data
