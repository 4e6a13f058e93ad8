#pragma once

#include "core/analysis/predictions.h"

namespace lathe::analysis {

// Per label, the threshold in (0, 1) that gives the best F1 on these predictions (S-Cut, Yang
// 2001): halfway between the probabilities of two neighbouring rows; of equally good ones the
// nearest to 0.5. 0.5 for a label that no row truly has, or when there are no rows: nothing can be
// learnt of it here. Rows with a NaN are left out. Meant for the validation split, and to be
// fitted anew after every change of the model. Throws Error when the shapes disagree.
[[nodiscard]] std::vector<double> fitThresholds(const Predictions& validation);

} // namespace lathe::analysis
