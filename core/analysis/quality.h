#pragma once

#include "core/analysis/predictions.h"

#include <optional>
#include <string>
#include <vector>

namespace lathe::analysis {

// One label's figures, 0..1.
struct ClassQuality {
    std::optional<double> precision; // absent where the label was never decided
    std::optional<double> recall;    // absent where no row has the label
    std::optional<double> f1;        // absent where no row has the label
    int support = 0;                 // rows that truly have the label
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

// `names` of the labels, for the words about a collapse; without them labels are counted from 1.
// Throws Error when there are no rows, the shapes disagree or a multiclass row has no label.
[[nodiscard]] Quality quality(const Predictions& predictions,
                              const std::vector<double>& thresholds = {},
                              const std::vector<std::string>& names = {});

} // namespace lathe::analysis
