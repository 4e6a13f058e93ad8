#include "widgets/session/data_summary.h"

#include "core/base/task.h"
#include "core/text/tokenizer.h"
#include "widgets/common/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace lathe::widgets {

namespace {

constexpr int kNoisyRows = 20;     // fewer training rows than this make a label's F1 noisy
constexpr int kLongestText = 8192; // tokens counted at most

QString translated(const char* text, int n = -1)
{
    return QCoreApplication::translate("DataSummary", text, nullptr, n);
}

SplitSummary count(const std::vector<data::Example>& rows, const DataSummary& of,
                   std::vector<bool>& used, const std::stop_token& stop)
{
    SplitSummary result;
    result.rowsPerLabel.assign(of.data->labels.names.size(), 0);
    const Task task(stop);
    for (const data::Example& row : rows) {
        task.checkpoint();
        for (const int label : row.labels)
            ++result.rowsPerLabel[size_t(label)];
        if (!of.tokenizer)
            continue;
        const text::Encoding encoding = of.tokenizer->encode(row.text, kLongestText);
        result.tokens.push_back(int(encoding.ids.size()));
        for (const int32_t id : encoding.ids)
            if (id >= 0 && size_t(id) < used.size())
                used[size_t(id)] = true;
    }
    return result;
}

size_t rowsInTwoSplits(const data::DataSet& data)
{
    std::unordered_set<std::string_view> train;
    for (const auto& row : data.train)
        train.insert(row.text);
    size_t shared = 0;
    for (const auto* rows : {&data.validation, &data.test})
        for (const auto& row : *rows)
            shared += train.count(row.text);
    return shared;
}

std::vector<Note> notesOn(const DataSummary& summary)
{
    std::vector<Note> notes;
    const data::DataSet& data = *summary.data;
    const auto& perLabel = summary.train.rowsPerLabel;
    const auto rare =
        std::count_if(perLabel.begin(), perLabel.end(), [](int n) { return n < kNoisyRows; });
    if (rare > 0) {
        const auto rarest = size_t(summary.labelOrder.back());
        notes.push_back({Tone::Warning, translated("%1 of %2 labels have fewer than %3 training "
                                                   "rows: their F1 will be noisy (%4 has %5)")
                                            .arg(rare)
                                            .arg(perLabel.size())
                                            .arg(kNoisyRows)
                                            .arg(QString::fromStdString(data.labels.names[rarest]))
                                            .arg(perLabel[rarest])});
    }
    const size_t shared = rowsInTwoSplits(data);
    if (shared > 0)
        notes.push_back(
            {Tone::Warning, translated("%1 validation or test texts also occur in training: scores "
                                       "will look better than they are")
                                .arg(formatCount(int64_t(shared)))});
    else
        notes.push_back(
            {Tone::Good,
             translated("No training text occurs in validation or test; no unknown labels")});
    if (summary.tokenizer) {
        const size_t all = data.train.size() + data.validation.size() + data.test.size();
        const double share = 100.0 * double(summary.truncated) / double(std::max<size_t>(1, all));
        if (summary.truncated == 0)
            notes.push_back(
                {Tone::Good, translated("Every text fits into %1 tokens (the longest has %2)")
                                 .arg(summary.maxLength)
                                 .arg(summary.longestTokens)});
        else
            notes.push_back(
                {share > 2 ? Tone::Warning : Tone::Good,
                 translated("%1 % of the texts are longer than %2 tokens and will be truncated")
                     .arg(share, 0, 'f', 1)
                     .arg(summary.maxLength)});
    }
    for (const std::string& note : data.notes)
        notes.push_back({Tone::Neutral, QString::fromStdString(note)});
    return notes;
}

} // namespace

const std::vector<data::Example>& rowsOf(const data::DataSet& data, Split split)
{
    return split == Split::Train        ? data.train
           : split == Split::Validation ? data.validation
                                        : data.test;
}

const SplitSummary& DataSummary::of(Split split) const
{
    return split == Split::Train ? train : split == Split::Validation ? validation : test;
}

DataSummary summarize(std::shared_ptr<const data::DataSet> data,
                      std::shared_ptr<const text::Tokenizer> tokenizer, int maxLength,
                      const std::stop_token& stop)
{
    DataSummary result;
    result.data = std::move(data);
    result.tokenizer = std::move(tokenizer);
    result.maxLength = maxLength;
    std::vector<bool> used(result.tokenizer ? size_t(result.tokenizer->vocabularySize()) : 0);
    result.train = count(result.data->train, result, used, stop);
    result.validation = count(result.data->validation, result, used, stop);
    result.test = count(result.data->test, result, used, stop);
    result.usedVocabulary = size_t(std::count(used.begin(), used.end(), true));
    for (const auto* split : {&result.train, &result.validation, &result.test}) {
        for (const int tokens : split->tokens) {
            result.longestTokens = std::max(result.longestTokens, tokens);
            result.truncated += tokens > maxLength;
        }
    }
    if (!result.train.tokens.empty())
        result.meanTokens =
            std::accumulate(result.train.tokens.begin(), result.train.tokens.end(), 0.0) /
            double(result.train.tokens.size());
    result.labelOrder.resize(result.data->labels.names.size());
    std::iota(result.labelOrder.begin(), result.labelOrder.end(), 0);
    const auto& perLabel = result.train.rowsPerLabel;
    std::stable_sort(result.labelOrder.begin(), result.labelOrder.end(),
                     [&](int a, int b) { return perLabel[size_t(a)] > perLabel[size_t(b)]; });
    result.notes = notesOn(result);
    return result;
}

} // namespace lathe::widgets
