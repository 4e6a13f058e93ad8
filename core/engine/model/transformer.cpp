#include "core/engine/model/transformer.h"

#include "core/base/error.h"
#include "core/engine/model/linear.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/relative_position.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tanh.h>
#include <cmath>
#include <map>

namespace lathe::engine {

namespace {

at::Tensor activate(const at::Tensor& x, Activation activation)
{
    switch (activation) {
    case Activation::Relu:
        return at::relu(x);
    case Activation::GeluTanh:
        return at::gelu(x, "tanh");
    case Activation::Silu:
        return at::silu(x);
    case Activation::Tanh:
        return at::tanh(x);
    case Activation::None:
        return x;
    case Activation::Gelu:
        break;
    }
    return at::gelu(x);
}

// Bucket of every (query, key) pair: [queries, keys] int64.
at::Tensor buckets(int64_t queries, int64_t keys, int count)
{
    at::Tensor table = at::empty({queries, keys}, at::kLong);
    auto* to = table.mutable_data_ptr<int64_t>();
    for (int64_t q = 0; q < queries; ++q)
        for (int64_t k = 0; k < keys; ++k)
            to[q * keys + k] = relativeBucket(k - q, count);
    return table;
}

} // namespace

Transformer::Transformer(const Checkpoint& checkpoint, bool trainable, at::Device device)
    : m_architecture(checkpoint.architecture)
{
    const at::NoGradGuard noGrad;
    std::map<const void*, at::Tensor> made;
    for (const auto& [name, stored] : checkpoint.weights) {
        if (isMatrixDetail(name))
            continue;
        at::Tensor& leaf = made[stored.unsafeGetTensorImpl()];
        if (!leaf.defined()) {
            leaf = floatMatrix(checkpoint.weights, name).to(device, at::kFloat, false, trainable).contiguous();
            leaf.set_requires_grad(trainable);
        }
        m_weights[name] = leaf;
    }
}

const at::Tensor& Transformer::weight(const std::string& name) const
{
    const auto found = m_weights.find(name);
    if (found == m_weights.end())
        throw Error(ErrorKind::BadInput, fmt::format("the model has no weight '{}'", name));
    return found->second;
}

at::Tensor Transformer::weight(const std::string& name, const Pass& pass) const
{
    const at::Tensor& own = weight(name);
    return pass.hooks && pass.hooks->weight ? pass.hooks->weight(name, own) : own;
}

at::Tensor Transformer::linear(const at::Tensor& given, const std::string& name, const Pass& pass) const
{
    pass.task.checkpoint();
    const at::Tensor x = pass.hooks && pass.hooks->input ? pass.hooks->input(name, given) : given;
    const at::Tensor& bias = weight(name + ".bias");
    const std::string right = name + ".weight_right";
    const at::Tensor rows =
        m_weights.contains(right)
            ? engine::linear(engine::linear(x, weight(right, pass)), weight(name + ".weight_left", pass), bias)
            : engine::linear(x, weight(name + ".weight", pass), bias);
    if (rows.requires_grad()) // asked once more when its gradient arrives
        rows.register_hook([task = pass.task](const at::Tensor&) { task.checkpoint(); });
    return rows;
}

at::Tensor Transformer::norm(const at::Tensor& x, const std::string& name) const
{
    return at::layer_norm(x, {m_architecture.hiddenSize}, weight(name + ".weight"), weight(name + ".bias"),
                          m_architecture.norm.epsilon);
}

at::Tensor Transformer::dropped(const at::Tensor& x, const Pass& pass) const
{
    return pass.dropout ? (*pass.dropout)(x, m_architecture.dropout) : x;
}

at::Tensor Transformer::embed(const PaddedBatch& batch, const Pass& pass) const
{
    const Architecture& a = m_architecture;
    at::Tensor position;
    if (a.positions.skipsPadding) {
        const at::Tensor counted = batch.ids.ne(a.padding).to(at::kLong); // [B, T]
        position = at::embedding(weight("embeddings.position"), counted.cumsum(1) * counted + a.padding);
    } else {
        position = weight("embeddings.position").slice(0, 0, batch.ids.size(1));
    }
    if (a.embeddings.tokenTypes > 0)
        position = position + weight("embeddings.type").slice(0, 0, 1);
    const std::string right = "embeddings.token_right";
    const at::Tensor tokens =
        m_weights.contains(right)
            ? at::matmul(at::embedding(weight("embeddings.token_left", pass), batch.ids), weight(right, pass))
            : at::embedding(weight("embeddings.token", pass), batch.ids);
    const at::Tensor x = norm(tokens + position, "embeddings.norm"); // [B, T, H]
    return dropped(x, pass);
}

at::Tensor Transformer::attention(size_t layer, const at::Tensor& x, const at::Tensor& asking,
                                  const at::Tensor& mask, const Pass& pass) const
{
    const LayerShape& shape = m_architecture.layers[layer];
    const std::string at = fmt::format("layers.{}.attention.", layer);
    const int64_t B = x.size(0), T = x.size(1), Q = asking.size(1);
    const int64_t h = shape.heads, d = shape.headSize;
    const auto heads = [&](const at::Tensor& rows, int64_t length, const char* part) {
        return linear(rows, at + part, pass).view({B, length, h, d}).transpose(1, 2); // [B, h, length, d]
    };
    const at::Tensor q = heads(asking, Q, "query"), k = heads(x, T, "key"), v = heads(x, T, "value");
    if (pass.trace)
        pass.trace->query.push_back(q), pass.trace->key.push_back(k), pass.trace->value.push_back(v);
    at::Tensor bias = mask; // [B, 1, 1, T]
    if (m_architecture.positions.relativeBuckets > 0) {
        const at::Tensor table = buckets(Q, T, m_architecture.positions.relativeBuckets).to(x.device());
        const at::Tensor relative =
            at::embedding(weight(at + "relative"), table).permute({2, 0, 1}).unsqueeze(0); // [1, h, Q, T]
        bias = bias.defined() ? bias + relative : relative;
    }
    at::Tensor context; // [B, h, Q, d]
    if (pass.dropout && m_architecture.attentionDropout > 0) {
        at::Tensor scores = at::matmul(q * (1.0 / std::sqrt(double(d))), k.transpose(2, 3)); // [B, h, Q, T]
        if (bias.defined())
            scores = scores + bias;
        context = at::matmul((*pass.dropout)(at::softmax(scores, -1), m_architecture.attentionDropout), v);
    } else {
        const auto given = bias.defined() ? std::optional<at::Tensor>(bias.to(q.scalar_type())) : std::nullopt;
        context = at::scaled_dot_product_attention(q, k, v, given);
    }
    if (pass.gates)
        context = context * pass.gates->heads[layer].view({B, h, 1, 1});
    return linear(context.transpose(1, 2).reshape({B, Q, h * d}), at + "output", pass);
}

at::Tensor Transformer::layer(size_t i, const at::Tensor& x, const at::Tensor& mask, const Pass& pass) const
{
    const Architecture& a = m_architecture;
    const std::string at = fmt::format("layers.{}.", i);
    const bool firstOnly = i + 1 == a.layers.size() && !pass.trace;
    const at::Tensor asking = firstOnly ? x.slice(1, 0, 1) : x; // [B, Q, H]
    at::Tensor attended;
    if (a.layers[i].heads > 0)
        attended = attention(i, x, asking, mask, pass);
    else
        attended = weight(at + "attention.output.bias").expand_as(asking);
    const at::Tensor middle = norm(asking + dropped(attended, pass), at + "attention.norm");
    at::Tensor inner = activate(linear(middle, at + "ffn.up", pass), a.ffn.activation); // [B, Q, F]
    if (pass.gates)
        inner = inner * pass.gates->ffn[i].unsqueeze(1);
    return norm(middle + dropped(linear(inner, at + "ffn.down", pass), pass), at + "ffn.norm");
}

at::Tensor Transformer::hidden(const PaddedBatch& batch, int layers, const Pass& pass) const
{
    const int64_t T = batch.ids.size(1);
    if (T > m_architecture.maxTokens())
        throw badInput("a text has {} tokens where the model takes 1 to {}", T, m_architecture.maxTokens());
    Pass still = pass; // of what is frozen
    still.dropout = nullptr;
    const bool known = pass.below.defined();
    at::Tensor x = known ? pass.below : embed(batch, pass.frozen > 0 ? still : pass);
    if (pass.trace)
        *pass.trace = {{x}, {}, {}, {}};
    for (int i = known ? pass.frozen : 0; i < layers; ++i) {
        x = layer(size_t(i), x, batch.mask, i < pass.frozen ? still : pass);
        if (pass.trace)
            pass.trace->hidden.push_back(x);
    }
    return x;
}

at::Tensor Transformer::logits(const PaddedBatch& batch, const Pass& pass) const
{
    const at::Tensor first = hidden(batch, int(m_architecture.layers.size()), pass).select(1, 0); // [B, H]
    const at::Tensor pooled = at::tanh(linear(first, "head.dense", pass));
    return linear(dropped(pooled, pass), "head.out", pass);
}

} // namespace lathe::engine
