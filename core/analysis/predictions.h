#pragma once

#include "core/data/dataset.h"

#include <vector>

namespace lathe::analysis {

// What a model said about the rows of one split, and what was true. Everything in analysis is a
// pure function of values like this one.
struct Predictions {
    data::TaskKind kind = data::TaskKind::Multiclass;
    int classes = 0;
    std::vector<float> logits;           // [rows * classes], row by row
    std::vector<std::vector<int>> truth; // per row, ascending label indices

    [[nodiscard]] size_t rows() const { return truth.size(); }
    [[nodiscard]] const float* row(size_t i) const { return logits.data() + i * size_t(classes); }
};

// The decision for each row: the largest logit (multiclass; the lowest index wins a tie), or every
// label whose probability sigmoid(logit) is at least its threshold (multilabel; thresholds
// [classes], 0.5 each when empty). A row with a NaN decides nothing.
[[nodiscard]] std::vector<std::vector<int>> decide(const Predictions& predictions,
                                                   const std::vector<double>& thresholds = {});

// Per label, the threshold in (0, 1) that gives the best F1 on these predictions; 0.5 for labels
// without a positive row. Meant for the validation split.
[[nodiscard]] std::vector<double> fitThresholds(const Predictions& validation);

} // namespace lathe::analysis
