#include "core/engine/stages/calibration.h"

#include "core/engine/model/transformer.h"
#include "core/engine/stages/layer_names.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/maximum.h>

namespace lathe::engine {

namespace {

// The tokens of x [B, T, K] that are not padding, or x [B, 1, K] as it is: [M, K].
at::Tensor tokensOf(const at::Tensor& x, const at::Tensor& mask)
{
    if (x.dim() == 2)
        return x;
    const at::Tensor rows = x.reshape({-1, x.size(2)});
    if (!mask.defined() || x.size(1) != mask.size(3))
        return rows;
    return rows.index_select(0, mask.reshape({-1}).eq(0).nonzero().squeeze(1));
}

// Folds f over what each layer sees.
template <class Fold>
ByLayer folded(const Checkpoint& checkpoint, const TrainingRows& rows, const StageContext& context, const Fold& fold)
{
    ByLayer figures;
    forEachInput(checkpoint, rows, context, [&](const std::string& layer, const at::Tensor& x) {
        at::Tensor& sum = figures[layer];
        sum = fold(sum, x);
    });
    for (auto& [layer, figure] : figures)
        figure = figure.cpu();
    return figures;
}

} // namespace

void forEachInput(const Checkpoint& checkpoint, const TrainingRows& rows, const StageContext& context,
                  const std::function<void(const std::string& layer, const at::Tensor& x)>& see)
{
    const at::NoGradGuard noGrad;
    const Transformer model(checkpoint, false, context.device);
    at::Tensor mask;
    Hooks hooks;
    hooks.input = [&](const std::string& layer, const at::Tensor& x) {
        if (x.size(-1) > 0 && !layer.ends_with(".query") && !layer.ends_with(".value") && !layer.ends_with(".gate") && layer != "head.out")
            see(layer, tokensOf(x, mask));
        return x;
    };
    size_t done = 0;
    for (const std::vector<int>& batch : batchesByLength(rows.ids, 32)) {
        const PaddedBatch padded = pad(rows.ids, batch).to(context.device);
        mask = padded.mask;
        (void)model.logits(padded, {.hooks = &hooks, .task = context.task});
        done += batch.size();
        context.task.report(double(done) / double(rows.ids.size()), "looking at the inputs of the layers");
    }
}

ByLayer inputNorms(const Checkpoint& checkpoint, const TrainingRows& rows, const StageContext& context)
{
    ByLayer squares = folded(checkpoint, rows, context, [](const at::Tensor& sum, const at::Tensor& x) {
        const at::Tensor own = x.square().sum(0);
        return sum.defined() ? sum + own : own;
    });
    for (auto& [layer, figure] : squares)
        figure = figure.sqrt();
    return squares;
}

ByLayer inputMaxima(const Checkpoint& checkpoint, const TrainingRows& rows, const StageContext& context)
{
    return folded(checkpoint, rows, context, [](const at::Tensor& sum, const at::Tensor& x) {
        const at::Tensor own = x.abs().amax(0);
        return sum.defined() ? at::maximum(sum, own) : own;
    });
}

ByLayer inputHessians(const Checkpoint& checkpoint, const TrainingRows& rows, const StageContext& context)
{
    std::map<std::string, int64_t> tokens;
    ByLayer hessians;
    forEachInput(checkpoint, rows, context, [&](const std::string& layer, const at::Tensor& x) {
        at::Tensor& sum = hessians[layer];
        const at::Tensor own = at::matmul(x.t(), x);
        sum = sum.defined() ? sum + own : own;
        tokens[layer] += x.size(0);
    });
    for (auto& [layer, hessian] : hessians)
        hessian = (hessian / double(tokens[layer])).cpu();
    return hessians;
}

const at::Tensor& inputOf(const ByLayer& figures, const std::string& layer)
{
    for (const std::string& name : sharingInput(layer))
        if (const auto found = figures.find(name); found != figures.end())
            return found->second;
    return figures.at(layer);
}

recipe::ParamSpec calibrationParam(int64_t fallback)
{
    return {"calibrationRows", "Calibration rows", recipe::ParamType::Integer, fallback, 1, 1000000, "rows", {},
            "Training rows that the method looks at; they need no labels."};
}

TrainingRows calibrationRows(const Checkpoint& checkpoint, const recipe::Params& params, const StageContext& context)
{
    return sampled(trainingRows(checkpoint, context), param<size_t>(params, "calibrationRows"), context.seed);
}

} // namespace lathe::engine
