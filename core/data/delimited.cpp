#include "core/data/table.h"

#include <algorithm>

namespace lathe::data {

namespace fs = std::filesystem;

namespace {

// Takes one row after the other from the content. TSV has no quoting; CSV is RFC 4180, with \n or
// \r\n and with quotes inside unquoted fields taken as they are.
class FieldReader {
public:
    FieldReader(const fs::path& file, std::string_view content, bool csv, char separator)
        : m_file(file), m_rest(content), m_csv(csv), m_separator(separator)
    {
    }

    // False at the end. `line` is where the row starts.
    bool next(std::vector<std::string>& fields, size_t& line)
    {
        while (takeLineEnd()) {
        }
        line = m_line;
        if (m_rest.empty())
            return false;
        size_t count = 0;
        do {
            if (count == fields.size())
                fields.emplace_back();
            takeField(fields[count++]);
        } while (takeSeparator());
        fields.resize(count);
        if (!m_rest.empty() && !takeLineEnd())
            throw Error(ErrorKind::BadInput,
                        fmt::format("{}: text after a closing quote", at(m_file, m_line)),
                        "Double every quote inside a quoted field");
        return true;
    }

private:
    bool takeSeparator()
    {
        if (m_rest.empty() || m_rest.front() != m_separator)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    bool takeLineEnd()
    {
        const bool lastReturn = m_rest == "\r";
        const size_t length = m_rest.starts_with("\r\n")               ? 2
                              : m_rest.starts_with('\n') || lastReturn ? 1
                                                                       : 0;
        m_rest.remove_prefix(length);
        m_line += length > 0;
        return length > 0;
    }

    void takeField(std::string& field)
    {
        if (m_csv && m_rest.starts_with('"'))
            return takeQuoted(field);
        size_t end = 0;
        while (end < m_rest.size() && m_rest[end] != m_separator && m_rest[end] != '\n')
            ++end;
        const bool lineEnds = end == m_rest.size() || m_rest[end] == '\n';
        if (lineEnds && end > 0 && m_rest[end - 1] == '\r')
            --end;
        field.assign(m_rest.substr(0, end));
        m_rest.remove_prefix(end);
    }

    void takeQuoted(std::string& field)
    {
        const size_t began = m_line;
        field.clear();
        m_rest.remove_prefix(1);
        while (true) {
            const size_t quote = m_rest.find('"');
            if (quote == m_rest.npos)
                throw Error(
                    ErrorKind::BadInput,
                    fmt::format("{}: a quote that opens here is never closed", at(m_file, began)),
                    "Close it, and double every quote inside a quoted field");
            const std::string_view piece = m_rest.substr(0, quote);
            m_line += static_cast<size_t>(std::count(piece.begin(), piece.end(), '\n'));
            field += piece;
            m_rest.remove_prefix(quote + 1);
            if (!m_rest.starts_with('"'))
                return;
            field += '"';
            m_rest.remove_prefix(1);
        }
    }

    const fs::path& m_file;
    std::string_view m_rest;
    bool m_csv;
    char m_separator;
    size_t m_line = 1;
};

// What spreadsheets of other countries put in the place of a comma.
char separatorOf(std::string_view content, bool csv)
{
    if (!csv)
        return '\t';
    const std::string_view head = content.substr(0, content.find('\n'));
    char best = ',';
    std::ptrdiff_t most = 0;
    if (head.find(',') == head.npos)
        for (const char separator : {';', '\t', '|'})
            if (const auto n = std::count(head.begin(), head.end(), separator); n > most) {
                most = n;
                best = separator;
            }
    return best;
}

} // namespace

Table readDelimited(const fs::path& file, std::string_view content, bool csv,
                    const std::vector<std::string>& wanted, std::vector<BadRow>* bad)
{
    Table table;
    table.separator = separatorOf(content, csv);
    FieldReader reader(file, content, csv, table.separator);
    size_t line = 0;
    (void)reader.next(table.columns, line);
    for (size_t i = 0; i < table.columns.size(); ++i)
        if (std::find(table.columns.begin(), table.columns.begin() + std::ptrdiff_t(i),
                      table.columns[i]) != table.columns.begin() + std::ptrdiff_t(i))
            throw Error(ErrorKind::BadInput,
                        fmt::format("{}: the column {} occurs twice", at(file, line),
                                    listed({table.columns[i]})),
                        "The first line must name the columns");

    std::vector<size_t> places; // of the wanted columns; past the end when absent
    for (const std::string& name : wanted)
        places.push_back(static_cast<size_t>(
            std::find(table.columns.begin(), table.columns.end(), name) - table.columns.begin()));

    std::vector<std::string> fields;
    while (reader.next(fields, line)) {
        if (bad && fields.size() != table.columns.size()) {
            bad->push_back({line, fmt::format("{} fields where the header has {}", fields.size(),
                                              table.columns.size())});
            continue;
        }
        if (fields.size() != table.columns.size())
            throw Error(
                ErrorKind::BadInput,
                fmt::format("{}: wanted {} fields, as in the header, found {}", at(file, line),
                            table.columns.size(), fields.size()),
                csv ? "Put texts with commas in double quotes"
                    : "A tab inside a text must become a space; quotes have no meaning in .tsv");
        Row& row = table.rows.emplace_back();
        row.line = line;
        row.cells.resize(wanted.size());
        for (size_t i = 0; i < wanted.size(); ++i)
            if (places[i] < fields.size()) {
                row.cells[i].kind = Cell::Kind::Text;
                row.cells[i].text = fields[places[i]];
            }
    }
    return table;
}

} // namespace lathe::data
