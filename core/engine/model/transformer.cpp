#include "core/engine/model/transformer.h"

#include "core/base/error.h"
#include "core/engine/model/asking.h"
#include "core/engine/model/linear.h"
#include "core/engine/model/matrix.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/rms_norm.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/zeros_like.h>
#include <map>

// The trainable model; transformer_attention.cpp has its attention.
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

Transformer::Transformer(const Checkpoint& checkpoint, const Trained& trained, at::Device device)
    : m_architecture(checkpoint.architecture)
{
    const at::NoGradGuard noGrad;
    struct Leaf {
        std::vector<std::string> names;
        bool trained = true;
    };
    std::map<const void*, Leaf> leaves;
    for (const auto& [name, stored] : checkpoint.weights) {
        if (isMatrixDetail(name))
            continue;
        Leaf& leaf = leaves[stored.unsafeGetTensorImpl()];
        leaf.names.push_back(name);
        leaf.trained = leaf.trained && trained.is(name);
    }
    for (const auto& [tensor, leaf] : leaves) {
        const at::Tensor& stored = checkpoint.weights.find(leaf.names.front())->second;
        if (!leaf.trained && device.is_cpu() && stored.dim() == 2 && stored.scalar_type() != at::kFloat) {
            for (const std::string& name : leaf.names)
                for (const std::string& part : namesOfMatrix(name))
                    if (const auto found = checkpoint.weights.find(part); found != checkpoint.weights.end())
                        m_stored.insert(*found);
            continue;
        }
        const at::Tensor values =
            floatMatrix(checkpoint.weights, leaf.names.front()).to(device, at::kFloat, false, leaf.trained).contiguous();
        for (const std::string& name : leaf.names)
            m_weights[name] = values;
        if (leaf.trained)
            values.set_requires_grad(true);
    }
}

at::Tensor Transformer::weight(const std::string& name) const
{
    if (const auto found = m_weights.find(name); found != m_weights.end())
        return found->second;
    if (m_stored.contains(name))
        return floatMatrix(m_stored, name);
    throw Error(ErrorKind::BadInput, fmt::format("the model has no weight '{}'", name));
}

at::Tensor Transformer::weight(const std::string& name, const Pass& pass) const
{
    const at::Tensor own = weight(name);
    return pass.hooks && pass.hooks->weight ? pass.hooks->weight(name, own) : own;
}

at::Tensor Transformer::biasOf(const std::string& name) const
{
    const auto found = m_weights.find(name + ".bias");
    return found == m_weights.end() ? at::Tensor() : found->second;
}

at::Tensor Transformer::multiplied(const at::Tensor& x, const std::string& name, const Pass& pass) const
{
    const at::Tensor bias = biasOf(name);
    const std::string right = name + ".weight_right";
    const at::Tensor rows = has(right) ? product(product(x, right, {}, pass), name + ".weight_left", bias, pass)
                                       : product(x, name + ".weight", bias, pass);
    return pass.hooks && pass.hooks->output ? pass.hooks->output(name, x, rows) : rows;
}

bool Transformer::isStored(const std::string& name, const Pass& pass) const
{
    return m_stored.contains(name) && !m_weights.contains(name) && !(pass.hooks && pass.hooks->weight);
}

at::Tensor Transformer::product(const at::Tensor& x, const std::string& matrix, const at::Tensor& bias, const Pass& pass) const
{
    if (isStored(matrix, pass))
        return linearOnce(x, [this, matrix] { return floatMatrix(m_stored, matrix); }, bias);
    return engine::linear(x, weight(matrix, pass), bias);
}

at::Tensor Transformer::rowsOf(const std::string& table, const at::Tensor& ids, const Pass& pass) const
{
    if (isStored(table, pass))
        return floatRows(m_stored, table, ids.reshape({-1})).view({ids.size(0), ids.size(1), -1});
    return at::embedding(weight(table, pass), ids);
}

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
