#pragma once

#include "core/engine/stages/training/training_rows.h"

namespace lathe::engine {

// Runs the rows through the float form of a model and shows the input of every linear layer to `see`, once
// per batch: x [M, K] float32 on the context's device, one row per token that the layer really computes,
// padding left out. Query, key and value share one input; it is shown as the key's. `task` is asked and
// told while it goes on.
void forEachInput(const Checkpoint& checkpoint, const TrainingRows& rows, const StageContext& context,
                  const std::function<void(const std::string& layer, const at::Tensor& x)>& see);

// Per layer, as forEachInput names them.
using ByLayer = std::map<std::string, at::Tensor>;
[[nodiscard]] ByLayer inputNorms(const Checkpoint& checkpoint, const TrainingRows& rows, const StageContext& context); // L2 over the tokens, [K]
[[nodiscard]] ByLayer inputMaxima(const Checkpoint& checkpoint, const TrainingRows& rows, const StageContext& context); // largest |x|, [K]
// sum x^T x / tokens [K, K] float32: the Hessian of the layer's squared error, but for a factor of 2.
[[nodiscard]] ByLayer inputHessians(const Checkpoint& checkpoint, const TrainingRows& rows, const StageContext& context);

// The entry for a layer, whoever of those that share its input it is kept under.
[[nodiscard]] const at::Tensor& inputOf(const ByLayer& figures, const std::string& layer);

// "calibrationRows", and the training rows drawn by it.
[[nodiscard]] recipe::ParamSpec calibrationParam(int64_t fallback);
[[nodiscard]] TrainingRows calibrationRows(const Checkpoint& checkpoint, const recipe::Params& params,
                                           const StageContext& context);

} // namespace lathe::engine
