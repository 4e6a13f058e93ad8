#pragma once

#include "core/analysis/metric_info.h"

#include <vector>

namespace lathe::analysis {

// Indices, ascending by the first metric's value, of those items that no other item beats: none is
// at least as good in every metric and better in one. Items that lack a metric are never on the
// front.
[[nodiscard]] std::vector<size_t> paretoFront(const std::vector<Metrics>& items,
                                              const std::vector<const MetricInfo*>& metrics);

} // namespace lathe::analysis
