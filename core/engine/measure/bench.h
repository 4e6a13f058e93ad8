#pragma once

#include "core/base/task.h"
#include "core/engine/measure/bench_report.h"
#include "core/engine/measure/workload.h"
#include "core/engine/runtime/classifier.h"

#include <functional>

namespace lathe::engine {

// Times all models in one session, so that a drifting clock or a busy minute hits all of them alike: after a
// warm-up, rounds in which every model, in turning order, answers a share of each workload. Tokenization and
// opening are not part of the times. At least five rounds, then until the figures settle or the time is used
// up. Throws Error for models that do not open and whatever `workloads` throws.
[[nodiscard]] BenchReport
bench(const std::vector<std::filesystem::path>& models,
      const std::function<std::vector<Workload>(const Classifier&)>& workloads, const BenchOptions& options,
      const Task& task);

} // namespace lathe::engine
