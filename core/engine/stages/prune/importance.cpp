#include "core/engine/stages/prune/importance.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <cmath>

namespace lathe::engine {

namespace {

std::vector<std::vector<double>> normalised(const std::vector<at::Tensor>& sums)
{
    std::vector<std::vector<double>> scores;
    for (const at::Tensor& sum : sums) {
        const at::Tensor layer = sum / std::max(1e-30, sum.norm().item<double>());
        scores.emplace_back(layer.const_data_ptr<float>(), layer.const_data_ptr<float>() + layer.numel());
    }
    return scores;
}

} // namespace

Importance taylorImportance(const Checkpoint& checkpoint, const TrainingRows& data, int rows,
                            const StageContext& context)
{
    const Transformer model(checkpoint, false); // only the gates have gradients
    const std::vector<LayerShape>& layers = checkpoint.architecture.layers;
    std::vector<at::Tensor> heads, ffn;
    for (const LayerShape& layer : layers) {
        heads.push_back(at::zeros({layer.heads}, at::kFloat));
        ffn.push_back(at::zeros({layer.ffn}, at::kFloat));
    }
    std::mt19937_64 random(context.seed);
    std::vector<int> order(data.ids.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = int(i);
    for (size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random() % i]);
    order.resize(std::min(order.size(), size_t(rows)));
    std::vector<TokenIds> ids;
    for (const int row : order)
        ids.push_back(data.ids[size_t(row)]);

    size_t done = 0;
    for (const std::vector<int>& batch : batchesByLength(ids, 32)) {
        context.task.checkpoint();
        const auto B = int64_t(batch.size());
        Gates gates;
        for (const LayerShape& layer : layers) {
            gates.heads.push_back(at::ones({B, layer.heads}, at::kFloat).set_requires_grad(true));
            gates.ffn.push_back(at::ones({B, layer.ffn}, at::kFloat).set_requires_grad(true));
        }
        at::Tensor chosen = at::empty({B}, at::kLong);
        for (int64_t b = 0; b < B; ++b)
            chosen.mutable_data_ptr<int64_t>()[b] = order[size_t(batch[size_t(b)])];
        const Targets targets{context.data.labels.kind, data.labels.index_select(0, chosen), {}, 0, 1};
        // Times B: the loss is a mean over the batch, the scores are per row.
        (loss(model.logits(pad(ids, batch), nullptr, gates, context.task), targets) * double(B)).backward();
        const at::NoGradGuard noGrad;
        for (size_t i = 0; i < layers.size(); ++i) {
            if (layers[i].heads > 0)
                heads[i] += gates.heads[i].grad().abs().sum(0);
            ffn[i] += gates.ffn[i].grad().abs().sum(0);
        }
        done += batch.size();
        context.task.report(double(done) / double(ids.size()), "importance of heads and neurons");
    }
    return {normalised(heads), normalised(ffn)};
}

} // namespace lathe::engine
