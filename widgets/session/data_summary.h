#pragma once

#include "core/data/dataset.h"
#include "widgets/common/notes.h"

#include <memory>
#include <stop_token>

namespace lathe::text {
class Tokenizer;
}

namespace lathe::widgets {

enum class Split { Train, Validation, Test };

[[nodiscard]] const std::vector<data::Example>& rowsOf(const data::DataSet& data, Split split);

struct SplitSummary {
    std::vector<int> tokens; // per row, special ones included; empty without a tokenizer
    std::vector<int> rowsPerLabel;
};

// A data set with all that the Data place shows of it, made in one go off the user interface's
// thread.
struct DataSummary {
    std::shared_ptr<const data::DataSet> data;
    std::shared_ptr<const text::Tokenizer> tokenizer; // null: no model, or it cannot be read
    SplitSummary train, validation, test;
    double meanTokens = 0; // of the training split
    int longestTokens = 0; // of all splits
    size_t truncated = 0;  // rows of all splits that are longer than maxLength
    int maxLength = 0;
    std::vector<int> labelOrder; // label indices, the most frequent in training first
    size_t usedVocabulary = 0;   // different ids that occur in the data
    std::vector<Note> notes;

    [[nodiscard]] const std::vector<data::Example>& rows(Split split) const
    {
        return rowsOf(*data, split);
    }
    [[nodiscard]] const SplitSummary& of(Split split) const;
};

// Counts labels, tokens and rows that are in two splits. Throws Cancelled when asked to stop.
[[nodiscard]] DataSummary summarize(std::shared_ptr<const data::DataSet> data,
                                    std::shared_ptr<const text::Tokenizer> tokenizer, int maxLength,
                                    const std::stop_token& stop);

} // namespace lathe::widgets
