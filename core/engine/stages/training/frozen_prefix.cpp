#include "core/engine/stages/training/frozen_prefix.h"

#include <algorithm>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros.h>

namespace lathe::engine {

FrozenPrefix::FrozenPrefix(const Transformer& model, const std::vector<TokenIds>& ids, int layers,
                           uint64_t memoryBytes)
    : m_model(model), m_ids(ids), m_layers(layers), m_left(memoryBytes), m_kept(ids.size())
{
}

void FrozenPrefix::compute(const std::vector<int>& rows, at::Device device, const Task& task,
                           std::vector<at::Tensor>& states)
{
    std::vector<int> missing;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(missing),
                 [&](int row) { return !m_kept[size_t(row)].defined(); });
    if (missing.empty())
        return;
    const at::Tensor made = m_model.hidden(pad(m_ids, missing).to(device), m_layers, {.task = task})
                                .to(at::kCPU, at::kFloat);
    auto next = missing.begin();
    for (size_t b = 0; b < rows.size(); ++b) {
        if (next == missing.end() || rows[b] != *next)
            continue;
        const auto tokens = std::min(made.size(1), int64_t(m_ids[size_t(*next)].size()));
        states[b] = made[next - missing.begin()].narrow(0, 0, tokens);
        if (const uint64_t bytes = states[b].nbytes(); bytes <= m_left) {
            m_left -= bytes;
            m_kept[size_t(*next)] = states[b].clone();
        }
        ++next;
    }
}

void FrozenPrefix::fill(at::Device device, const Task& task)
{
    const at::NoGradGuard noGrad;
    constexpr int kBatch = 1024;
    constexpr int64_t kTokens = 4096;
    size_t done = 0;
    for (const std::vector<int>& batch : batchesByLength(m_ids, kBatch, kTokens)) {
        const uint64_t before = m_left;
        std::vector<at::Tensor> states(batch.size());
        compute(batch, device, task, states);
        done += batch.size();
        task.report(double(done) / double(m_ids.size()), "computing the frozen layers, once");
        if (m_left == before) // full
            return;
    }
    task.report(1);
}

at::Tensor FrozenPrefix::of(const std::vector<int>& rows, at::Device device, const Task& task)
{
    const at::NoGradGuard noGrad;
    std::vector<at::Tensor> states; // [tokens, H] each
    for (const int row : rows)
        states.push_back(m_kept[size_t(row)]);
    compute(rows, device, task, states);
    int64_t longest = 0;
    for (const at::Tensor& state : states)
        longest = std::max(longest, state.size(0));
    at::Tensor batch =
        at::zeros({int64_t(rows.size()), longest, states.front().size(1)}, at::kFloat); // [B, T, H]
    for (size_t b = 0; b < states.size(); ++b)
        batch[int64_t(b)].narrow(0, 0, states[b].size(0)).copy_(states[b]);
    return batch.to(device);
}

} // namespace lathe::engine
