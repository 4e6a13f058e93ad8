#include "core/engine/runtime/packed_layer.h"

#include "core/base/error.h"
#include "core/engine/model/relative_position.h"
#include "core/engine/runtime/kernel_facts.h"
#include "core/engine/runtime/kernels/attention.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/zeros.h>

namespace lathe::engine {

namespace {

// One product for several linear layers over the same input.
PackedLinear pack(const Checkpoint& c, const LinearGroup& group) { return {c.weights, group.layers, group.halves}; }

// The bias of each head by distance, so that attention needs no table of buckets: [heads, 2 reach + 1].
at::Tensor relativeByDistance(const at::Tensor& table, int64_t reach)
{
    const at::Tensor source = table.to(at::kFloat).contiguous(); // [buckets, heads]
    const int64_t heads = source.size(1);
    at::Tensor out = at::empty({heads, 2 * reach + 1}, at::kFloat);
    const auto from = source.const_data_ptr<float>();
    auto* to = out.mutable_data_ptr<float>();
    for (int64_t h = 0; h < heads; ++h)
        for (int64_t d = -reach; d <= reach; ++d)
            to[h * (2 * reach + 1) + d + reach] = from[relativeBucket(d, int(source.size(0))) * heads + h];
    return out;
}

} // namespace

PackedLayer::PackedLayer(const Checkpoint& c, size_t i, bool asksOnce) : shape(c.architecture.layers[i])
{
    const Architecture& a = c.architecture;
    const std::string at = fmt::format("layers.{}.", i);
    if (shape.heads > 0) {
        packProjections(c, i, asksOnce);
        if (a.positions.relativeBuckets > 0)
            relative = relativeByDistance(c.weights.at(at + "attention.relative"), a.maxTokens() - 1);
        if (a.positions.disentangled.span > 0)
            packDistances(c, at + "attention.");
        if (a.attention.queryKeyNorm) {
            queryNorm = PackedNorm(c, at + "attention.query_norm");
            keyNorm = PackedNorm(c, at + "attention.key_norm");
        }
    }
    attentionOutput = pack(c, linearGroup(c, i, {"attention.output"}));
    up = a.ffn.gated ? pack(c, linearGroup(c, i, {"ffn.gate", "ffn.up"})) : pack(c, linearGroup(c, i, {"ffn.up"}));
    down = pack(c, linearGroup(c, i, {"ffn.down"}));
    if (shape.attentionNorm)
        attentionNorm = PackedNorm(c, at + "attention.norm");
    ffnNorm = PackedNorm(c, at + "ffn.norm");
    if (a.normPlace == NormPlace::Around) {
        attentionAfter = PackedNorm(c, at + "attention.after_norm");
        ffnAfter = PackedNorm(c, at + "ffn.after_norm");
    }
}

void PackedLayer::packProjections(const Checkpoint& c, size_t i, bool asksOnce)
{
    if (!asksOnce) {
        queryKeyValue = pack(c, linearGroup(c, i, {"attention.query", "attention.key", "attention.value"}));
        return;
    }
    query = pack(c, linearGroup(c, i, {"attention.query"}));
    keyValue = pack(c, linearGroup(c, i, {"attention.key", "attention.value"}));
    if (query.input() && keyValue.input() && !(*query.input() == *keyValue.input()))
        throw badInput("layers.{}.attention: query, key and value round their one input differently", i);
}

PackedLayer PackedLayer::asking(const Checkpoint& c, size_t i, bool once) const
{
    PackedLayer other = *this;
    other.shape = c.architecture.layers[i];
    const bool asksOnce = keyValue.columns() > 0;
    if (shape.heads > 0 && once != asksOnce) {
        other.queryKeyValue = other.query = other.keyValue = {};
        other.packProjections(c, i, once);
    }
    return other;
}

// What the layer makes of the table of distances is the same for every text.
void PackedLayer::packDistances(const Checkpoint& c, const std::string& at)
{
    const Disentangled& d = c.architecture.positions.disentangled;
    at::Tensor table = floatMatrix(c.weights, "embeddings.relative"); // [2 span, H]
    if (d.norm) {
        const PackedNorm norm(c, "embeddings.relative_norm");
        table = at::layer_norm(table, {table.size(1)}, norm.weight, norm.bias, norm.epsilon);
    }
    const auto projected = [&](const std::string& part) {
        const std::string name = at + part;
        const auto bias = c.weights.find(name + ".bias");
        const at::Tensor rows = at::linear(table, floatMatrix(c.weights, name + ".weight"),
                                           bias == c.weights.end() ? at::Tensor() : bias->second.to(at::kFloat)); // [2 span, A]
        at::Tensor out = at::zeros({shape.heads, shape.headSize, rows.size(0) + kernels::kDistanceSlack}, at::kFloat);
        out.slice(2, 0, rows.size(0)).copy_(rows.view({rows.size(0), shape.heads, shape.headSize}).permute({1, 2, 0}));
        return out;
    };
    if (d.contentToPosition)
        distanceKeys = projected(d.ownProjections ? "position_key" : "key");
    if (d.positionToContent)
        distanceQueries = projected(d.ownProjections ? "position_query" : "query");
}

const InputCodes* PackedLayer::attentionInput() const
{
    if (queryKeyValue.input())
        return queryKeyValue.input();
    return query.input() ? query.input() : keyValue.input();
}

double PackedLayer::macs(int64_t tokens, int64_t asking) const
{
    return double(tokens * (queryKeyValue.macs() + keyValue.macs())) +
           double(asking * (query.macs() + attentionOutput.macs() + up.macs() + down.macs()));
}

} // namespace lathe::engine
