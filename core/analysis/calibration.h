#pragma once

#include "core/analysis/predictions.h"

#include <optional>

namespace lathe::analysis {

// The part of a reliability diagram with probabilities in (low, high].
struct ReliabilityBin {
    double low = 0;
    double high = 0;
    size_t count = 0;
    std::optional<double> confidence; // mean probability; absent in an empty bin
    std::optional<double> frequency;  // how often it came true
};

struct Calibration {
    std::vector<ReliabilityBin> bins;
    double ece = 0; // 0..1, 0 is best
};

// Expected calibration error (Guo et al. 2017, section 2): over bins of equal width, the mean of
// |frequency - confidence| weighted by count. Multiclass: of the probability of the decided class.
// Multilabel: of every (row, label) probability. Absent when there are no rows, a logit is not
// finite, or a multiclass row has no label. Throws Error for a bin count below 1.
[[nodiscard]] std::optional<Calibration> calibration(const Predictions& predictions,
                                                     double temperature = 1, int bins = 15);

// The temperature T > 0 for which softmax or sigmoid of logit / T has the least log loss (Guo et
// al. 2017, section 4.2), within 0.05..20. Meant for the validation split. Absent when there are
// no rows, a logit is not finite, a multiclass row has no label, or no T inside the range is best:
// a split without a mistake asks for T = 0, logits that tell nothing for an infinite one.
[[nodiscard]] std::optional<double> fitTemperature(const Predictions& validation);

} // namespace lathe::analysis
