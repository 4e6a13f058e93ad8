#pragma once

#include "core/analysis/intervals.h"

#include <optional>

namespace lathe::analysis {

// How far a model answers as another one does. Needs no true labels.
struct Agreement {
    size_t rows = 0;
    double decisions = 0; // part of the rows that both decide alike, multilabel: in every label
    double labels = 0;    // part of the (row, label) decisions that are alike
    // Mean over rows of KL(reference || variant) in nats, 0 or more (Kullback and Leibler 1951);
    // multilabel: summed over the labels, each a coin. Absent where a logit is not finite.
    std::optional<double> klDivergence;
};

// Absent when there are no rows. Throws Error when rows, classes or task differ.
[[nodiscard]] std::optional<Agreement> agreement(const Decided& variant, const Decided& reference);

} // namespace lathe::analysis
