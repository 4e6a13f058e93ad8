#include "core/engine/model/matrix.h"
#include "core/engine/stages/prune/mask.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <algorithm>
#include <cmath>

namespace lathe::engine {

namespace {

// The magnitude below which `share` of all the weights lie.
double threshold(const Checkpoint& model, double share)
{
    std::vector<at::Tensor> all;
    for (const std::string& layer : thinnedLayers(model.architecture))
        all.push_back(model.weights.at(layer + ".weight").abs().flatten());
    const at::Tensor magnitudes = at::cat(all);
    const int64_t count = std::llround(share * double(magnitudes.numel()));
    return count == 0 ? -1 : std::get<0>(magnitudes.kthvalue(count)).item<double>();
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const bool global = param<std::string>(params, "scope") == "global";
    return pruneByMask(inputs, params, context, [&](Checkpoint& model, double share, const Pattern& pattern, StageContext& part) {
        const double bar = global && pattern.of == 0 ? threshold(model, share) : -1;
        for (const std::string& layer : thinnedLayers(model.architecture)) {
            part.task.checkpoint();
            at::Tensor& weight = model.weights.at(layer + ".weight");
            const at::Tensor size = weight.abs();
            weight.masked_fill_(global && pattern.of == 0 ? size.le(bar) : chosenByRow(size, share, pattern), 0);
        }
    });
}

} // namespace

// The smallest weights become zero (Han et al. 2015); with rounds and a cubic curve it is gradual magnitude
// pruning (Zhu & Gupta 2017).
Stage pruneMagnitudeStage()
{
    return {{.id = "prune.magnitude",
             .title = "Magnitude mask",
             .family = recipe::StageFamily::Prune,
             .summary = "Sets the smallest weights to zero. Saves nothing on a CPU by itself: for comparison, or before "
                        "other tools.",
             .paper = "Han et al. 2015, Learning both Weights and Connections; Zhu & Gupta 2017, To Prune, or Not to Prune",
             .params = joined({{"scope", "Scope", recipe::ParamType::Choice, std::string("global"), {}, {}, "",
                                {"global", "per row"}, "Whether all weights compete or each row loses the same share."}},
                              maskParams()),
             .inputs = recoveryPorts(),
             .version = 3},
            run};
}

} // namespace lathe::engine
