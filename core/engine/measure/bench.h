#pragma once

#include "core/base/task.h"
#include "core/engine/measure/workload.h"
#include "core/engine/runtime/classifier.h"
#include "core/runner/bench.h"

#include <functional>

namespace lathe::engine {

// Times all models in one session, so that a drifting clock or a busy minute hits all of them alike: after a
// warm-up, rounds in which every model, in turning order, answers a share of each workload. Tokenization and
// opening are not part of the times. At least five rounds, then until the figures settle or the time is used
// up. `live` may be empty. Throws Error for models that do not open and whatever `workloads` throws. Facts and
// machine of the report are left to the caller.
[[nodiscard]] runner::BenchReport
bench(const std::vector<std::filesystem::path>& models,
      const std::function<std::vector<Workload>(const Classifier&)>& workloads, const runner::BenchOptions& options,
      const runner::BenchSink& live, const Task& task);

} // namespace lathe::engine
