#pragma once

#include "core/export/export_model.h"
#include "core/runner/model_export.h"

namespace lathe::exports {

// What stands beside the model: tokenizer.json, bundle.json (labels, thresholds, lengths), examples.jsonl with the answers
// that are to be reproduced, scripts and their requirements; of a bundle the C++ example, too.
void writeFiles(runner::Engine& engine, const ExportOrder& order, const runner::ModelFacts& facts, const runner::ExportedForm& form,
                const std::vector<std::string>& runtimes, const Tolerance& tolerance, const std::filesystem::path& folder, const Task& task);

// Bytes of the files that hold the model itself.
[[nodiscard]] int64_t modelBytes(const std::filesystem::path& folder);

// The lines of SHA256SUMS for every file of the folder.
[[nodiscard]] std::string checksums(const std::filesystem::path& folder, const Task& task);

} // namespace lathe::exports
