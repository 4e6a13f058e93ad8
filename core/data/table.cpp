#include "core/data/table.h"

#include "core/base/files.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace lathe::data {

namespace fs = std::filesystem;

namespace {

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return char(std::tolower(c)); });
    return lower;
}

size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t(0));
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = std::exchange(row[0], i + 1);
        for (size_t k = 0; k < b.size(); ++k) {
            const size_t changed = diagonal + (a[i] != b[k]);
            diagonal = row[k + 1];
            row[k + 1] = std::min({changed, diagonal + 1, row[k] + 1});
        }
    }
    return row.back();
}

void checkText(const fs::path& file, std::string_view content)
{
    const auto lineOf = [&](size_t offset) {
        return 1 + static_cast<size_t>(
                       std::count(content.begin(), content.begin() + std::ptrdiff_t(offset), '\n'));
    };
    if (content.starts_with("\xff\xfe") || content.starts_with("\xfe\xff"))
        throw Error(ErrorKind::BadInput, fmt::format("{}: is UTF-16", file.string()),
                    "Save it as UTF-8");
    if (const size_t nul = content.find('\0'); nul != content.npos)
        throw Error(
            ErrorKind::BadInput,
            fmt::format("{}: holds a zero byte; this is not a text file", at(file, lineOf(nul))),
            "Choose a .tsv, .csv or .jsonl file");
    if (const size_t bad = text::firstInvalidUtf8(content); bad != content.npos)
        throw Error(ErrorKind::BadInput, fmt::format("{}: not valid UTF-8", at(file, lineOf(bad))),
                    "Save the file as UTF-8");
}

} // namespace

bool Table::has(std::string_view column) const
{
    return std::find(columns.begin(), columns.end(), column) != columns.end();
}

Table readTable(const fs::path& file, const std::vector<std::string>& wanted,
                std::vector<BadRow>* bad)
{
    const std::string extension = lowered(file.extension().string());
    const bool json = extension == ".jsonl" || extension == ".ndjson";
    if (!json && extension != ".tsv" && extension != ".csv")
        throw Error(
            ErrorKind::Unsupported,
            fmt::format("{}: data files end in .tsv, .csv, .jsonl or .ndjson, this one in '{}'",
                        file.string(), extension),
            "Save the data in one of these formats");
    const std::string bytes = readFile(file);
    std::string_view content = bytes;
    if (content.starts_with("\xef\xbb\xbf"))
        content.remove_prefix(3);
    checkText(file, content);
    if (content.find_first_not_of(" \t\r\n") == content.npos)
        throw badInput("{}: is empty", file.string());
    return json ? readJsonLines(file, content, wanted, bad)
                : readDelimited(file, content, extension == ".csv", wanted, bad);
}

std::string at(const fs::path& file, size_t line)
{
    return fmt::format("{}, line {}", file.string(), line);
}

std::string_view closest(std::string_view name, const std::vector<std::string>& names)
{
    const std::string wanted = lowered(name);
    std::string_view best;
    size_t distance = std::min<size_t>(2, wanted.size() / 2) + 1;
    for (const std::string& candidate : names) {
        if (candidate.size() > wanted.size() + 2 || wanted.size() > candidate.size() + 2)
            continue;
        if (const size_t d = editDistance(wanted, lowered(candidate)); d < distance) {
            distance = d;
            best = candidate;
        }
    }
    return best;
}

std::string listed(const std::vector<std::string>& names, size_t most)
{
    std::string text;
    for (size_t i = 0; i < std::min(most, names.size()); ++i) {
        std::string_view name = names[i];
        size_t cut = std::min<size_t>(name.size(), 40);
        while (cut < name.size() && (static_cast<unsigned char>(name[cut]) & 0xc0) == 0x80)
            --cut;
        text += fmt::format("{}'{}{}'", i ? ", " : "", name.substr(0, cut),
                            cut < name.size() ? "…" : "");
    }
    if (names.size() > most)
        text += fmt::format(" and {} more", names.size() - most);
    return text;
}

} // namespace lathe::data
