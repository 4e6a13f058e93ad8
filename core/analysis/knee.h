#pragma once

#include "core/analysis/metric_info.h"

#include <optional>
#include <vector>

namespace lathe::analysis {

// The item where giving up a little of one metric stops buying much of another: of those on the
// front, the one that lies furthest on the good side of the plane where the normalised costs (0
// best, 1 worst on the front) sum to 1 (Das 1999; with two metrics the plane is the line through
// the ends of the front, as in Satopaa et al. 2011). The first of equals. Absent when the front has
// fewer than three different points or two metrics that differ, or when none lies beyond the plane.
[[nodiscard]] std::optional<size_t> kneePoint(const std::vector<Metrics>& items,
                                              const std::vector<const MetricInfo*>& metrics);

} // namespace lathe::analysis
