#pragma once

#include "core/analysis/predictions.h"

#include <span>

namespace lathe::analysis {

[[nodiscard]] double sigmoid(double logit);

// One row of probabilities: softmax (multiclass) or sigmoid (multilabel) of logit / temperature.
// `out` takes [classes].
void probabilitiesOfRow(const Predictions& predictions, size_t row, double temperature,
                        std::span<double> out);

// [rows * classes], as above. The logits must be finite (notFiniteRows).
[[nodiscard]] std::vector<double> probabilities(const Predictions& predictions,
                                                double temperature = 1);

} // namespace lathe::analysis
