#include "core/data/notes.h"

#include "core/data/table.h"

#include <algorithm>
#include <unordered_map>

namespace lathe::data {

namespace {

constexpr int kFewRows = 5;

struct Split {
    const char* name;
    const std::vector<Example>& rows;
};

std::string rowsOf(size_t count, size_t all, const Split& split)
{
    return fmt::format("{} of {} {} rows", count, all, split.name);
}

void noteTexts(DataSet& set)
{
    std::unordered_map<std::string_view, const Example*> known;
    size_t repeated = 0, contradicting = 0;
    for (const Example& row : set.train) {
        const auto [place, isNew] = known.emplace(row.text, &row);
        repeated += !isNew;
        contradicting += !isNew && place->second->labels != row.labels;
    }
    if (repeated > 0)
        set.notes.push_back(fmt::format("{} repeat an earlier text, {} of them with other labels",
                                        rowsOf(repeated, set.train.size(), {"training", set.train}),
                                        contradicting));
    for (const Split& split : {Split{"validation", set.validation}, Split{"test", set.test}}) {
        const auto shared = static_cast<size_t>(
            std::count_if(split.rows.begin(), split.rows.end(),
                          [&](const Example& row) { return known.contains(row.text); }));
        if (shared > 0)
            set.notes.push_back(fmt::format(
                "{} have a text that is also in train: figures on {} look better than they are",
                rowsOf(shared, split.rows.size(), split), split.name));
    }
}

void noteEmptyRows(DataSet& set)
{
    for (const Split& split : {Split{"training", set.train}, Split{"validation", set.validation},
                               Split{"test", set.test}}) {
        const auto blank = [](const Example& row) {
            return row.text.find_first_not_of(" \t\r\n") == std::string::npos;
        };
        const auto unlabelled = [](const Example& row) { return row.labels.empty(); };
        const auto blanks = std::count_if(split.rows.begin(), split.rows.end(), blank);
        const auto none = std::count_if(split.rows.begin(), split.rows.end(), unlabelled);
        if (blanks > 0)
            set.notes.push_back(rowsOf(size_t(blanks), split.rows.size(), split) +
                                " have an empty text; they are kept");
        if (none > 0)
            set.notes.push_back(rowsOf(size_t(none), split.rows.size(), split) + " have no label");
    }
}

std::vector<int> support(const DataSet& set, const std::vector<Example>& rows)
{
    std::vector<int> counts(set.labels.names.size(), 0);
    for (const Example& row : rows)
        for (const int label : row.labels)
            ++counts[static_cast<size_t>(label)];
    return counts;
}

void noteLabels(DataSet& set)
{
    const std::vector<int> inTrain = support(set, set.train);
    const std::vector<int> inTest = support(set, set.test);
    std::vector<std::string> few, untested;
    for (size_t i = 0; i < set.labels.names.size(); ++i) {
        if (inTrain[i] < kFewRows)
            few.push_back(set.labels.names[i]);
        if (inTest[i] == 0)
            untested.push_back(set.labels.names[i]);
    }
    if (!few.empty())
        set.notes.push_back(
            fmt::format("labels with fewer than {} training rows: {}", kFewRows, listed(few)));
    if (!untested.empty())
        set.notes.push_back(fmt::format(
            "labels without a test row, which count as 0 in macro F1: {}", listed(untested)));
}

} // namespace

void addNotes(DataSet& set)
{
    noteTexts(set);
    noteEmptyRows(set);
    noteLabels(set);
}

} // namespace lathe::data
