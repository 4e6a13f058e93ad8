#pragma once

#include "core/runner/events.h"

namespace lathe::runner {

// Fills in what follows from the stored answers: figures, per-class figures (null where a class has
// none), thresholds, the warning (a collapse; a method whose gain is only simulated). Throws Error
// when the answers do not fit the labels or there are none.
void addQuality(Variant& variant, std::shared_ptr<const Evaluation> evaluation,
                const data::LabelSet& labels);

// Fills in every figure that follows from the variant's answers on the test split and that it does
// not have yet: those that were invented after its run. The temperature is fitted on validation.
// Does nothing to a variant without answers.
void deriveFigures(Variant& variant);

// Agreement with the original and divergence from it; nothing where either lacks its answers or
// they are about other rows.
void addAgreement(Variant& variant, const Variant& original);

// Bytes and parameters.
void addSize(Variant& variant);

// The spread of the latency goes to details["latency"], in milliseconds.
void addSpeed(Variant& variant, const SpeedFigures& figures);

// At most `count` texts of the split, evenly spread over their lengths.
[[nodiscard]] std::vector<std::string> textsForSpeed(const std::vector<data::Example>& examples,
                                                     int count);

} // namespace lathe::runner
