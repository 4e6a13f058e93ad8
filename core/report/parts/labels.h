#pragma once

#include "core/report/study.h"

namespace lathe::report {

[[nodiscard]] std::string labelName(const Study& study, size_t label); // clean
[[nodiscard]] std::string labelNames(const Study& study,
                                     const std::vector<int>& labels); // "none" if empty

// Labels whose F1 changed, the largest change first, at most so many.
[[nodiscard]] std::vector<size_t> changedLabels(const Study& study, size_t atMost);

// Training rows of each label; empty where the data files are not at hand.
[[nodiscard]] std::vector<size_t> trainingRows(const Study& study);

// Labels with fewer rows than that, rarest first: training rows, or test rows where only those are
// known.
struct RareLabels {
    std::vector<size_t> labels;
    bool isOfTraining = true;
};
inline constexpr size_t kFewRows = 20;
[[nodiscard]] RareLabels rareLabels(const Study& study);

} // namespace lathe::report
