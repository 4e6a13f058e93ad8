#include "core/engine/model/transformer.h"

#include "core/base/error.h"
#include "core/engine/model/asking.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/rms_norm.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/zeros_like.h>

// The trainable model; transformer_attention.cpp has its attention, transformer_weights.cpp what it computes with.
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

} // namespace

at::Tensor Transformer::linear(const at::Tensor& given, const std::string& name, const Pass& pass) const
{
    pass.task.checkpoint();
    const at::Tensor x = pass.hooks && pass.hooks->input ? pass.hooks->input(name, given) : given;
    const at::Tensor rows = multiplied(x, name, pass);
    if (rows.requires_grad()) // asked once more when its gradient arrives
        rows.register_hook([task = pass.task](const at::Tensor&) { task.checkpoint(); });
    return rows;
}

at::Tensor Transformer::norm(const at::Tensor& x, const std::string& name) const
{
    const Norm& kind = m_architecture.norm;
    at::Tensor row = weight(name + ".weight");
    if (kind.plusOne)
        row = row + 1;
    if (kind.rms)
        return at::rms_norm(x, row.sizes(), row, kind.epsilon);
    return at::layer_norm(x, row.sizes(), row, biasOf(name), kind.epsilon);
}

at::Tensor Transformer::dropped(const at::Tensor& x, const Pass& pass) const
{
    return pass.dropout ? (*pass.dropout)(x, m_architecture.dropout) : x;
}

// Widens a row of the embeddings' size.
at::Tensor Transformer::projected(const at::Tensor& row, const Pass& pass) const
{
    return multiplied(row, "embeddings.project", pass);
}

at::Tensor Transformer::embed(const PaddedBatch& batch, const Pass& pass) const
{
    const Architecture& a = m_architecture;
    const Embeddings& e = a.embeddings;
    const std::string right = "embeddings.token_right";
    at::Tensor x = // [B, T, E]
        has(right) ? at::matmul(rowsOf("embeddings.token_left", batch.ids, pass), weight(right, pass))
                   : rowsOf("embeddings.token", batch.ids, pass);
    if (e.size > 0 && e.projectsTokens)
        x = projected(x, pass);
    if (e.scale != 1)
        x = x * e.scale;
    at::Tensor position;
    if (a.positions.table > 0 && a.positions.skipsPadding) {
        const at::Tensor counted = batch.ids.ne(a.padding).to(at::kLong); // [B, T]
        position = at::embedding(weight("embeddings.position"), counted.cumsum(1) * counted + (a.positions.offset - 1));
    } else if (a.positions.table > 0) {
        position = weight("embeddings.position").slice(0, a.positions.offset, a.positions.offset + batch.ids.size(1));
    }
    if (e.tokenTypes > 0) {
        const at::Tensor type = weight("embeddings.type").slice(0, 0, 1);
        position = position.defined() ? position + type : type;
    }
    if (position.defined())
        x = x + position;
    if (e.norm)
        x = norm(x, "embeddings.norm");
    x = dropped(x, pass);
    return e.size > 0 && !e.projectsTokens ? projected(x, pass) : x; // [B, T, H]
}

at::Tensor Transformer::feedForward(size_t i, const at::Tensor& x, const Pass& pass) const
{
    const std::string at = fmt::format("layers.{}.ffn.", i);
    const Ffn& ffn = m_architecture.ffn;
    at::Tensor inner = ffn.gated ? activate(linear(x, at + "gate", pass), ffn.activation) * linear(x, at + "up", pass)
                                 : activate(linear(x, at + "up", pass), ffn.activation); // [B, Q, F]
    if (pass.gates)
        inner = inner * pass.gates->ffn[i].unsqueeze(1);
    return linear(inner, at + "down", pass);
}

at::Tensor Transformer::layer(size_t i, const at::Tensor& x, const PaddedBatch& batch, const Pass& pass) const
{
    const std::string attentionNorm = fmt::format("layers.{}.attention.norm", i);
    const std::string ffnNorm = fmt::format("layers.{}.ffn.norm", i);
    const Asking asking = askingIn(i, batch, pass);
    const at::Tensor rows = asking.rowsOf(x); // [B, Q, H]
    const auto attend = [&](const at::Tensor& read) {
        if (m_architecture.layers[i].heads > 0)
            return dropped(attention(i, read, asking, pass), pass);
        const at::Tensor bias = biasOf(fmt::format("layers.{}.attention.output", i));
        return bias.defined() ? dropped(bias.expand_as(rows), pass) : at::zeros_like(rows);
    };
    const auto feed = [&](const at::Tensor& read) { return dropped(feedForward(i, read, pass), pass); };
    const at::Tensor read = m_architecture.normPlace != NormPlace::After && m_architecture.layers[i].attentionNorm
                                ? norm(x, attentionNorm)
                                : x;
    switch (m_architecture.normPlace) {
    case NormPlace::Before: {
        const at::Tensor middle = rows + attend(read);
        return middle + feed(norm(middle, ffnNorm));
    }
    case NormPlace::Around: {
        const at::Tensor middle = rows + norm(attend(read), fmt::format("layers.{}.attention.after_norm", i));
        return middle + norm(feed(norm(middle, ffnNorm)), fmt::format("layers.{}.ffn.after_norm", i));
    }
    case NormPlace::Parallel:
        return rows + attend(read) + feed(norm(rows, ffnNorm));
    case NormPlace::After:
        break;
    }
    const at::Tensor middle = norm(rows + attend(x), attentionNorm);
    return norm(middle + feed(middle), ffnNorm);
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
        x = layer(size_t(i), x, batch, i < pass.frozen ? still : pass);
        if (pass.trace)
            pass.trace->hidden.push_back(x);
    }
    return x;
}

// The row of each text that the head reads: [B, H].
at::Tensor Transformer::pooled(const at::Tensor& x, const PaddedBatch& batch) const
{
    if (m_architecture.head.pooling != Pooling::Mean)
        return (x.size(1) == 1 ? x : headTokens(m_architecture, batch).rowsOf(x)).select(1, 0);
    if (!batch.mask.defined())
        return x.mean(1);
    const at::Tensor counted = batch.mask.view({x.size(0), x.size(1), 1}).eq(0).to(at::kFloat);
    return (x * counted).sum(1) / counted.sum(1);
}

at::Tensor Transformer::read(const at::Tensor& x, const PaddedBatch& batch) const
{
    if (!m_architecture.finalNorm)
        return pooled(x, batch);
    return m_architecture.head.pooling == Pooling::Mean ? pooled(norm(x, "final_norm"), batch)
                                                        : norm(pooled(x, batch), "final_norm");
}

at::Tensor Transformer::logits(const PaddedBatch& batch, const Pass& pass) const
{
    const Head& head = m_architecture.head;
    at::Tensor row = read(hidden(batch, int(m_architecture.layers.size()), pass), batch);
    if (head.dense)
        row = activate(linear(row, "head.dense", pass), head.activation);
    if (head.dense && head.norm)
        row = norm(row, "head.norm");
    if (pass.dropout)
        row = (*pass.dropout)(row, m_architecture.headDropout);
    return linear(row, "head.out", pass);
}

} // namespace lathe::engine
