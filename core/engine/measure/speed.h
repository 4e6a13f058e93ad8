#pragma once

#include "core/runner/engine.h"

namespace lathe::engine {

// The figures of a run: all models answer the same texts, one by one and in length-sorted batches of
// MeasureSpec::batch, as bench() times them. Percentiles are over all single answers.
[[nodiscard]] std::vector<runner::SpeedFigures>
measureSpeed(const std::vector<std::filesystem::path>& models, const std::vector<std::string>& texts,
             int maxLength, const recipe::MeasureSpec& spec, const Task& task);

} // namespace lathe::engine
