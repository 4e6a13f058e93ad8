#pragma once

#include "widgets/pipeline/pipeline_view.h"
#include "widgets/session/run_estimator.h"

namespace lathe::widgets {

// "~6 min", "< 1 min"; empty where it cannot be said.
[[nodiscard]] QString aboutTime(const runner::Estimate& estimate);

// Steps and what the cache has, time, memory and disk against what the machine has, in words for
// "Before you run". What does not fit is an error with a remedy.
[[nodiscard]] std::vector<PreflightNote> estimateNotes(const RunForecast& forecast);

} // namespace lathe::widgets
