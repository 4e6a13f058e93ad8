#include "widgets/session/data_summary.h"

#include "core/base/task.h"
#include "core/text/tokenizer.h"
#include "core/text/used_vocabulary.h"
#include "widgets/common/format.h"
#include "widgets/theme/said.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace lathe::widgets {

namespace {

constexpr int kLongestText = 8192;    // tokens counted at most
constexpr double kImbalanced = 20;    // times as many rows
constexpr size_t kProgressRows = 500; // between two words on progress

QString translated(const char* text, int n = -1)
{
    return QCoreApplication::translate("DataSummary", text, nullptr, n);
}

struct Count {
    const DataSummary& of;
    const text::Tokenizer* tokenizer;
    int32_t unknownId;
    std::stop_token stop;
    const SummaryProgress& progress;
    size_t allRows, done = 0;
    std::vector<bool> used, usedInTraining;

    SplitSummary operator()(Split split)
    {
        SplitSummary result;
        const auto& rows = of.rows(split);
        result.rowsPerLabel = of.statistics->rowsPerLabel[size_t(split)];
        result.repeated.assign(rows.size(), false);
        const Task task(stop);
        for (size_t i = 0; tokenizer && i < rows.size(); ++i) {
            task.checkpoint();
            if (progress && done++ % kProgressRows == 0)
                progress(translated("Counting tokens"), double(done) / double(allRows));
            const text::Encoding encoding = tokenizer->encode(rows[i].text, kLongestText);
            result.tokens.push_back(int(encoding.ids.size()));
            result.unknown.push_back(
                int(std::count(encoding.ids.begin(), encoding.ids.end(), unknownId)));
            for (const int32_t id : encoding.ids)
                if (id >= 0 && size_t(id) < used.size()) {
                    used[size_t(id)] = true;
                    if (split == Split::Train)
                        usedInTraining[size_t(id)] = true;
                }
        }
        return result;
    }
};

// What the reader of the files says of repeats is said here with more detail.
bool isRestated(const std::string& note)
{
    return note.find("repeat an earlier text") != note.npos ||
           note.find("that is also in train") != note.npos ||
           note.find("training rows: ") != note.npos;
}

QString nameOf(const data::DataSet& data, int label)
{
    return QString::fromStdString(data.labels.names[size_t(label)]);
}

void noteLabels(const DataSummary& summary, std::vector<Note>& notes)
{
    const data::DataSet& data = *summary.data;
    const auto& perLabel = summary.train.rowsPerLabel;
    const auto rare = std::count_if(perLabel.begin(), perLabel.end(),
                                    [](int n) { return n < data::kRareRows; });
    if (rare > 0) {
        const int rarest = summary.labelOrder.back();
        notes.push_back({Tone::Warning, translated("%1 of %2 labels have fewer than %3 training "
                                                   "rows: their F1 will be noisy (%4 has %5)")
                                            .arg(rare)
                                            .arg(perLabel.size())
                                            .arg(data::kRareRows)
                                            .arg(nameOf(data, rarest))
                                            .arg(perLabel[size_t(rarest)])});
    }
    if (summary.statistics->imbalance >= kImbalanced)
        notes.push_back({Tone::Warning,
                         translated("Labels are out of balance: %1 has %2 times as many training "
                                    "rows as the rarest; look at macro F1, not at accuracy")
                             .arg(nameOf(data, summary.labelOrder.front()))
                             .arg(saidNumber(summary.statistics->imbalance, 0))});
}

void noteRepeats(const DataSummary& summary, std::vector<Note>& notes)
{
    int64_t exact = 0, alike = 0, within = 0, contradicting = 0;
    for (const data::Repeat& repeat : summary.statistics->repeats) {
        exact += repeat.leaks() && repeat.exact;
        alike += repeat.leaks() && !repeat.exact;
        within += !repeat.leaks();
        contradicting += !repeat.sameLabels;
    }
    if (exact > 0)
        notes.push_back(
            {Tone::Warning, translated("%1 texts of validation or test also occur in another "
                                       "split: scores will look better than they are")
                                .arg(formatCount(exact))});
    else
        notes.push_back(
            {Tone::Good,
             translated("No training text occurs in validation or test; no unknown labels")});
    if (alike > 0)
        notes.push_back({Tone::Warning,
                         translated("%1 more differ from a text of another split only in case, "
                                    "punctuation or spaces")
                             .arg(formatCount(alike))});
    if (within > 0)
        notes.push_back({contradicting > 0 ? Tone::Warning : Tone::Neutral,
                         translated("%1 texts repeat one of their own split; %2 repeats have other "
                                    "labels than the text before")
                             .arg(formatCount(within), formatCount(contradicting))});
}

void noteLengths(const DataSummary& summary, std::vector<Note>& notes)
{
    if (!summary.tokenizer)
        return;
    const data::DataSet& data = *summary.data;
    const size_t all = data.train.size() + data.validation.size() + data.test.size();
    const double share = 100.0 * double(summary.truncated) / double(std::max<size_t>(1, all));
    if (summary.truncated == 0)
        notes.push_back({Tone::Good, translated("Every text fits into %1 tokens (the longest has %2)")
                                         .arg(summary.maxLength)
                                         .arg(summary.longestTokens)});
    else
        notes.push_back(
            {share > 2 ? Tone::Warning : Tone::Good,
             translated("%1 % of the texts are longer than %2 tokens and will be truncated")
                 .arg(saidNumber(share, 1))
                 .arg(summary.maxLength)});
    if (summary.withUnknown > 0)
        notes.push_back({Tone::Neutral, translated("%1 texts hold a token that the vocabulary lacks")
                                            .arg(formatCount(int64_t(summary.withUnknown)))});
}

} // namespace

const SplitSummary& DataSummary::of(Split split) const
{
    return split == Split::Train ? train : split == Split::Validation ? validation : test;
}

DataSummary summarize(std::shared_ptr<const data::DataSet> data,
                      std::shared_ptr<const text::Tokenizer> tokenizer, int maxLength,
                      const std::stop_token& stop, const SummaryProgress& progress,
                      std::shared_ptr<const data::Statistics> known)
{
    DataSummary result;
    result.data = std::move(data);
    result.tokenizer = std::move(tokenizer);
    result.maxLength = maxLength;
    if (!known) {
        if (progress)
            progress(translated("Looking for repeated texts"), -1);
        known = std::make_shared<const data::Statistics>(data::statisticsOf(*result.data, stop));
    }
    result.statistics = std::move(known);
    const size_t entries = result.tokenizer ? size_t(result.tokenizer->vocabularySize()) : 0;
    Count count{result,
                result.tokenizer.get(),
                result.tokenizer ? text::unknownId(*result.tokenizer) : -1,
                stop,
                progress,
                result.data->train.size() + result.data->validation.size() +
                    result.data->test.size(),
                0,
                std::vector<bool>(entries),
                std::vector<bool>(entries)};
    result.train = count(Split::Train);
    result.validation = count(Split::Validation);
    result.test = count(Split::Test);
    result.usedVocabulary = size_t(std::count(count.used.begin(), count.used.end(), true));
    if (result.tokenizer)
        result.keptVocabulary = text::keptVocabulary(*result.tokenizer, count.usedInTraining).size();
    for (auto* split : {&result.train, &result.validation, &result.test}) {
        for (const int tokens : split->tokens) {
            result.longestTokens = std::max(result.longestTokens, tokens);
            result.truncated += tokens > maxLength;
        }
        result.withUnknown += size_t(
            std::count_if(split->unknown.begin(), split->unknown.end(), [](int n) { return n > 0; }));
    }
    for (const data::Repeat& repeat : result.statistics->repeats) {
        SplitSummary* const splits[] = {&result.train, &result.validation, &result.test};
        splits[size_t(repeat.second.split)]->repeated[size_t(repeat.second.row)] = true;
    }
    if (!result.train.tokens.empty()) {
        result.meanTokens =
            std::accumulate(result.train.tokens.begin(), result.train.tokens.end(), 0.0) /
            double(result.train.tokens.size());
        result.suggestedLength = data::suggestedLength(result.train.tokens, kLongestText);
    }
    result.labelOrder.resize(result.data->labels.names.size());
    std::iota(result.labelOrder.begin(), result.labelOrder.end(), 0);
    const auto& perLabel = result.train.rowsPerLabel;
    std::stable_sort(result.labelOrder.begin(), result.labelOrder.end(),
                     [&](int a, int b) { return perLabel[size_t(a)] > perLabel[size_t(b)]; });
    noteLabels(result, result.notes);
    noteRepeats(result, result.notes);
    noteLengths(result, result.notes);
    for (const std::string& note : result.data->notes)
        if (!isRestated(note))
            result.notes.push_back({Tone::Neutral, QString::fromStdString(note)});
    return result;
}

} // namespace lathe::widgets
