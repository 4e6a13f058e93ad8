#include "core/engine/runtime/packed_model.h"

#include "core/base/error.h"
#include "core/base/system_info.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/relative_position.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <set>

namespace lathe::engine {

namespace {

constexpr const char* kTokens = "embeddings.token";

at::Tensor floatOf(const Checkpoint& c, const std::string& name) { return floatMatrix(c.weights, name); }

// One product for several linear layers over the same input.
PackedLinear pack(const Checkpoint& c, const std::string& prefix, std::initializer_list<const char*> parts)
{
    std::vector<std::string> names;
    for (const char* part : parts)
        names.push_back(prefix + part);
    return {c.weights, names};
}

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
    if (queryKeyValue.integer())
        return queryKeyValue.input();
    return query.integer() ? query.input() : keyValue.input();
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
        table.rows = table.rows.to(at::kFloat);
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
    m_tokens = tokenTable(c);
    m_position = floatOf(c, "embeddings.position");
    if (a.tokenTypes > 0)
        m_position = (m_position + floatOf(c, "embeddings.type").slice(0, 0, 1)).contiguous();
    const auto norm = [&](const std::string& name) {
        return Norm{floatOf(c, name + ".weight"), floatOf(c, name + ".bias")};
    };
    m_embeddingNorm = norm("embeddings.norm");
    for (size_t i = 0; i < a.layers.size(); ++i) {
        const std::string at = fmt::format("layers.{}.", i);
        Layer layer;
        layer.shape = a.layers[i];
        if (layer.shape.heads > 0) {
            if (i + 1 < a.layers.size()) {
                layer.queryKeyValue = pack(c, at + "attention.", {"query", "key", "value"});
            } else {
                layer.query = pack(c, at + "attention.", {"query"});
                layer.keyValue = pack(c, at + "attention.", {"key", "value"});
                if (layer.query.integer() && layer.keyValue.integer() &&
                    !(*layer.query.input() == *layer.keyValue.input()))
                    throw badInput("{}attention: query, key and value round their one input differently", at);
            }
            if (a.relativeBuckets > 0)
                layer.relative = relativeByDistance(c.weights.at(at + "attention.relative"), a.maxTokens() - 1);
        }
        layer.attentionOutput = pack(c, at + "attention.", {"output"});
        layer.up = pack(c, at + "ffn.", {"up"});
        layer.down = pack(c, at + "ffn.", {"down"});
        layer.attentionNorm = norm(at + "attention.norm");
        layer.ffnNorm = norm(at + "ffn.norm");
        m_layers.push_back(std::move(layer));
        std::erase_if(c.weights, [&](const auto& entry) { return entry.first.starts_with(at); });
    }
    m_denseWeight = floatOf(c, "head.dense.weight");
    m_denseBias = floatOf(c, "head.dense.bias");
    m_outWeight = floatOf(c, "head.out.weight");
    m_outBias = floatOf(c, "head.out.bias");
}

double PackedModel::macs(int64_t tokens) const
{
    double sum = double(m_denseWeight.numel() + m_outWeight.numel());
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
    for (const Layer& layer : m_layers)
        for (const PackedLinear* linear : {&layer.queryKeyValue, &layer.query, &layer.attentionOutput, &layer.up, &layer.down})
            if (linear->columns() > 0)
                used.insert(linear->kernel());
    std::string best = "avx2";
    for (const std::string& feature : readSystemInfo().features)
        if (feature == "avx512_vnni" || feature == "amx_int8" || feature == "avx_vnni")
            best = feature;
    std::string text;
    for (const std::string_view kernel : used)
        text += fmt::format("{}{}{}", text.empty() ? "" : " + ", kernel,
                            kernel.ends_with("int8") ? fmt::format(" ({})", best) : "");
    return text;
}

} // namespace lathe::engine
