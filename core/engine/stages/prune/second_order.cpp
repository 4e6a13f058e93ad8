#include "core/base/error.h"
#include "core/engine/stages/calibration.h"
#include "core/engine/stages/prune/mask.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cholesky_inverse.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/linalg_cholesky.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros_like.h>

namespace lathe::engine {

namespace {

constexpr int64_t kBlock = 64; // columns that choose their zeros together; a multiple of every pattern's M

// Upper Cholesky factor of the inverse Hessian [K, K]; columns that no input reaches count as free.
at::Tensor inverseFactor(at::Tensor hessian, double damping)
{
    hessian = hessian.to(at::kDouble);
    const double mean = std::max(1e-12, hessian.diagonal().mean().item<double>());
    hessian = hessian + at::eye(hessian.size(0), at::kDouble) * (damping * mean);
    return at::linalg_cholesky(at::cholesky_inverse(at::linalg_cholesky(hessian)), true).to(at::kFloat);
}

// Zeroes `share` of the weights column block by column block, each time spreading the error that a zero
// makes over the columns to its right.
void prune(at::Tensor& weight, const at::Tensor& factor, double share, const Pattern& pattern, const Task& task)
{
    const int64_t K = weight.size(1);
    const at::Tensor diagonal = factor.diagonal();
    const int64_t width = pattern.of > 0 ? pattern.of : kBlock; // N:M chooses group by group
    for (int64_t begin = 0; begin < K; begin += width) {
        task.checkpoint();
        const int64_t end = std::min(begin + width, K);
        at::Tensor block = weight.slice(1, begin, end); // a view: changes reach the weight
        const at::Tensor scores = block.square() / diagonal.slice(0, begin, end).square();
        const at::Tensor gone = chosenByRow(scores, share, pattern);
        at::Tensor errors = at::zeros_like(block);
        for (int64_t c = begin; c < end; ++c) {
            const at::Tensor column = weight.select(1, c);
            const at::Tensor error = (column * gone.select(1, c - begin)) / diagonal[c];
            weight.slice(1, c, end) -= error.unsqueeze(1) * factor[c].slice(0, c, end).unsqueeze(0);
            errors.select(1, c - begin).copy_(error);
        }
        if (end < K)
            weight.slice(1, end, K) -= at::matmul(errors, factor.slice(0, begin, end).slice(1, end, K));
        block.masked_fill_(gone, 0); // exactly
    }
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const auto damping = param<double>(params, "damping");
    return pruneByMask(inputs, params, context, [&](Checkpoint& model, double share, const Pattern& pattern, StageContext& part) {
        const ByLayer hessians = inputHessians(model, calibrationRows(model, params, part), part);
        ByLayer factors; // like the Hessians: one for the layers that share an input
        for (const auto& [layer, hessian] : hessians)
            if (layer != "head.dense")
                factors[layer] = inverseFactor(hessian, damping);
        for (const std::string& layer : thinnedLayers(model.architecture)) {
            const at::Tensor& factor = inputOf(factors, layer);
            prune(model.weights.at(layer + ".weight"), factor, share, pattern, part.task);
        }
    });
}

} // namespace

// Optimal brain surgeon layer by layer: with H the Hessian of the layer's squared output error, the weight
// whose removal costs least, w^2 / [H^-1]_qq, becomes zero and the weights to its right take over what they
// can (Frantar & Alistarh 2023, SparseGPT, algorithm 1; Kurtic et al. 2022 for BERT).
Stage pruneSecondOrderStage()
{
    return {{.id = "prune.secondorder",
             .title = "Second-order mask",
             .family = recipe::StageFamily::Prune,
             .summary = "Sets weights to zero by their second-order cost and adjusts the others to make up for it. Saves "
                        "nothing on a CPU by itself.",
             .paper = "Frantar & Alistarh 2023, SparseGPT; Kurtic et al. 2022, The Optimal BERT Surgeon",
             .params = joined({calibrationParam(256),
                               {"damping", "Damping", recipe::ParamType::Number, 0.01, 1e-6, 1.0, "of the mean diagonal", {},
                                "Added to the Hessian's diagonal so that it can be inverted."}},
                              maskParams()),
             .inputs = recoveryPorts(),
             .version = 4},
            run};
}

} // namespace lathe::engine
