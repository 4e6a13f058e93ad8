#pragma once

#include "core/analysis/predictions.h"

#include <string_view>

namespace lathe::analysis {

// A figure that is the mean of one value per row.
struct RowFigure {
    std::string_view key;       // as in allMetrics()
    std::vector<double> values; // [rows]
};

// brier: multiclass the sum over classes of (p - y)^2, 0..2 (Brier 1950); multilabel its mean over
// labels, 0..1. logLoss in nats: -log p(truth); multilabel the mean over labels. Probabilities as
// in probabilities.h, divided by the temperature.
// lrap (multilabel): for each true label, how many of the labels ranked at least as high are true,
// averaged; ties rank lowest; 1 where no label or every label is true (scikit-learn's
// label_ranking_average_precision_score; Tsoumakas et al. 2010).
// Empty when there are no rows, a logit is not finite, or a multiclass row has no label.
[[nodiscard]] std::vector<RowFigure> rowFigures(const Predictions& predictions,
                                                double temperature = 1);

} // namespace lathe::analysis
