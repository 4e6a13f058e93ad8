#pragma once

#include "core/runner/bench.h"

#include <nlohmann/json.hpp>

namespace lathe::cli {

[[nodiscard]] nlohmann::json toJson(const runner::BenchRequest& request, const runner::BenchReport& report);

// One line for each model and workload, ratios to the first model.
[[nodiscard]] std::string benchTable(const runner::BenchRequest& request, const runner::BenchReport& report);
// What computed each part of each model.
[[nodiscard]] std::string kernelTables(const runner::BenchRequest& request, const runner::BenchReport& report);
// Operators over all layers, then each layer; empty when no profile was asked for.
[[nodiscard]] std::string profileTable(const runner::BenchRequest& request, const runner::BenchReport& report);

} // namespace lathe::cli
