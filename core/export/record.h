#pragma once

#include "core/export/export_model.h"
#include "core/history/history.h"

namespace lathe::exports {

// The test split of the run that made a variant, and what the variant answered then. Reads the data's files; throws Error
// when they no longer hold those rows.
[[nodiscard]] Reference recordedReference(const history::History& history, const runner::Variant& variant);

// What the history keeps of an export that was run in another runtime: a variant of its own beside the one that was
// exported, with details["runtime"] and, where it answers otherwise, a warning. `original`: what the exported one is
// compared with. A later proof of the same variant, format, precision and runtime has the same id.
[[nodiscard]] runner::Variant variantOf(const runner::Variant& exported, const runner::Variant& original, const FormatInfo& format,
                                        const Exported& made, const Proof& proof);

// Records every proof beside the variant, in the place of an earlier one of the same id. Returns the ids.
std::vector<std::string> recordProofs(history::History& history, const runner::Variant& exported, const FormatInfo& format,
                                      const Exported& made);

// Whether the variant is an export that its runtime answers otherwise than Lathe. It counts as failed and is in no report;
// an export of a model that is of no use, but agrees, is none. Known of brief variants, too.
[[nodiscard]] bool isFailedExport(const runner::Variant& variant);

} // namespace lathe::exports
