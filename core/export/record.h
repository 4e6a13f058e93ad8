#pragma once

#include "core/export/export_model.h"
#include "core/history/history.h"

namespace lathe::exports {

// The test split of the run that made a variant, and what the variant answered then. Reads the data's files; throws Error
// when they no longer hold those rows.
[[nodiscard]] Reference recordedReference(const history::History& history, const runner::Variant& variant);

// What the history keeps of an export that was run in another runtime: a variant of its own beside the one that was
// exported, with details["runtime"] and, where it answers otherwise, a warning. Give it to a Recorder as VariantMeasured.
[[nodiscard]] runner::Variant variantOf(const runner::Variant& exported, const FormatInfo& format, const Exported& made, const Proof& proof);

} // namespace lathe::exports
