#pragma once

#include "core/runner/events.h"
#include "widgets/theme/theme.h"

#include <QString>

#include <array>

namespace lathe::widgets {

// The group that a variant is shown in: that of its only family, or one for all combinations.
// Fine-tuning counts only where nothing else was done; what another runtime did is a group.
enum class VariantGroup { Original, Trained, Pruned, Distilled, Quantized, Combined, OtherRuntime };
inline constexpr std::array kAllGroups{VariantGroup::Original,    VariantGroup::Trained,
                                       VariantGroup::Pruned,      VariantGroup::Distilled,
                                       VariantGroup::Quantized,   VariantGroup::Combined,
                                       VariantGroup::OtherRuntime};

[[nodiscard]] VariantGroup groupOf(const runner::Variant& variant);
[[nodiscard]] QString groupTitle(VariantGroup group);
[[nodiscard]] std::string_view groupKey(VariantGroup group); // in saved views
[[nodiscard]] QColor groupColour(VariantGroup group, const Theme& theme);

// The name of the runtime that answered, where it is not Lathe's own (details["runtime"]).
[[nodiscard]] QString runtimeOf(const runner::Variant& variant);

[[nodiscard]] bool isFromOtherRuntime(const runner::Variant& variant);

// Whether its answers are of no use: it has no figure of quality, or a collapse was found. A gain
// that is only simulated is no failure.
[[nodiscard]] bool isFailed(const runner::Variant& variant);

// The lineage from the source, or for the source itself the name of its model.
[[nodiscard]] QString variantName(const runner::Variant& variant);

} // namespace lathe::widgets
