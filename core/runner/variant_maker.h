#pragma once

#include "core/runner/events.h"

namespace lathe::runner {

// Fills in what follows from the stored answers: quality metrics, per-class figures, thresholds,
// the warning (a collapse; a method whose gain is only simulated). Throws Error when the answers do not fit the labels or there are none.
void addQuality(Variant& variant, std::shared_ptr<const Evaluation> evaluation,
                const data::LabelSet& labels);

// Bytes and parameters.
void addSize(Variant& variant);

void addSpeed(Variant& variant, const SpeedFigures& figures);

// At most `count` texts of the split, evenly spread over their lengths.
[[nodiscard]] std::vector<std::string> textsForSpeed(const std::vector<data::Example>& examples,
                                                     int count);

} // namespace lathe::runner
