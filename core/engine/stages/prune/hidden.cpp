#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/calibration.h"
#include "core/engine/stages/prune/hidden_width.h"
#include "core/engine/stages/rounds.h"

namespace lathe::engine {

namespace {

constexpr int kMultiple = 16; // what the kernels handle without a remainder

int64_t widthAfter(int all, double strength)
{
    constexpr double kSlack = 1e-9; // 1 - 0.9 is a little less than 0.1
    const int64_t width = int64_t(double(all) * (1 - strength) / kMultiple + kSlack) * kMultiple;
    if (width < kMultiple)
        throw Error(ErrorKind::BadInput,
                    fmt::format("less than {} of the {} hidden dimensions would be left", kMultiple, all),
                    "Lower the sparsity");
    return width;
}

Architecture foresee(const Sizes& inputs, const recipe::Params& params)
{
    Architecture made = inputs.at("model");
    made.hiddenSize = int(widthAfter(made.hiddenSize, param<double>(params, "sparsity")));
    return made;
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const int all = inputs.at("model").architecture.hiddenSize;
    Removal removal;
    removal.cut = [&](const Checkpoint& model, const Round& round, StageContext& part) {
        const at::Tensor importance =
            hiddenImportance(model, sampled(trainingRows(model, part), param<size_t>(params, "calibrationRows"), part.seed), part);
        return withHidden(model, strongest(importance, widthAfter(all, round.strength)));
    };
    return removeInRounds(inputs, params, param<double>(params, "sparsity"), removal, context);
}

} // namespace

// The same hidden dimensions go everywhere: columns and rows of every matrix on the residual stream, by the
// first-order Taylor estimate of what setting a dimension of the stream to zero costs (Molchanov et al. 2019,
// equation 8, summed over the layers; width pruning as in Muralidharan et al. 2024). Heads keep their size.
// Nothing is rotated first, as SliceGPT does (Ashkboos et al. 2024): where normalisation with a weight per dimension
// follows each sum, a rotation would have to be undone by a dense product on every residual.
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
             .version = 3},
            run, foresee};
}

} // namespace lathe::engine
