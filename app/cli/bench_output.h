#pragma once

#include "core/engine/torch_engine.h"

#include <nlohmann/json.hpp>

namespace lathe::cli {

// `facts`: static facts of each model, in the order of the models; `machine`: what the figures were taken on.
[[nodiscard]] nlohmann::json toJson(const engine::BenchRequest& request, const engine::BenchReport& report,
                                    const std::vector<nlohmann::json>& facts, const nlohmann::json& machine);

// One line for each model and workload, ratios to the first model.
[[nodiscard]] std::string benchTable(const engine::BenchRequest& request, const engine::BenchReport& report);
// Operators over all layers, then each layer; empty when no profile was asked for.
[[nodiscard]] std::string profileTable(const engine::BenchRequest& request, const engine::BenchReport& report);

} // namespace lathe::cli
