#include "core/engine/stages/prune/hidden_width.h"

#include "core/engine/model/matrix.h"
#include "core/engine/model/transformer.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros.h>
#include <fmt/format.h>

namespace lathe::engine {

at::Tensor hiddenImportance(const Checkpoint& model, const TrainingRows& rows, const StageContext& context)
{
    // Gradients reach the residual stream through the embeddings' norm; no other weight needs one.
    Transformer transformer(model, false, context.device);
    for (const char* part : {"embeddings.norm.weight", "embeddings.norm.bias"})
        transformer.weights()[part] = transformer.weights().at(part).clone().set_requires_grad(true);
    at::Tensor total = at::zeros({model.architecture.hiddenSize}, at::kFloat).to(context.device);
    for (const std::vector<int>& batch : batchesByLength(rows.ids, 32)) {
        context.task.checkpoint();
        Trace trace;
        const at::Tensor logits = transformer.logits(pad(rows.ids, batch).to(context.device), {.trace = &trace, .task = context.task});
        for (const at::Tensor& hidden : trace.hidden)
            hidden.retain_grad();
        (loss(logits, targetsOf(rows, batch, context)) * double(batch.size())).backward();
        const at::NoGradGuard noGrad;
        for (const at::Tensor& hidden : trace.hidden)
            if (hidden.grad().defined())
                total += (hidden * hidden.grad()).sum(1).abs().sum(0);
        for (const char* part : {"embeddings.norm.weight", "embeddings.norm.bias"})
            transformer.weights().at(part).mutable_grad().reset();
    }
    return total.cpu();
}

at::Tensor strongest(const at::Tensor& importance, int64_t count)
{
    return std::get<0>(std::get<1>(importance.topk(count)).sort());
}

Checkpoint withHidden(const Checkpoint& model, const at::Tensor& kept)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = model;
    made.architecture.hiddenSize = int(kept.size(0));
    const auto select = [&](const std::string& name, int64_t dim) {
        putFloat(made.weights, name, floatMatrix(model.weights, name).index_select(dim, kept));
    };
    for (const char* table : {"embeddings.token", "embeddings.position", "embeddings.type"})
        if (hasMatrix(model.weights, table))
            select(table, 1);
    for (const auto& [name, weight] : model.weights)
        if (name.find("norm.") != std::string::npos || name.ends_with("attention.output.bias") || name.ends_with("ffn.down.bias"))
            select(name, 0);
    for (size_t i = 0; i < model.architecture.layers.size(); ++i) {
        const std::string at = fmt::format("layers.{}.", i);
        for (const char* reads : {"attention.query", "attention.key", "attention.value", "ffn.up"})
            select(at + reads + ".weight", 1);
        for (const char* writes : {"attention.output", "ffn.down"})
            select(at + writes + ".weight", 0);
    }
    if (model.architecture.classes > 0) {
        select("head.dense.weight", 0);
        made.weights["head.dense.weight"] = made.weights.at("head.dense.weight").index_select(1, kept);
        select("head.dense.bias", 0);
        select("head.out.weight", 1);
    }
    return made;
}

} // namespace lathe::engine
