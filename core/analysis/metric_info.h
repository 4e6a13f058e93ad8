#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace lathe::analysis {

enum class Better { Higher, Lower };

// One figure that a variant can have, described once for charts, tables, command line and reports.
struct MetricInfo {
    std::string_view key;   // "latencyP50Ms"; the name in JSON and in the history
    std::string_view title; // "p50 latency, batch 1"
    std::string_view unit;  // "ms", "bytes", "texts/s", "fraction", ""
    Better better;
};

// accuracy, macroF1, microF1, sizeBytes, parameters, latencyP50Ms, latencyP95Ms, throughput,
// peakMemoryBytes; in the order in which people read them.
[[nodiscard]] std::span<const MetricInfo> allMetrics();
[[nodiscard]] const MetricInfo* findMetric(std::string_view key);

// Figures by key. A figure that was not measured, or is not finite, is absent, never zero.
using Metrics = std::map<std::string, double, std::less<>>;

// A figure as people read it: "0.872", "22.7 MB", "6.96 ms", "22.7 M".
[[nodiscard]] std::string formatMetric(const MetricInfo& info, double value);

} // namespace lathe::analysis
