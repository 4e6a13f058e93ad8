#pragma once

#include "core/engine/stages/stage.h"

namespace lathe::engine {

// "layers" and "choice": how deep a student is and which of the model's layers it starts from.
[[nodiscard]] std::vector<recipe::ParamSpec> depthParams();

// The model at port "model" with the layers that depthParams ask for and a head for the data's labels, a fresh
// one where it has another; context.details["fromLayers"] says which layers. Throws Error when the model is not
// float or has fewer layers.
[[nodiscard]] Checkpoint shallowStudent(const StageInputs& inputs, const recipe::Params& params,
                                        StageContext& context);

// The sizes of that student at most; throws the same Error.
[[nodiscard]] Architecture shallowSizes(const Sizes& inputs, const recipe::Params& params);

// The ports of every distillation: "model", and up to three teachers of which the first is required.
[[nodiscard]] std::vector<recipe::PortSpec> distillationPorts(const std::string& model, const std::string& teacher);

} // namespace lathe::engine
