#include "core/analysis/metric_info.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace lathe::analysis {

namespace {

constexpr std::array kMetrics{
    MetricInfo{"accuracy", "Accuracy", "fraction", Better::Higher},
    MetricInfo{"macroF1", "Macro F1", "fraction", Better::Higher},
    MetricInfo{"microF1", "Micro F1", "fraction", Better::Higher},
    MetricInfo{"sizeBytes", "Weights on disk", "bytes", Better::Lower},
    MetricInfo{"parameters", "Parameters", "", Better::Lower},
    MetricInfo{"latencyP50Ms", "p50 latency, batch 1", "ms", Better::Lower},
    MetricInfo{"latencyP95Ms", "p95 latency, batch 1", "ms", Better::Lower},
    MetricInfo{"throughput", "Throughput", "texts/s", Better::Higher},
    MetricInfo{"peakMemoryBytes", "Peak memory", "bytes", Better::Lower},
};

// Three significant digits where that takes decimals, whole numbers from 100 on.
std::string threeDigits(double value)
{
    const double size = std::abs(value);
    const int decimals = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
    return fmt::format("{:.{}f}", value, decimals);
}

// 22,713,216 as "22.7 M". The prefix changes where rounding would show 1000.
std::string withPrefix(double value, std::string_view unit)
{
    constexpr std::array<std::string_view, 5> kPrefixes{"", "k", "M", "G", "T"};
    size_t prefix = 0;
    while (std::abs(value) >= 999.5 && prefix + 1 < kPrefixes.size()) {
        value /= 1000;
        ++prefix;
    }
    const std::string number = prefix == 0 ? fmt::format("{:.0f}", value) : threeDigits(value);
    const std::string suffix = fmt::format("{}{}", kPrefixes[prefix], unit);
    return suffix.empty() ? number : number + " " + suffix;
}

} // namespace

std::span<const MetricInfo> allMetrics()
{
    return kMetrics;
}

const MetricInfo* findMetric(std::string_view key)
{
    const auto found = std::find_if(kMetrics.begin(), kMetrics.end(),
                                    [&](const MetricInfo& info) { return info.key == key; });
    return found == kMetrics.end() ? nullptr : &*found;
}

std::string formatMetric(const MetricInfo& info, double value)
{
    if (!std::isfinite(value))
        return "–";
    if (info.unit == "fraction")
        return fmt::format("{:.3f}", value);
    if (info.unit == "bytes")
        return withPrefix(value, "B");
    if (info.unit.empty())
        return withPrefix(value, "");
    return threeDigits(value) + " " + std::string(info.unit);
}

} // namespace lathe::analysis
