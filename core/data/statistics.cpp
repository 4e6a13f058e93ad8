#include "core/data/statistics.h"

#include "core/base/task.h"

#include <algorithm>
#include <unordered_map>

namespace lathe::data {

namespace {

bool isBlank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

bool isWordByte(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const Example& at(const DataSet& data, const Place& place)
{
    return rowsOf(data, place.split)[size_t(place.row)];
}

void findRepeats(const DataSet& data, Statistics& found, const Task& task)
{
    std::unordered_map<std::string_view, Place> exact;
    std::unordered_map<std::string, Place> alike;
    for (const Split split : kSplits) {
        const std::vector<Example>& rows = rowsOf(data, split);
        for (size_t i = 0; i < rows.size(); ++i) {
            if (i % 1024 == 0)
                task.checkpoint();
            const std::string& text = rows[i].text;
            const Place place{split, int(i)};
            if (isBlank(text)) {
                found.emptyRows[size_t(split)].push_back(int(i));
                continue;
            }
            const auto [same, isNew] = exact.emplace(text, place);
            std::string key = alikeKey(text);
            const bool hasKey = !key.empty(); // nothing but punctuation is alike to nothing
            const auto near = hasKey ? alike.emplace(std::move(key), place).first : alike.end();
            if (isNew && (near == alike.end() || near->second == place))
                continue;
            const Place first = isNew ? near->second : same->second;
            found.repeats.push_back(
                {first, place, !isNew, at(data, first).labels == rows[i].labels});
        }
    }
}

void countLabels(const DataSet& data, Statistics& found)
{
    for (const Split split : kSplits) {
        std::vector<int>& counts = found.rowsPerLabel[size_t(split)];
        counts.assign(data.labels.names.size(), 0);
        for (const Example& row : rowsOf(data, split))
            for (const int label : row.labels)
                ++counts[size_t(label)];
    }
    int most = 0, least = 0;
    const std::vector<int>& train = found.rowsPerLabel[size_t(Split::Train)];
    for (size_t label = 0; label < train.size(); ++label) {
        if (train[label] > 0 && train[label] < kRareRows)
            found.rareLabels.push_back(int(label));
        most = std::max(most, train[label]);
        if (train[label] > 0)
            least = least == 0 ? train[label] : std::min(least, train[label]);
    }
    if (least > 0)
        found.imbalance = double(most) / least;
}

} // namespace

const std::vector<Example>& rowsOf(const DataSet& data, Split split)
{
    return split == Split::Train        ? data.train
           : split == Split::Validation ? data.validation
                                        : data.test;
}

Statistics statisticsOf(const DataSet& data, const std::stop_token& stop)
{
    Statistics found;
    countLabels(data, found);
    findRepeats(data, found, Task(stop));
    return found;
}

std::string alikeKey(std::string_view text)
{
    std::string key;
    bool gap = false;
    for (const char c : text) {
        if (!isWordByte(static_cast<unsigned char>(c))) {
            gap = !key.empty();
            continue;
        }
        if (gap)
            key += ' ';
        gap = false;
        key += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    }
    return key;
}

int suggestedLength(std::vector<int> tokens, int longest, double share)
{
    if (tokens.empty())
        return longest;
    const auto covered = size_t(share * double(tokens.size()) + 0.999999);
    const auto place =
        tokens.begin() + std::ptrdiff_t(std::clamp<size_t>(covered, 1, tokens.size()) - 1);
    std::nth_element(tokens.begin(), place, tokens.end());
    return std::min(longest, (*place + 7) / 8 * 8);
}

} // namespace lathe::data
