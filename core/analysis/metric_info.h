#pragma once

#include "core/data/dataset.h"

#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lathe::analysis {

enum class Better { Higher, Lower };

enum class MetricGroup {
    Quality,     // of the decisions
    Ranking,     // of the order that scores give, whatever the thresholds
    Calibration, // of the probabilities
    Agreement,   // with the original; needs no true labels
    Size,
    Speed,
};

// One figure that a variant can have, described once for charts, tables, command line and reports.
struct MetricInfo {
    std::string_view key;     // "latencyP50Ms"; the name in JSON and in the history
    std::string_view title;   // "p50 latency, batch 1"
    std::string_view meaning; // one sentence for a tooltip or a glossary
    std::string_view unit;    // "ms", "bytes", "texts/s", "fraction" (0..1), "score", "nats", ""
    Better better;
    MetricGroup group;
    std::optional<data::TaskKind> task = {}; // absent: for both
    double low = 0;                          // what it can be at least and at most
    double high = std::numeric_limits<double>::infinity();
};

// In the order in which people read them. "accuracy" of a multilabel task is subset accuracy.
[[nodiscard]] std::span<const MetricInfo> allMetrics();
[[nodiscard]] const MetricInfo* findMetric(std::string_view key);
[[nodiscard]] bool appliesTo(const MetricInfo& info, data::TaskKind task);

// Figures by key. A figure that was not measured, or is not finite, is absent, never zero.
using Metrics = std::map<std::string, double, std::less<>>;

// Absent also where the stored value is not finite.
[[nodiscard]] std::optional<double> valueOf(const Metrics& metrics, std::string_view key);

// A figure as people read it: "0.872", "22.7 MB", "6.96 ms", "22.7 M"; a dash where it is not
// finite.
[[nodiscard]] std::string formatMetric(const MetricInfo& info, double value);

} // namespace lathe::analysis
