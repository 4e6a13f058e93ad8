#include "core/engine/stages/prune/block_losses.h"

#include <algorithm>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/ones.h>
#include <ATen/TensorOperators.h>
#include <fmt/format.h>
#include <numeric>

namespace lathe::engine {

namespace {

constexpr double kMeasured[] = {0, 0.125, 0.25, 0.5, 0.75}; // shares of a block's units that stay

std::vector<int64_t> byScore(const std::vector<double>& scores)
{
    std::vector<int64_t> order(scores.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int64_t a, int64_t b) { return scores[size_t(a)] > scores[size_t(b)]; });
    return order;
}

// Factors on the units of every block, all 1, [1, units].
Gates open(const Architecture& architecture, const at::TensorOptions& options)
{
    Gates gates;
    for (const LayerShape& layer : architecture.layers) {
        gates.heads.push_back(at::ones({1, layer.heads}, options));
        gates.ffn.push_back(at::ones({1, layer.ffn}, options));
    }
    return gates;
}

// The model's answers on some rows, whole and with blocks cut.
class Answers {
public:
    Answers(const Checkpoint& model, const TrainingRows& rows, const StageContext& context)
        : m_model(model, false, context.device), m_context(context)
    {
        for (const std::vector<int>& batch : batchesByLength(rows.ids, 32)) {
            m_batches.push_back(pad(rows.ids, batch).to(context.device));
            Targets& whole = m_whole.emplace_back();
            whole.kind = context.data.labels.kind;
            whole.labels = at::empty({0});
            whole.alpha = 1;
            whole.teacher =
                m_model.logits(m_batches.back(), {.task = context.task}).to(at::kDouble);
        }
        m_rows = double(rows.ids.size());
    }

    [[nodiscard]] double divergence(const Gates& gates) const
    {
        double sum = 0;
        for (size_t i = 0; i < m_batches.size(); ++i) {
            const auto B = m_batches[i].ids.size(0);
            Gates wide;
            for (const at::Tensor& gate : gates.heads)
                wide.heads.push_back(gate.expand({B, gate.size(1)}).contiguous());
            for (const at::Tensor& gate : gates.ffn)
                wide.ffn.push_back(gate.expand({B, gate.size(1)}));
            const at::Tensor logits =
                m_model.logits(m_batches[i], {.gates = &wide, .task = m_context.task});
            sum += loss(logits.to(at::kDouble), m_whole[i]).item<double>() * double(B);
        }
        return std::max(0.0, sum / m_rows);
    }

private:
    Transformer m_model;
    const StageContext& m_context;
    std::vector<PaddedBatch> m_batches;
    std::vector<Targets> m_whole;
    double m_rows = 0;
};

// Values at some places, falling or level, as a straight line between neighbours for every place.
std::vector<double> filledIn(std::map<size_t, double> known)
{
    double most = 0;
    for (auto at = known.rbegin(); at != known.rend(); ++at)
        most = at->second = std::max(most, at->second);
    std::vector<double> all(known.rbegin()->first + 1);
    for (auto left = known.begin(), right = std::next(left); right != known.end(); ++left, ++right)
        for (size_t n = left->first; n < right->first; ++n)
            all[n] = std::lerp(left->second, right->second,
                               double(n - left->first) / double(right->first - left->first));
    all.back() = known.rbegin()->second;
    return all;
}

} // namespace

std::vector<int64_t> Ranking::first(size_t n) const
{
    std::vector<int64_t> units(order.begin(),
                               order.begin() + std::ptrdiff_t(std::min(n, order.size())));
    std::sort(units.begin(), units.end());
    return units;
}

std::vector<Ranking> measuredRankings(const Checkpoint& model, const Importance& importance,
                                      const TrainingRows& rows, const StageContext& context)
{
    const at::NoGradGuard noGrad;
    const Answers answers(model, rows, context);
    const auto options = at::TensorOptions().dtype(at::kFloat).device(context.device);
    const size_t layers = model.architecture.layers.size();
    Gates gates = open(model.architecture, options);
    std::vector<Ranking> rankings;
    for (size_t block = 0; block < 2 * layers; ++block) {
        const bool heads = block % 2 == 0;
        const size_t layer = block / 2;
        Ranking ranking;
        ranking.order = byScore(heads ? importance.heads[layer] : importance.ffn[layer]);
        const size_t units = ranking.order.size();
        at::Tensor& gate = heads ? gates.heads[layer] : gates.ffn[layer];
        std::map<size_t, double> known{{units, 0}};
        for (const double share : kMeasured) {
            const auto n = size_t(std::lround(share * double(units)));
            if (known.contains(n))
                continue;
            at::Tensor cut = at::empty({1, int64_t(units)}, at::kFloat).fill_(1);
            for (size_t i = n; i < units; ++i)
                cut.mutable_data_ptr<float>()[ranking.order[i]] = 0;
            gate.copy_(heads ? cut.repeat_interleave(model.architecture.layers[layer].group, 1) : cut);
            known[n] = answers.divergence(gates);
            context.task.checkpoint();
        }
        gate.fill_(1);
        ranking.lost = filledIn(std::move(known));
        rankings.push_back(std::move(ranking));
        context.task.report(
            double(block + 1) / double(2 * layers),
            fmt::format("layer {} without some {}", layer + 1, heads ? "heads" : "neurons"));
    }
    return rankings;
}

} // namespace lathe::engine
