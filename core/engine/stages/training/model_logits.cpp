#include "core/engine/stages/training/model_logits.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

namespace lathe::engine {

at::Tensor modelLogits(const Transformer& model, const std::vector<TokenIds>& rows, const Hooks& hooks, int frozenLayers,
                       FrozenPrefix* below, at::Device device, const Task& task)
{
    const at::NoGradGuard noGrad;
    constexpr int kBatch = 256;
    constexpr int64_t kTokens = 4096; // a matrix that is stored in few bits is multiplied out once for so many
    at::Tensor all = at::empty({int64_t(rows.size()), model.architecture().classes}, at::kFloat);
    for (const std::vector<int>& batch : batchesByLength(rows, kBatch, kTokens)) {
        task.checkpoint();
        const at::Tensor logits =
            model.logits(pad(rows, batch).to(device), {.hooks = &hooks,
                                                       .frozen = frozenLayers,
                                                       .below = below ? below->of(batch, device, task) : at::Tensor(),
                                                       .task = task})
                .to(at::kCPU);
        for (size_t b = 0; b < batch.size(); ++b)
            all[batch[b]] = logits[int64_t(b)];
    }
    return all;
}

} // namespace lathe::engine
