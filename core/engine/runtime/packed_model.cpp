#include "core/engine/runtime/packed_model.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/relative_position.h"
#include "core/engine/runtime/kernel_facts.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <fmt/ranges.h>
#include <set>

namespace lathe::engine {

namespace {

constexpr const char* kTokens = "embeddings.token";

// Throws Error for what the runtime cannot compute.
void requireSupported(const Architecture& a)
{
    const bool plain = a.embeddings.size == 0 && a.embeddings.scale == 1 && a.embeddings.norm && a.positions.table > 0 &&
                       a.positions.rotary.empty() && a.positions.disentangled.span == 0 && !a.norm.rms && a.norm.bias &&
                       a.normPlace == NormPlace::After && !a.finalNorm && a.attention == Attention{} && !a.ffn.gated &&
                       a.ffn.bias && a.ffn.activation <= Activation::Relu && a.head == Head{};
    if (!plain)
        throw Error(ErrorKind::Unsupported, fmt::format("models of the family {} cannot be measured or run yet", a.family),
                    "Use a model of the family bert or mpnet");
}

at::Tensor floatOf(const Checkpoint& c, const std::string& name) { return floatMatrix(c.weights, name); }

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

const InputCodes* PackedModel::Layer::input() const
{
    if (queryKeyValue.input())
        return queryKeyValue.input();
    return query.input() ? query.input() : keyValue.input();
}

PackedModel::TokenTable PackedModel::tokenTable(const Checkpoint& c)
{
    const bool factors = storageOf(c.weights, kTokens) == Storage::Factors;
    const std::string name = factors ? std::string(kTokens) + "_left" : kTokens;
    TokenTable table;
    table.rows = c.weights.at(name).contiguous();
    table.columns = table.rows.size(1);
    switch (storageOf(c.weights, name)) {
    case Storage::Int8:
        table.scale = c.weights.at(name + "_scale").contiguous();
        break;
    case Storage::Int4:
        table.scale = c.weights.at(name + "_scale").to(at::kFloat).contiguous();
        table.columns *= 2;
        break;
    default:
        table.rows = storedMatrix(c.weights, name);
        table.columns = table.rows.size(1);
    }
    if (factors) {
        const at::Tensor right = storedMatrix(c.weights, std::string(kTokens) + "_right"); // [R, H]
        table.widen = PackedLinear(right.t().contiguous(), {}, at::zeros({right.size(1)}, at::kFloat));
    }
    return table;
}

PackedModel::PackedModel(Checkpoint c) : m_architecture(c.architecture)
{
    const at::NoGradGuard noGrad;
    const Architecture& a = m_architecture;
    if (a.classes == 0)
        throw Error(ErrorKind::BadInput, fmt::format("{}: the model has no classification head", c.origin.string()),
                    "Fine-tune it first");
    requireSupported(a);
    m_kernels = kernelsOf(c);
    m_tokens = tokenTable(c);
    m_position = floatOf(c, "embeddings.position");
    if (a.embeddings.tokenTypes > 0)
        m_position = (m_position + floatOf(c, "embeddings.type").slice(0, 0, 1)).contiguous();
    const auto norm = [&](const std::string& name) {
        return Norm{floatOf(c, name + ".weight"), floatOf(c, name + ".bias")};
    };
    m_embeddingNorm = norm("embeddings.norm");
    for (size_t i = 0; i < a.layers.size(); ++i) {
        const std::string at = fmt::format("layers.{}.", i);
        Layer layer;
        layer.shape = a.layers[i];
        const auto packed = [&](std::initializer_list<const char*> parts) { return pack(c, linearGroup(c, i, parts)); };
        if (layer.shape.heads > 0) {
            if (i + 1 < a.layers.size()) {
                layer.queryKeyValue = packed({"attention.query", "attention.key", "attention.value"});
            } else {
                layer.query = packed({"attention.query"});
                layer.keyValue = packed({"attention.key", "attention.value"});
                if (layer.query.input() && layer.keyValue.input() && !(*layer.query.input() == *layer.keyValue.input()))
                    throw badInput("{}attention: query, key and value round their one input differently", at);
            }
            if (a.positions.relativeBuckets > 0)
                layer.relative = relativeByDistance(c.weights.at(at + "attention.relative"), a.maxTokens() - 1);
        }
        layer.attentionOutput = packed({"attention.output"});
        layer.up = packed({"ffn.up"});
        layer.down = packed({"ffn.down"});
        layer.attentionNorm = norm(at + "attention.norm");
        layer.ffnNorm = norm(at + "ffn.norm");
        m_layers.push_back(std::move(layer));
        std::erase_if(c.weights, [&](const auto& entry) { return entry.first.starts_with(at); });
    }
    m_dense = PackedLinear(floatOf(c, "head.dense.weight"), {}, floatOf(c, "head.dense.bias"));
    m_out = PackedLinear(floatOf(c, "head.out.weight"), {}, floatOf(c, "head.out.bias"));
}

double PackedModel::macs(int64_t tokens) const
{
    double sum = double(m_dense.macs() + m_out.macs());
    if (m_tokens.widen)
        sum += double(tokens * m_tokens.widen->macs());
    for (const Layer& layer : m_layers) {
        const bool last = &layer == &m_layers.back();
        const int64_t asking = last ? 1 : tokens; // rows that are followed to the end of the layer
        sum += double(tokens * (last ? layer.keyValue : layer.queryKeyValue).macs() + (last ? layer.query.macs() : 0));
        sum += double(asking * (layer.attentionOutput.macs() + layer.up.macs() + layer.down.macs()));
        sum += double(asking * 2 * tokens * layer.shape.attention());
    }
    return sum;
}

std::string PackedModel::kernels() const
{
    std::set<std::string_view> used;
    for (const runner::KernelFacts& facts : m_kernels)
        if (facts.part.starts_with("layers."))
            used.insert(facts.kernel);
    return fmt::format("{}", fmt::join(used, " + "));
}

} // namespace lathe::engine
