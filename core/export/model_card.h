#pragma once

#include "core/export/export_model.h"

namespace lathe::exports {

// The README.md of an export: what the model is, how good, what it was made by, what it is for and what not, how to run
// it. Markdown with the front matter that Hugging Face reads.
[[nodiscard]] std::string modelCard(const ExportOrder& order, const runner::ModelFacts& facts, const Exported& made);

} // namespace lathe::exports
