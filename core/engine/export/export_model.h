#pragma once

#include "core/engine/model/checkpoint.h"
#include "core/runner/model_export.h"

namespace lathe::engine {

// Writes the checkpoint in the form asked for; see runner::Engine::exportModel.
[[nodiscard]] runner::ExportedForm exportModel(const Checkpoint& checkpoint, const runner::ExportRequest& request, const Task& task);

} // namespace lathe::engine
