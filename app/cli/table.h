#pragma once

#include <string>
#include <vector>

namespace lathe::cli {

// Columns of text, aligned and padded by what a terminal shows: one cell per code point, which is
// right for the characters that labels of this program hold.
class Table {
public:
    enum class Align { Left, Right };
    struct Column {
        std::string title;
        Align align = Align::Right;
    };
    explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}

    void add(std::vector<std::string> cells) { m_rows.push_back(std::move(cells)); }
    [[nodiscard]] std::string text() const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace lathe::cli
