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

// Rows with a NaN or an infinity among their logits. Figures that need probabilities are absent
// when there is one; decisions are not, and such a row counts as the decision it makes.
[[nodiscard]] size_t notFiniteRows(const Predictions& predictions);

// False when a multiclass row has not exactly one label. Multilabel rows may have none.
[[nodiscard]] bool isLabelled(const Predictions& predictions);

// Whether the ascending labels hold this one.
[[nodiscard]] bool isMarked(const std::vector<int>& labels, int label);

// Throws Error when the logits do not fit rows and classes, or a label is beyond the classes.
void checkShape(const Predictions& predictions);

} // namespace lathe::analysis
