#pragma once

#include "core/analysis/recommendation.h"

namespace lathe::analysis {

// A part in 10^12 beside the limit still meets it, so that 99 % of 0.9 is not lost to rounding.
[[nodiscard]] ConstraintCheck check(const Candidate& candidate, const Constraint& constraint);

} // namespace lathe::analysis
