#include "app/cli/table.h"

#include <algorithm>

namespace lathe::cli {

namespace {

size_t width(const std::string& text)
{
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

std::string padded(const std::string& text, size_t wanted, Table::Align align)
{
    const std::string space(wanted - std::min(wanted, width(text)), ' ');
    return align == Table::Align::Left ? text + space : space + text;
}

} // namespace

std::string Table::text() const
{
    std::vector<std::vector<std::string>> lines(1);
    for (const Column& column : m_columns)
        lines[0].push_back(column.title);
    lines.insert(lines.end(), m_rows.begin(), m_rows.end());
    std::string text;
    std::vector<size_t> widths(m_columns.size(), 0);
    for (const auto& line : lines)
        for (size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], width(line[i]));
    for (const auto& line : lines) {
        std::string shown;
        for (size_t i = 0; i < line.size(); ++i)
            shown += (i ? "  " : "") + padded(line[i], widths[i], m_columns[i].align);
        text += shown.substr(0, shown.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
}

} // namespace lathe::cli
