#include "core/engine/measure/logits_of.h"

#include "core/engine/model/transformer.h"
#include "core/engine/runtime/classifier.h"
#include "core/engine/runtime/packed_model.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <algorithm>

namespace lathe::engine {

namespace {

bool isFloat(const Checkpoint& checkpoint)
{
    return std::all_of(checkpoint.weights.begin(), checkpoint.weights.end(),
                       [](const auto& item) { return item.second.is_floating_point(); });
}

} // namespace

at::Tensor logitsOf(const Checkpoint& checkpoint, const std::vector<TokenIds>& rows, at::Device device,
                    const Task& task)
{
    if (device.is_cpu() || !isFloat(checkpoint))
        return predict(PackedModel(checkpoint), rows, task);
    const at::NoGradGuard noGrad;
    constexpr int kBatch = 256;
    const Transformer model(checkpoint, false, device);
    at::Tensor all = at::empty({int64_t(rows.size()), checkpoint.architecture.classes}, at::kFloat);
    size_t done = 0;
    for (const std::vector<int>& batch : batchesByLength(rows, kBatch)) {
        const at::Tensor logits = model.logits(pad(rows, batch).to(device), {.task = task}).to(at::kCPU); // [B, C]
        for (size_t b = 0; b < batch.size(); ++b)
            all[batch[b]] = logits[int64_t(b)];
        done += batch.size();
        task.report(double(done) / double(rows.size()));
    }
    return all;
}

} // namespace lathe::engine
