#include "core/analysis/metric_info.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace lathe::analysis {

namespace {

using data::TaskKind;
constexpr auto kFraction = "fraction";
constexpr auto kAny = std::nullopt;

constexpr std::array kMetrics{
    MetricInfo{"accuracy", "Accuracy",
               "Share of texts decided right; with several labels, in every label", kFraction,
               Better::Higher, MetricGroup::Quality, kAny, 0, 1},
    MetricInfo{"macroF1", "Macro F1",
               "F1 averaged over labels, rare ones counting as much as common", kFraction,
               Better::Higher, MetricGroup::Quality, kAny, 0, 1},
    MetricInfo{"microF1", "Micro F1", "F1 over all decisions together, so common labels weigh more",
               kFraction, Better::Higher, MetricGroup::Quality, kAny, 0, 1},
    MetricInfo{"weightedF1", "Weighted F1", "F1 averaged over labels by how often each is true",
               kFraction, Better::Higher, MetricGroup::Quality, kAny, 0, 1},
    MetricInfo{"balancedAccuracy", "Balanced accuracy",
               "Accuracy within each class, averaged over the classes that occur", kFraction,
               Better::Higher, MetricGroup::Quality, TaskKind::Multiclass, 0, 1},
    MetricInfo{"mcc", "Matthews correlation",
               "Correlation of decision and truth: 1 perfect, 0 no better than chance", "score",
               Better::Higher, MetricGroup::Quality, TaskKind::Multiclass, -1, 1},
    MetricInfo{"hammingLoss", "Hamming loss", "Share of yes-or-no label decisions that are wrong",
               kFraction, Better::Lower, MetricGroup::Quality, TaskKind::Multilabel, 0, 1},
    MetricInfo{"lrap", "Label ranking precision",
               "How purely the true labels of a text rank above its others", kFraction,
               Better::Higher, MetricGroup::Ranking, TaskKind::Multilabel, 0, 1},
    MetricInfo{"rocAucMacro", "ROC AUC, macro",
               "How often a text with the label scores above one without, averaged over labels",
               kFraction, Better::Higher, MetricGroup::Ranking, kAny, 0, 1},
    MetricInfo{"rocAucWeighted", "ROC AUC, weighted",
               "ROC AUC averaged over labels by how often each is true", kFraction, Better::Higher,
               MetricGroup::Ranking, TaskKind::Multiclass, 0, 1},
    MetricInfo{"rocAucMicro", "ROC AUC, micro", "ROC AUC over all text and label pairs together",
               kFraction, Better::Higher, MetricGroup::Ranking, TaskKind::Multilabel, 0, 1},
    MetricInfo{"prAucMacro", "PR AUC, macro",
               "Average precision over all thresholds, averaged over labels", kFraction,
               Better::Higher, MetricGroup::Ranking, kAny, 0, 1},
    MetricInfo{"prAucWeighted", "PR AUC, weighted",
               "Average precision averaged over labels by how often each is true", kFraction,
               Better::Higher, MetricGroup::Ranking, TaskKind::Multiclass, 0, 1},
    MetricInfo{"prAucMicro", "PR AUC, micro",
               "Average precision over all text and label pairs together", kFraction,
               Better::Higher, MetricGroup::Ranking, TaskKind::Multilabel, 0, 1},
    MetricInfo{"ece", "Calibration error",
               "How far stated probabilities are from how often they come true (ECE, 15 bins)",
               kFraction, Better::Lower, MetricGroup::Calibration, kAny, 0, 1},
    MetricInfo{"eceScaled", "Calibration error, scaled",
               "The same after temperature scaling fitted on validation", kFraction, Better::Lower,
               MetricGroup::Calibration, kAny, 0, 1},
    MetricInfo{"brier", "Brier score", "Squared distance of probabilities from the truth", "score",
               Better::Lower, MetricGroup::Calibration, kAny, 0, 2},
    MetricInfo{"brierScaled", "Brier score, scaled",
               "The same after temperature scaling fitted on validation", "score", Better::Lower,
               MetricGroup::Calibration, kAny, 0, 2},
    MetricInfo{"logLoss", "Log loss", "How surprised the probabilities are by the truth", "nats",
               Better::Lower, MetricGroup::Calibration},
    MetricInfo{"agreement", "Agreement with the original",
               "Share of texts decided as the original decides them, right or wrong", kFraction,
               Better::Higher, MetricGroup::Agreement, kAny, 0, 1},
    MetricInfo{"klDivergence", "Divergence from the original",
               "How far the probabilities moved from those of the original (KL)", "nats",
               Better::Lower, MetricGroup::Agreement},
    MetricInfo{"sizeBytes", "Weights on disk", "Bytes of all weight files", "bytes", Better::Lower,
               MetricGroup::Size},
    MetricInfo{"parameters", "Parameters", "Numbers that make up the model", "", Better::Lower,
               MetricGroup::Size},
    MetricInfo{"latencyP50Ms", "p50 latency, batch 1",
               "Time for one text, which half of the texts stay below", "ms", Better::Lower,
               MetricGroup::Speed},
    MetricInfo{"latencyP95Ms", "p95 latency, batch 1",
               "Time for one text, which 95 of 100 texts stay below", "ms", Better::Lower,
               MetricGroup::Speed},
    MetricInfo{"throughput", "Throughput", "Texts a second, many at a time", "texts/s",
               Better::Higher, MetricGroup::Speed},
    MetricInfo{"peakMemoryBytes", "Peak memory", "Memory that the model needs while it runs",
               "bytes", Better::Lower, MetricGroup::Size},
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

bool appliesTo(const MetricInfo& info, TaskKind task)
{
    return !info.task || info.task == task;
}

std::optional<double> valueOf(const Metrics& metrics, std::string_view key)
{
    const auto found = metrics.find(key);
    return found != metrics.end() && std::isfinite(found->second) ? std::optional(found->second)
                                                                  : std::nullopt;
}

std::string formatMetric(const MetricInfo& info, double value)
{
    if (!std::isfinite(value))
        return "–";
    if (info.unit == "fraction" || info.unit == "score")
        return fmt::format("{:.3f}", value);
    if (info.unit == "nats")
        return fmt::format("{:.3f} nats", value);
    if (info.unit == "bytes")
        return withPrefix(value, "B");
    if (info.unit.empty())
        return withPrefix(value, "");
    return threeDigits(value) + " " + std::string(info.unit);
}

} // namespace lathe::analysis
