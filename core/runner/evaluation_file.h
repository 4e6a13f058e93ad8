#pragma once

#include "core/runner/engine.h"

namespace lathe::runner {

// Where the logits of one model on one data set are kept. The name tells data and maxLength apart.
[[nodiscard]] std::filesystem::path evaluationFile(const std::filesystem::path& folder,
                                                   const data::DataSet& data, int maxLength);

// A line of JSON (shapes, thresholds, SHA-256 of the rest), then the logits of validation and test
// as little-endian float32. The truth is not kept: it is that of the data set. Written atomically.
void saveEvaluation(const Evaluation& evaluation, const std::filesystem::path& file);

// Throws Error naming what is wrong when the file is damaged or does not fit the data set.
[[nodiscard]] Evaluation loadEvaluation(const std::filesystem::path& file,
                                        const data::DataSet& data);

} // namespace lathe::runner
