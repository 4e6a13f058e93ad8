#pragma once

#include "core/analysis/metric_info.h"

#include <optional>
#include <vector>

namespace lathe::analysis {

// The volume that the items dominate within the reference point: every combination of figures that
// is better than the reference in all metrics and no better than some item (Zitzler and Thiele
// 1998). In the product of the metrics' units; larger is better. Exact in any number of metrics, by
// exclusive volumes (While, Bradstreet and Barone 2012): a hundred items on a front of four metrics
// take milliseconds, but the cost grows quickly with the metrics.
//
// An item that lacks a metric, or is not better than the reference in all of them, adds nothing.
// Absent when no metric is named or no item has them all. Throws Error when the reference lacks
// one or it is not finite.
[[nodiscard]] std::optional<double> hypervolume(const std::vector<Metrics>& items,
                                                const std::vector<const MetricInfo*>& metrics,
                                                const Metrics& reference);

} // namespace lathe::analysis
