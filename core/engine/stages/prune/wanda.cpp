#include "core/engine/stages/calibration.h"
#include "core/engine/stages/prune/mask.h"

#include <ATen/TensorOperators.h>

namespace lathe::engine {

namespace {

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    return pruneByMask(inputs, params, context, [&](Checkpoint& model, double share, const Pattern& pattern, StageContext& part) {
        const ByLayer norms = inputNorms(model, calibrationRows(model, params, part), part);
        for (const std::string& layer : thinnedLayers(model.architecture)) {
            at::Tensor& weight = model.weights.at(layer + ".weight");
            const at::Tensor scores = weight.abs() * inputOf(norms, layer); // [N, K] * [K]
            weight.masked_fill_(chosenByRow(scores, share, pattern), 0);
        }
    });
}

} // namespace

// A weight's worth is |w| times the L2 norm of the input it meets, compared within its row (Sun et al. 2024,
// equation 1).
Stage pruneWandaStage()
{
    return {{.id = "prune.wanda",
             .title = "Wanda mask",
             .family = recipe::StageFamily::Prune,
             .summary = "Sets weights to zero by their size times the size of their inputs. Saves nothing on a CPU by "
                        "itself.",
             .paper = "Sun et al. 2024, A Simple and Effective Pruning Approach for Large Language Models",
             .params = joined({calibrationParam(256)}, maskParams()),
             .inputs = recoveryPorts(),
             .version = 3},
            run};
}

} // namespace lathe::engine
