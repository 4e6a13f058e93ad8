#pragma once

#include "core/history/summary.h"

namespace lathe::history {

// The variants of a summary as lists and charts compare them, in its order: with all figures, but
// of the facts only name, storage, compute and the kind of labels (no names), and of the details
// only another runtime's name and why it answers wrongly. What else a history holds of a variant is read by its run.
[[nodiscard]] std::vector<runner::Variant> briefVariants(const Summary& summary);

// Whether nothing but that is known of it.
[[nodiscard]] bool isBrief(const runner::Variant& variant);

} // namespace lathe::history
