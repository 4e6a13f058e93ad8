#pragma once

#include "core/data/statistics.h"
#include "widgets/common/notes.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace lathe::text {
class Tokenizer;
}

namespace lathe::widgets {

using data::rowsOf;
using data::Split;

struct SplitSummary {
    std::vector<int> tokens;     // per row, special ones included; empty without a tokenizer
    std::vector<int> unknown;    // per row, tokens that the vocabulary has no entry for; likewise
    std::vector<bool> repeated;  // per row: its text is also in an earlier row
    std::vector<int> rowsPerLabel;
};

// A data set with all that the Data place shows of it, made in one go off the user interface's
// thread.
struct DataSummary {
    std::shared_ptr<const data::DataSet> data;
    std::shared_ptr<const text::Tokenizer> tokenizer; // null: no model, or it cannot be read
    std::shared_ptr<const data::Statistics> statistics;
    SplitSummary train, validation, test;
    double meanTokens = 0; // of the training split
    int longestTokens = 0; // of all splits
    size_t truncated = 0;  // rows of all splits that are longer than maxLength
    size_t withUnknown = 0; // rows of all splits with an unknown token
    int maxLength = 0;
    int suggestedLength = 0; // covers 99 % of the training texts; 0 without a tokenizer
    std::vector<int> labelOrder; // label indices, the most frequent in training first
    size_t usedVocabulary = 0;   // different ids that occur in the data
    size_t keptVocabulary = 0;   // entries that pruning by the training texts would leave
    std::vector<Note> notes;

    [[nodiscard]] const std::vector<data::Example>& rows(Split split) const
    {
        return rowsOf(*data, split);
    }
    [[nodiscard]] const SplitSummary& of(Split split) const;
};

// What is done, and how much of it; negative: nobody knows.
using SummaryProgress = std::function<void(const QString& what, double fraction)>;

// Counts labels, tokens and rows that are in two splits. `known` are the statistics of this data
// set when they were made before. Throws Cancelled when asked to stop.
[[nodiscard]] DataSummary summarize(std::shared_ptr<const data::DataSet> data,
                                    std::shared_ptr<const text::Tokenizer> tokenizer, int maxLength,
                                    const std::stop_token& stop,
                                    const SummaryProgress& progress = {},
                                    std::shared_ptr<const data::Statistics> known = {});

} // namespace lathe::widgets
