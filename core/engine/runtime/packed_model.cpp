#include "core/engine/runtime/packed_model.h"

#include "core/base/error.h"
#include "core/base/system_info.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/relative_position.h"
#include "core/engine/runtime/kernels/attention.h"
#include "core/engine/runtime/kernels/embed.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/zeros.h>
#include <algorithm>

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

// The rows of the first token of each text.
at::Tensor firstRows(const at::Tensor& x, const std::vector<int64_t>& offsets)
{
    const int64_t texts = int64_t(offsets.size()) - 1, columns = x.size(1);
    at::Tensor out = at::empty({texts, columns}, x.options());
    const auto width = size_t(columns) * x.element_size();
    for (int64_t i = 0; i < texts; ++i)
        std::memcpy(static_cast<char*>(out.mutable_data_ptr()) + size_t(i) * width,
                    static_cast<const char*>(x.const_data_ptr()) + size_t(offsets[size_t(i)]) * width, width);
    return out;
}

Rows firstRows(const Rows& x, const std::vector<int64_t>& offsets)
{
    Rows first;
    if (x.values.defined())
        first.values = firstRows(x.values, offsets);
    if (x.codes.defined()) {
        first.codes = firstRows(x.codes, offsets);
        first.scale = firstRows(x.scale.unsqueeze(1), offsets).squeeze(1);
        first.zero = firstRows(x.zero.unsqueeze(1), offsets).squeeze(1);
    }
    return first;
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

PackedModel::PackedModel(const Checkpoint& c) : m_architecture(c.architecture)
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
    }
    m_denseWeight = floatOf(c, "head.dense.weight");
    m_denseBias = floatOf(c, "head.dense.bias");
    m_outWeight = floatOf(c, "head.out.weight");
    m_outBias = floatOf(c, "head.out.bias");
}

Rows PackedModel::embed(std::span<const std::vector<int32_t>* const> texts, int64_t tokens) const
{
    std::vector<int32_t> ids, positions;
    ids.reserve(size_t(tokens)), positions.reserve(size_t(tokens));
    const int32_t padding = m_architecture.paddingId();
    for (const auto* text : texts) {
        int32_t next = m_architecture.positionOffset;
        for (const int32_t id : *text) {
            if (id < 0 || id >= m_tokens.rows.size(0))
                throw badInput("token id {} is outside the model's vocabulary of {}", id, m_tokens.rows.size(0));
            ids.push_back(id);
            positions.push_back(id == padding ? padding : next++);
        }
    }
    const int64_t H = m_architecture.hiddenSize;
    const at::Tensor sum = at::empty({tokens, m_tokens.columns}, at::kFloat);
    kernels::EmbedArgs args{.ids = ids.data(), .positions = positions.data(), .rows = tokens, .columns = m_tokens.columns};
    if (m_tokens.scale.defined())
        args.scale = m_tokens.scale.const_data_ptr<float>();
    if (m_tokens.rows.scalar_type() == at::kChar)
        args.codes = m_tokens.rows.const_data_ptr<int8_t>();
    else if (m_tokens.rows.scalar_type() == at::kByte)
        args.nibbles = m_tokens.rows.const_data_ptr<uint8_t>(), args.groups = m_tokens.scale.size(1);
    else
        args.token = m_tokens.rows.const_data_ptr<float>();
    if (!m_tokens.widen)
        args.position = m_position.const_data_ptr<float>();
    kernels::embed(args, sum.mutable_data_ptr<float>());
    const InputCodes* form = m_layers.empty() ? nullptr : m_layers.front().input();
    Rows x = Rows::make(tokens, H, true, form);
    const float* weight = m_embeddingNorm.weight.const_data_ptr<float>();
    const float* bias = m_embeddingNorm.bias.const_data_ptr<float>();
    const auto epsilon = float(m_architecture.normEpsilon);
    if (!m_tokens.widen) {
        kernels::normRows(sum.const_data_ptr<float>(), tokens, H, weight, bias, epsilon, x.out());
        return x;
    }
    Rows narrow;
    narrow.values = sum;
    const PackedLinear::Raw wide = m_tokens.widen->multiply(narrow);
    const at::Tensor places = at::from_blob(positions.data(), {tokens}, at::kInt);
    const at::Tensor residual = m_position.index_select(0, places);
    kernels::finishResidualNorm(m_tokens.widen->product(wide), residual.const_data_ptr<float>(), weight, bias, epsilon,
                                x.out());
    return x;
}

// The attention block up to its output projection's input; `residual` becomes the rows to add.
Rows PackedModel::attend(const Layer& layer, const Rows& x, const std::vector<int64_t>& offsets, bool last,
                         at::Tensor& residual) const
{
    const int64_t A = layer.shape.attention();
    const Rows first = last ? firstRows(x, offsets) : Rows{};
    const Rows& asking = last ? first : x;
    residual = asking.values;
    Rows context = Rows::make(residual.size(0), A, true, layer.attentionOutput.input());
    if (A == 0)
        return context;

    const auto project = [](const PackedLinear& linear, const Rows& in) {
        const PackedLinear::Raw raw = linear.multiply(in); // [M, N]
        Rows out;
        out.values = raw.values; // each row is finished in place
        kernels::finishRows(linear.product(raw), out.out());
        return raw.values;
    };
    kernels::AttentionArgs args;
    at::Tensor query, keyValue;
    if (last) {
        query = project(layer.query, asking); // [texts, A]
        keyValue = project(layer.keyValue, x); // [tokens, 2 A]
        args.query = query.const_data_ptr<float>();
        args.key = keyValue.const_data_ptr<float>();
        args.queryStride = A, args.keyValueStride = 2 * A;
    } else {
        query = project(layer.queryKeyValue, x); // [tokens, 3 A]
        args.query = query.const_data_ptr<float>();
        args.key = args.query + A;
        args.queryStride = args.keyValueStride = 3 * A;
    }
    args.value = args.key + A;
    args.heads = layer.shape.heads, args.headSize = layer.shape.headSize;
    args.offsets = &offsets;
    args.firstTokenOnly = last;
    if (layer.relative.defined()) {
        args.relative = layer.relative.const_data_ptr<float>();
        args.relativeReach = m_architecture.maxTokens() - 1;
    }
    kernels::attention(args, context.values.mutable_data_ptr<float>());
    if (context.codes.defined())
        kernels::quantizeRows(context.values.const_data_ptr<float>(), context.values.size(0), A, context.out());
    return context;
}

at::Tensor PackedModel::head(const at::Tensor& first) const
{
    return at::linear(at::linear(first, m_denseWeight, m_denseBias).tanh_(), m_outWeight, m_outBias);
}

at::Tensor PackedModel::logits(std::span<const std::vector<int32_t>* const> texts, const Task& task) const
{
    const at::NoGradGuard noGrad;
    std::vector<int64_t> offsets{0};
    for (const auto* text : texts) {
        if (text->empty() || int(text->size()) > m_architecture.maxTokens())
            throw badInput("a text has {} tokens where the model takes 1 to {}", text->size(),
                           m_architecture.maxTokens());
        offsets.push_back(offsets.back() + int64_t(text->size()));
    }
    Rows x = embed(texts, offsets.back());
    const auto epsilon = float(m_architecture.normEpsilon);
    // A product whose rows go on through residual and norm, as the next layer wants them.
    const auto finish = [&](const PackedLinear& linear, const Rows& in, const at::Tensor& residual,
                            const Norm& norm, const InputCodes* next) {
        task.checkpoint();
        Rows out = Rows::make(residual.size(0), residual.size(1), true, next);
        const PackedLinear::Raw raw = linear.multiply(in);
        kernels::finishResidualNorm(linear.product(raw), residual.const_data_ptr<float>(),
                                    norm.weight.const_data_ptr<float>(), norm.bias.const_data_ptr<float>(),
                                    epsilon, out.out());
        return out;
    };
    for (size_t i = 0; i < m_layers.size(); ++i) {
        task.checkpoint();
        const Layer& layer = m_layers[i];
        const bool last = i + 1 == m_layers.size();
        at::Tensor residual;
        const Rows context = attend(layer, x, offsets, last, residual);
        const Rows attended =
            finish(layer.attentionOutput, context, residual, layer.attentionNorm, layer.up.input());
        task.checkpoint();
        const PackedLinear::Raw raw = layer.up.multiply(attended); // [M, F]
        Rows inner;
        if (layer.down.integer())
            inner = Rows::make(raw.values.size(0), raw.values.size(1), false, layer.down.input());
        else
            inner.values = raw.values; // each row is finished in place
        kernels::finishActivation(layer.up.product(raw), m_architecture.activation, inner.out());
        x = finish(layer.down, inner, attended.values, layer.ffnNorm, last ? nullptr : m_layers[i + 1].input());
    }
    return head(m_layers.empty() ? firstRows(x.values, offsets) : x.values);
}

std::string PackedModel::kernels() const
{
    const bool integer = std::any_of(m_layers.begin(), m_layers.end(),
                                     [](const Layer& layer) { return layer.up.integer() || layer.attentionOutput.integer(); });
    if (!integer)
        return "oneDNN fp32";
    std::string best = "avx2";
    for (const std::string& feature : readSystemInfo().features)
        if (feature == "avx512_vnni" || feature == "amx_int8" || feature == "avx_vnni")
            best = feature;
    return fmt::format("oneDNN int8 x int8 ({})", best);
}

} // namespace lathe::engine
