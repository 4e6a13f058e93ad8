#pragma once

#include "core/engine/stages/stage.h"

namespace lathe::engine {

// "student": the folder of another model, of any family and tokenizer, that learns in the place of the one at port "model".
[[nodiscard]] recipe::ParamSpec studentFolderParam();

// The inputs with the model of that folder at port "model", where one is named. Throws Error when it is not an absolute path
// or holds no model of a known family, of float weights and with a tokenizer.
[[nodiscard]] StageInputs withStudent(StageInputs inputs, const recipe::Params& params);
[[nodiscard]] Sizes withStudent(Sizes inputs, const recipe::Params& params); // the same of the sizes alone

} // namespace lathe::engine
