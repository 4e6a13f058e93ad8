#include "core/data/labels.h"

#include <algorithm>

namespace lathe::data {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr const char* kSpace = " \t\r\n";
    const size_t begin = text.find_first_not_of(kSpace);
    return begin == text.npos ? std::string_view()
                              : text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

void add(std::vector<std::string>& names, std::string_view text)
{
    text = trimmed(text);
    if (!text.empty())
        names.emplace_back(text);
}

void makeUnique(std::vector<std::string>& names)
{
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
}

} // namespace

std::string_view toString(TaskKind kind)
{
    return kind == TaskKind::Multiclass ? "multiclass" : "multilabel";
}

std::optional<int> LabelSet::indexOf(std::string_view name) const
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<int>(found - names.begin()));
}

std::vector<std::string> labelNames(const Cell& cell, TaskKind kind, std::string_view separator,
                                    const std::string& place)
{
    std::vector<std::string> names;
    if (cell.kind == Cell::Kind::List) {
        for (const std::string& item : cell.items)
            add(names, item);
        makeUnique(names);
        if (kind == TaskKind::Multiclass && names.size() > 1)
            throw Error(
                ErrorKind::BadInput,
                fmt::format("{}: {} labels where a multiclass row has one", place, names.size()),
                "Read the data as multilabel");
    } else if (kind == TaskKind::Multiclass) {
        add(names, cell.text);
    } else {
        std::string_view rest = cell.text;
        for (size_t end = rest.find(separator); end != rest.npos; end = rest.find(separator)) {
            add(names, rest.substr(0, end));
            rest.remove_prefix(end + separator.size());
        }
        add(names, rest);
        makeUnique(names);
    }
    return names;
}

LabelIndex::LabelIndex(const LabelSet& labels)
{
    for (size_t i = 0; i < labels.names.size(); ++i)
        m_index.emplace(labels.names[i], static_cast<int>(i));
}

std::optional<int> LabelIndex::find(const std::string& name) const
{
    const auto found = m_index.find(name);
    return found == m_index.end() ? std::nullopt : std::optional(found->second);
}

} // namespace lathe::data
