#include "core/engine/stages/prune/importance.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace lathe::engine {

namespace {

std::vector<std::vector<double>> scoresOf(const std::vector<at::Tensor>& sums, double rows)
{
    std::vector<std::vector<double>> scores;
    for (const at::Tensor& sum : sums) {
        const at::Tensor layer = (sum / rows).cpu();
        scores.emplace_back(layer.const_data_ptr<float>(), layer.const_data_ptr<float>() + layer.numel());
    }
    return scores;
}

void normalise(std::vector<std::vector<double>>& layers)
{
    for (std::vector<double>& layer : layers) {
        const double norm = std::sqrt(std::inner_product(layer.begin(), layer.end(), layer.begin(), 0.0));
        for (double& score : layer)
            score /= std::max(1e-30, norm);
    }
}

} // namespace

Importance taylorImportance(const Checkpoint& checkpoint, const TrainingRows& rows, const StageContext& context)
{
    const Transformer model(checkpoint, false, context.device); // only the gates have gradients
    const std::vector<LayerShape>& layers = checkpoint.architecture.layers;
    const auto options = at::TensorOptions().dtype(at::kFloat).device(context.device);
    std::vector<at::Tensor> heads, ffn;
    for (const LayerShape& layer : layers) {
        heads.push_back(at::zeros({layer.kvHeads()}, options));
        ffn.push_back(at::zeros({layer.ffn}, options));
    }
    size_t done = 0;
    for (const std::vector<int>& batch : batchesByLength(rows.ids, 32)) {
        context.task.checkpoint();
        const auto B = int64_t(batch.size());
        Gates gates;
        for (const LayerShape& layer : layers) {
            gates.heads.push_back(at::ones({B, layer.heads}, options).set_requires_grad(true));
            gates.ffn.push_back(at::ones({B, layer.ffn}, options).set_requires_grad(true));
        }
        const at::Tensor logits =
            model.logits(pad(rows.ids, batch).to(context.device), {.gates = &gates, .task = context.task});
        // Times B: the loss is a mean over the batch, the scores are per row.
        (loss(logits, targetsOf(rows, batch, context)) * double(B)).backward();
        const at::NoGradGuard noGrad;
        for (size_t i = 0; i < layers.size(); ++i) {
            if (layers[i].heads > 0)
                heads[i] += gates.heads[i].grad().view({B, layers[i].kvHeads(), layers[i].group}).sum(2).abs().sum(0);
            ffn[i] += gates.ffn[i].grad().abs().sum(0);
        }
        done += batch.size();
        context.task.report(double(done) / double(rows.ids.size()), "importance of heads and neurons");
    }
    return {scoresOf(heads, double(rows.ids.size())), scoresOf(ffn, double(rows.ids.size()))};
}

Importance normalised(Importance importance)
{
    normalise(importance.heads);
    normalise(importance.ffn);
    return importance;
}

Importance magnitudeImportance(const Checkpoint& checkpoint)
{
    const at::NoGradGuard noGrad;
    std::vector<at::Tensor> heads, ffn;
    for (size_t i = 0; i < checkpoint.architecture.layers.size(); ++i) {
        const LayerShape& shape = checkpoint.architecture.layers[i];
        const std::string at = fmt::format("layers.{}.", i);
        const auto squares = [&](const char* part, int64_t kept) { // of each row or column
            return floatMatrix(checkpoint.weights, at + part + ".weight").square().sum(1 - kept);
        };
        const auto perUnit = [&](const char* part, int64_t kept) {
            const at::Tensor own = squares(part, kept);
            return own.view({shape.kvHeads(), shape.kvHeads() > 0 ? own.size(0) / shape.kvHeads() : 0}).sum(1);
        };
        const at::Tensor in = perUnit("attention.query", 0) + perUnit("attention.key", 0) + perUnit("attention.value", 0);
        heads.push_back((in * perUnit("attention.output", 1)).sqrt());
        at::Tensor up = squares("ffn.up", 0);
        if (checkpoint.architecture.ffn.gated)
            up = up + squares("ffn.gate", 0);
        ffn.push_back((up * squares("ffn.down", 1)).sqrt());
    }
    return {scoresOf(heads, 1), scoresOf(ffn, 1)};
}

} // namespace lathe::engine
