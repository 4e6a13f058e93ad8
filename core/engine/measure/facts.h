#pragma once

#include "core/engine/model/checkpoint.h"
#include "core/runner/engine.h"

namespace lathe::engine {

// What can be said of a loaded checkpoint without running it.
[[nodiscard]] runner::ModelFacts factsOf(const Checkpoint& checkpoint);

} // namespace lathe::engine
