#pragma once

#include "core/runner/engine.h"

namespace lathe::runner {

// What is known of a model as JSON, for the history and the command line. Reading throws nlohmann's
// exceptions on anything that toJson() did not write.
// [{part, storage, compute, kernel, rows, columns}]
[[nodiscard]] nlohmann::json kernelsToJson(const std::vector<KernelFacts>& facts);
[[nodiscard]] nlohmann::json toJson(const ModelFacts& facts);
[[nodiscard]] ModelFacts factsFromJson(const nlohmann::json& json);

} // namespace lathe::runner
