#pragma once

#include "core/analysis/mcnemar.h"
#include "core/analysis/predictions.h"

#include <cstdint>
#include <map>
#include <string>

namespace lathe::analysis {

// A figure of `variant` minus the same figure of `reference`.
struct Difference {
    double value = 0;
    double low = 0; // 95 % interval
    double high = 0;
    double p = 1; // two-sided, of no difference
};

struct QualityDifference {
    // By metric key, those that are sums over rows: accuracy, the F1s, balanced accuracy, MCC,
    // Hamming loss, LRAP, Brier score, log loss. What either model lacks is absent.
    std::map<std::string, Difference, std::less<>> figures;
    int resamples = 0;
    McNemar mcnemar; // of rows decided right; first is the variant

    [[nodiscard]] const Difference* find(std::string_view key) const; // null when absent
};

// Two sets of predictions and the thresholds that go with each; empty for 0.5.
struct Decided {
    const Predictions& predictions;
    const std::vector<double>& thresholds;
};

// Paired percentile bootstrap (Efron and Tibshirani 1993, chapter 13): rows are drawn with
// replacement, the same for both models; the interval runs from the 2.5 to the 97.5 % quantile. p
// is the smallest level at which such an interval leaves out 0: 2 (k + 1) / (resamples + 1), where
// k counts the resamples on the rarer side of 0 or at it (Davison and Hinkley 1997, section 4.2).
// So p is never below 2 / (resamples + 1). A resample for which a figure is not defined does not
// count for it. The same seed gives the same answer.
//
// Reference: the original, the parent, or any model on the same rows. Rows that both models answer
// alike and that have the same truth are drawn as one kind: 5,000 rows of 77 classes take about 50
// ms for 2,000 resamples. Throws Error when the two are not about the same rows, there are none, or
// a multiclass row has no label.
[[nodiscard]] QualityDifference compareQuality(const Decided& variant, const Decided& reference,
                                               uint64_t seed, int resamples = 2000);

} // namespace lathe::analysis
