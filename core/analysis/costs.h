#pragma once

#include "core/analysis/metric_info.h"

#include <optional>
#include <vector>

namespace lathe::analysis {

// An item's figures with the sign that makes lower better, [metrics]; absent when it lacks one or
// one is not finite.
[[nodiscard]] std::optional<std::vector<double>>
costsOf(const Metrics& item, const std::vector<const MetricInfo*>& metrics);

// Per item its costs as parts of the range over all items that have them, 0 best and 1 worst; a
// metric in which all are equal is 0.
[[nodiscard]] std::vector<std::optional<std::vector<double>>>
normalisedCosts(const std::vector<Metrics>& items, const std::vector<const MetricInfo*>& metrics);

// The same of costs that are known already, `count` of each.
void normalise(std::vector<std::optional<std::vector<double>>>& all, size_t count);

} // namespace lathe::analysis
