#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/calibration.h"
#include "core/engine/stages/prune/hidden_width.h"
#include "core/engine/stages/rounds.h"

namespace lathe::engine {

namespace {

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const int all = inputs.at("model").architecture.hiddenSize;
    Removal removal;
    removal.cut = [&](const Checkpoint& model, const Round& round, StageContext& part) {
        const auto width = int64_t(double(all) * (1 - round.strength)) / 16 * 16;
        if (width < 16)
            throw Error(ErrorKind::BadInput, fmt::format("less than 16 of the {} hidden dimensions would be left", all),
                        "Lower the sparsity");
        const at::Tensor importance =
            hiddenImportance(model, sampled(trainingRows(model, part), param<size_t>(params, "calibrationRows"), part.seed), part);
        return withHidden(model, strongest(importance, width));
    };
    return removeInRounds(inputs, params, param<double>(params, "sparsity"), removal, context);
}

} // namespace

// The same hidden dimensions go everywhere: columns and rows of every matrix on the residual stream, by the
// first-order Taylor estimate of what setting a dimension of the stream to zero costs (Molchanov et al. 2019,
// equation 8, summed over the layers; width pruning as in Muralidharan et al. 2024). Heads keep their size.
Stage pruneHiddenStage()
{
    using recipe::ParamType;
    return {{.id = "prune.hidden",
             .title = "Hidden width",
             .family = recipe::StageFamily::Prune,
             .summary = "Removes dimensions of the residual stream from every layer, then trains what is left.",
             .paper = "Molchanov et al. 2019, Importance Estimation for Neural Network Pruning; Muralidharan et al. 2024, "
                      "Compact Language Models via Pruning and Knowledge Distillation",
             .params = joined(joined({{"sparsity", "Sparsity", ParamType::Number, 0.33, 0.0, 0.9, "fraction", {},
                                       "Share of the hidden dimensions that goes; the rest is a multiple of 16.", true},
                                      calibrationParam(512)},
                                     scheduleParams()),
                              recoveryParams(4, 1e-4)),
             .inputs = recoveryPorts(),
             .version = 2},
            run};
}

} // namespace lathe::engine
