#pragma once

#include "core/analysis/predictions.h"

#include <cstdint>

namespace lathe::analysis {

// A figure of `variant` minus the same figure of `reference`, with its 95 % interval.
struct Difference {
    double value = 0;
    double low = 0;
    double high = 0;
};

struct QualityDifference {
    Difference accuracy, macroF1, microF1; // as in Quality
    int resamples = 0;
    // Two-sided exact McNemar p of the accuracies: how often fair coins would part the rows that
    // only one of the two decides right as unevenly as this (binomial test). 1 when there is no
    // such row.
    double mcnemarP = 1;
};

// Two sets of predictions and the thresholds that go with each; empty for 0.5.
struct Decided {
    const Predictions& predictions;
    const std::vector<double>& thresholds;
};

// Paired percentile bootstrap (Efron and Tibshirani 1993, chapter 13): rows are drawn with
// replacement, the same for both models. The same seed gives the same interval. Takes O(resamples *
// rows). Throws Error when the two are not about the same rows, or there are none.
[[nodiscard]] QualityDifference compareQuality(const Decided& variant, const Decided& reference,
                                               uint64_t seed, int resamples = 1000);

// p of the exact McNemar test for the two counts of rows that only one of the models decides right.
[[nodiscard]] double mcnemarExactP(int onlyFirst, int onlySecond);

} // namespace lathe::analysis
