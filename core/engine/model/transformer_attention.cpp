#include "core/engine/model/asking.h"
#include "core/engine/model/linear.h"
#include "core/engine/model/relative_position.h"
#include "core/engine/model/transformer.h"
#include "core/engine/model/turn.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/gather.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <fmt/format.h>
#include <limits>

// The attention of the trainable model; transformer.cpp has the rest.
namespace lathe::engine {

namespace {

// f of every distance of the batch: int64 of the distances' shape.
template <class Function> at::Tensor mapped(const at::Tensor& distances, int64_t T, const Function& f)
{
    at::Tensor table = at::empty({2 * T - 1}, at::kLong);
    for (int64_t d = 1 - T; d < T; ++d)
        table.mutable_data_ptr<int64_t>()[d + T - 1] = f(d);
    return table.to(distances.device()).index({distances + (T - 1)});
}

// 0 where a token sees the key, -inf where not; each sees itself, so that no row of padding is left with nothing.
at::Tensor withSight(const at::Tensor& mask, const at::Tensor& distances, bool causal, int window)
{
    at::Tensor seen = causal ? distances.ge(0) : distances.ge(std::numeric_limits<int32_t>::min());
    if (window > 0)
        seen = seen.logical_and(distances.abs().lt(window));
    const at::Tensor none = at::zeros({}, mask.defined() ? mask.options() : distances.options().dtype(at::kFloat));
    const at::Tensor local = at::where(seen, mask.defined() ? mask : none, none - std::numeric_limits<float>::infinity());
    return at::where(distances.eq(0), none, local);
}

} // namespace

Asking Transformer::askingIn(size_t layer, const PaddedBatch& batch, const Pass& pass) const
{
    const bool last = layer + 1 == m_architecture.layers.size() && !pass.trace;
    return last ? headTokens(m_architecture, batch) : everyToken(batch);
}

at::Tensor Transformer::sight(size_t layer, const Asking& asking) const
{
    const Positions& positions = m_architecture.positions;
    const int64_t T = asking.batch.ids.size(1);
    const bool causal = m_architecture.attention.causal;
    const int window = m_architecture.layers[layer].window;
    at::Tensor bias = asking.batch.mask; // [B, 1, 1, T]
    if (causal || (window > 0 && window < T))
        bias = withSight(bias, asking.distances(), causal, window);
    if (positions.relativeBuckets > 0) {
        const at::Tensor rows =
            mapped(asking.distances(), T, [&](int64_t d) { return relativeBucket(-d, positions.relativeBuckets); });
        const at::Tensor relative = at::embedding(weight(fmt::format("layers.{}.attention.relative", layer)), rows.squeeze(1))
                                        .permute({0, 3, 1, 2}); // [1 or B, h, Q, T]
        bias = bias.defined() ? bias + relative : relative;
    }
    return bias;
}

// DeBERTa's: query with the table as keys, key with the table as queries: [B, h, Q, T].
at::Tensor Transformer::relativeScores(size_t layer, const Asking& asking, const at::Tensor& query,
                                       const at::Tensor& key, const Pass& pass) const
{
    const Disentangled& d = m_architecture.positions.disentangled;
    const std::string at = fmt::format("layers.{}.attention.", layer);
    const int64_t B = query.size(0), h = query.size(1), Q = query.size(2), D = query.size(3), T = key.size(2);
    at::Tensor table = weight("embeddings.relative", pass); // [2 span, H]
    if (d.norm)
        table = norm(table, "embeddings.relative_norm");
    const auto heads = [&](const char* own, const char* shared) { // [1, h, D, 2 span]
        return multiplied(table, at + (d.ownProjections ? own : shared), pass).view({1, -1, h, D}).permute({0, 2, 3, 1});
    };
    const at::Tensor rows = mapped(asking.distances(), T, [&](int64_t distance) { return disentangledRow(distance, d); })
                                .expand({B, h, Q, T});
    at::Tensor scores;
    if (d.contentToPosition)
        scores = at::gather(at::matmul(query, heads("position_key", "key")), 3, rows);
    if (d.positionToContent) {
        const at::Tensor all = at::matmul(key, heads("position_query", "query")).transpose(2, 3); // [B, h, 2 span, T]
        const at::Tensor met = at::gather(all, 2, rows);
        scores = scores.defined() ? scores + met : met;
    }
    return scores;
}

at::Tensor Transformer::attention(size_t layer, const at::Tensor& x, const Asking& asking, const Pass& pass) const
{
    const LayerShape& shape = m_architecture.layers[layer];
    const Attention& kind = m_architecture.attention;
    const std::string at = fmt::format("layers.{}.attention.", layer);
    const int64_t B = x.size(0), d = shape.headSize;
    const auto heads = [&](const at::Tensor& rows, int64_t count, const char* part) { // [B, count, length, d]
        return linear(rows, at + part, pass).view({B, rows.size(1), count, d}).transpose(1, 2);
    };
    at::Tensor q = heads(asking.rowsOf(x), shape.heads, "query"), k = heads(x, shape.kvHeads(), "key");
    at::Tensor v = heads(x, shape.kvHeads(), "value");
    const int64_t Q = q.size(2);
    if (kind.queryKeyNorm)
        q = norm(q, at + "query_norm"), k = norm(k, at + "key_norm");
    if (shape.rotary >= 0) {
        const Rotary& rotary = m_architecture.positions.rotary[size_t(shape.rotary)];
        const at::Tensor isLong =
            rotary.longFrequencies.empty() ? at::Tensor() : asking.batch.longerThan(rotary.longFrom); // [B, 1]
        const auto turn = [&](const at::Tensor& places) {
            const Turn each = turnOf(rotary, places, isLong);
            return Turn{each.cos.unsqueeze(1), each.sin.unsqueeze(1)};
        };
        q = turned(q, turn(asking.places)), k = turned(k, turn(everyToken(asking.batch).places));
    }
    if (shape.group > 1)
        k = k.repeat_interleave(shape.group, 1), v = v.repeat_interleave(shape.group, 1);
    if (pass.trace)
        pass.trace->query.push_back(q), pass.trace->key.push_back(k), pass.trace->value.push_back(v);
    at::Tensor bias = sight(layer, asking);
    if (const Disentangled& table = m_architecture.positions.disentangled; table.contentToPosition || table.positionToContent) {
        const at::Tensor relative = relativeScores(layer, asking, q, k, pass) * shape.scoreScale();
        bias = bias.defined() ? bias + relative : relative;
    }
    at::Tensor context; // [B, h, Q, d]
    const double rate = pass.dropout ? m_architecture.attentionDropout : 0;
    if (rate > 0 || kind.softcap > 0) {
        at::Tensor scores = at::matmul(q * shape.scoreScale(), k.transpose(2, 3)); // [B, h, Q, T]
        if (kind.softcap > 0)
            scores = at::tanh(scores / kind.softcap) * kind.softcap;
        if (bias.defined())
            scores = scores + bias;
        const at::Tensor weights = at::softmax(scores, -1);
        context = at::matmul(rate > 0 ? (*pass.dropout)(weights, rate) : weights, v);
    } else {
        const auto given = bias.defined() ? std::optional<at::Tensor>(bias.to(q.scalar_type())) : std::nullopt;
        context = at::scaled_dot_product_attention(q, k, v, given, 0, false, shape.scoreScale());
    }
    if (pass.gates)
        context = context * pass.gates->heads[layer].view({B, shape.heads, 1, 1});
    return linear(context.transpose(1, 2).reshape({B, Q, shape.attention()}), at + "output", pass);
}

} // namespace lathe::engine
