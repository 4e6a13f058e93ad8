#include "core/engine/stages/prune/hidden_width.h"

#include "core/engine/model/matrix.h"
#include "core/engine/model/transformer.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <cmath>

namespace lathe::engine {

at::Tensor hiddenImportance(const Checkpoint& model, const TrainingRows& rows, const StageContext& context)
{
    const Transformer transformer(model, false, context.device);
    at::Tensor total = at::zeros({model.architecture.hiddenSize}, at::kFloat).to(context.device);
    for (const std::vector<int>& batch : batchesByLength(rows.ids, 32)) {
        context.task.checkpoint();
        Trace trace;
        const PaddedBatch padded = pad(rows.ids, batch).to(context.device);
        // Gradients end at what the embeddings make; no weight needs one.
        const at::Tensor below = transformer.hidden(padded, 0, {.task = context.task}).detach().set_requires_grad(true);
        const at::Tensor logits = transformer.logits(padded, {.trace = &trace, .below = below, .task = context.task});
        for (const at::Tensor& hidden : trace.hidden)
            hidden.retain_grad();
        (loss(logits, targetsOf(rows, batch, context)) * double(batch.size())).backward();
        const at::NoGradGuard noGrad;
        for (const at::Tensor& hidden : trace.hidden)
            if (hidden.grad().defined())
                total += (hidden * hidden.grad()).sum(1).abs().sum(0);
    }
    return total.cpu();
}

at::Tensor strongest(const at::Tensor& importance, int64_t count)
{
    return std::get<0>(std::get<1>(importance.topk(count)).sort());
}

Checkpoint withHidden(const Checkpoint& model, const at::Tensor& kept)
{
    constexpr int64_t kHidden = -1; // stands for the hidden size in the shapes
    const at::NoGradGuard noGrad;
    Checkpoint made = model;
    Architecture& a = made.architecture;
    Architecture marked = a;
    marked.hiddenSize = kHidden;
    marked.classes = std::max(1, a.classes); // a published pooler is narrowed too
    for (const auto& [name, shape] : weightShapes(marked)) {
        if (!hasMatrix(model.weights, name))
            continue;
        at::Tensor values = floatMatrix(model.weights, name);
        const at::Tensor whole = values;
        for (size_t dim = 0; dim < shape.size(); ++dim)
            if (shape[dim] == kHidden)
                values = values.index_select(int64_t(dim), kept);
        if (!values.is_same(whole))
            putFloat(made.weights, name, values);
    }
    a.hiddenSize = int(kept.size(0));
    // A scale that follows from the hidden size changes with it; the table makes up for it.
    if (const double scale = a.embeddings.scale; scale != 1) {
        a.embeddings.scale = scale * std::sqrt(double(a.hiddenSize) / model.architecture.hiddenSize);
        putFloat(made.weights, "embeddings.token", floatMatrix(made.weights, "embeddings.token") * (scale / a.embeddings.scale));
    }
    return made;
}

} // namespace lathe::engine
