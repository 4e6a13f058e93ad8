#pragma once

#include "core/analysis/predictions.h"

#include <string>
#include <vector>

namespace lathe::analysis {

struct ClassQuality {
    double precision = 0; // 0 where nothing was decided or nothing was true, as in scikit-learn
    double recall = 0;
    double f1 = 0;
    int support = 0; // rows that truly have the label
};

// As scikit-learn defines them, zero_division = 0. Fractions 0..1.
struct Quality {
    double accuracy = 0; // multilabel: subset accuracy, every label of the row right
    double macroF1 = 0;  // over all labels of the set
    double microF1 = 0;
    std::vector<ClassQuality> perClass;
    // Empty, or what a user must know before trusting the figures: "87 % of the rows are decided as
    // 'spam'", "logits are not finite".
    std::string collapse;
};

// `names` of the labels, for the words about a collapse; without them labels are counted from 1. Throws Error when
// there are no rows or the shapes disagree.
[[nodiscard]] Quality quality(const Predictions& predictions, const std::vector<double>& thresholds = {},
                              const std::vector<std::string>& names = {});

} // namespace lathe::analysis
