#pragma once

#include "core/analysis/predictions.h"

namespace lathe::analysis {

// Labels with fewer true rows share one threshold: their own best one says more about chance than about the model.
constexpr int kRowsForOwnThreshold = 20;

// Per label, the threshold in (0, 1) that gives the best F1 on these predictions (S-Cut, Yang 2001): halfway between the
// probabilities of two neighbouring rows; of equally good ones the nearest to 0.5. Labels that fewer than `enough` rows truly
// have get the threshold that gives all labels together the best micro-F1 (after Yang's FBR and Lewis et al. 2004, who found
// that thresholds of rare categories must not be trusted); 0.5 when no row has any label, or there are no rows. Rows with a NaN
// are left out. Meant for the validation split, and to be fitted anew after every change of the model. Throws Error when the
// shapes disagree.
[[nodiscard]] std::vector<double> fitThresholds(const Predictions& validation, int enough = kRowsForOwnThreshold);

} // namespace lathe::analysis
