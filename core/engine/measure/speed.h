#pragma once

#include "core/runner/engine.h"

namespace lathe::engine {

// Times all models in one session, so that a drifting clock or a busy minute hits all of them alike:
// after a warm-up, rounds in which every model, in turning order, answers the same texts one by one and
// in length-sorted batches. Tokenization and loading are not part of the times. At least three rounds,
// then until the time is used up. Latency percentiles are over all single answers; throughput is the
// number of texts over the sum of each batch's median time.
[[nodiscard]] std::vector<runner::SpeedFigures>
measureSpeed(const std::vector<std::filesystem::path>& models, const std::vector<std::string>& texts,
             int maxLength, const recipe::MeasureSpec& spec, const Task& task);

} // namespace lathe::engine
