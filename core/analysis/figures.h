#pragma once

#include "core/analysis/metric_info.h"
#include "core/analysis/predictions.h"

#include <optional>

namespace lathe::analysis {

// Every figure of allMetrics() that follows from one model's answers, by key. What is not defined
// for these rows, or needs probabilities where logits are not finite, is absent. `thresholds` as in
// decide(); `temperature` (fitTemperature of the validation split) adds what calibration would be
// after scaling. Empty for no rows and for multiclass rows without a label. Throws Error when the
// shapes disagree or a label is beyond the classes.
[[nodiscard]] Metrics figuresOf(const Predictions& predictions,
                                const std::vector<double>& thresholds = {},
                                std::optional<double> temperature = {});

} // namespace lathe::analysis
