#pragma once

#include "core/recipe/plan.h"
#include "core/runner/engine.h"
#include "core/runner/step_hash.h"

namespace lathe::runner {

// The models that a step reads beside its inputs: the values, where there are any, of its stage's parameters of type Text
// and unit "folder".
[[nodiscard]] std::vector<std::string> modelFolders(const recipe::Step& step, const recipe::StageCatalog& stages);

// What the engine knows all of a plan's by. Throws what Engine::fingerprint throws.
[[nodiscard]] FolderFingerprints folderFingerprints(const recipe::Plan& plan, Engine& engine, const Task& task);

} // namespace lathe::runner
