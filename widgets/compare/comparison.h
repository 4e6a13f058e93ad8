#pragma once

#include "core/runner/events.h"
#include "widgets/theme/theme.h"

#include <QString>

#include <array>
#include <optional>

namespace lathe::widgets {

// The group that a variant is shown in: that of its only family, or one for all combinations.
// Fine-tuning counts only where nothing else was done.
enum class VariantGroup { Original, Trained, Pruned, Distilled, Quantized, Combined };
inline constexpr std::array kAllGroups{VariantGroup::Original,  VariantGroup::Trained,
                                       VariantGroup::Pruned,    VariantGroup::Distilled,
                                       VariantGroup::Quantized, VariantGroup::Combined};

[[nodiscard]] VariantGroup groupOf(const runner::Variant& variant);
[[nodiscard]] QString groupTitle(VariantGroup group);
[[nodiscard]] QColor groupColour(VariantGroup group, const Theme& theme);

// A metric in the unit of an axis: bytes as MB, counts as millions.
struct AxisUnit {
    double divisor = 1;
    QString unit;
};
[[nodiscard]] AxisUnit axisUnit(const analysis::MetricInfo& metric);

// The variants that are shown, each with the figures that people compare it by. A value.
struct ComparedVariant {
    runner::Variant variant;
    VariantGroup group = VariantGroup::Original;
    bool isOriginal = false;
    bool isOnFront = false;
    std::optional<double> x, y, size; // in the metrics' own units
    std::optional<double> lost;       // quality against its original of the same run, a fraction
    QString faster, smaller, delta;   // against its original of the same run; empty where unknown
};

struct CompareOptions {
    std::string x = "latencyP50Ms";
    std::string y = "accuracy";
    std::string size = "sizeBytes";
    std::string run; // empty: all runs
    std::vector<VariantGroup> hidden;
};

struct Comparison {
    std::vector<ComparedVariant> variants; // best quality first, the originals last
    std::vector<size_t> front;             // indices, ascending in x
};

// What the variants of a run (empty: of all) are compared by before anyone chooses: micro F1 where all are
// multilabel, since getting every label of a text right is rare, else accuracy.
[[nodiscard]] std::string firstQuality(const std::vector<runner::Variant>& variants, const std::string& run);

[[nodiscard]] Comparison compare(const std::vector<runner::Variant>& variants,
                                 const CompareOptions& options);

// What to look at first: the lowest in x of those on the front that lose at most a point of
// quality, or else the best on the front; null when there is none.
[[nodiscard]] const ComparedVariant* suggestion(const Comparison& comparison);

// The figure as people read it, or an en dash where it was not measured.
[[nodiscard]] QString metricText(const runner::Variant& variant, std::string_view key);

// "6.3× faster, 12.3× smaller, −0.4 pt".
[[nodiscard]] QString ratioLine(const ComparedVariant& variant);

} // namespace lathe::widgets
