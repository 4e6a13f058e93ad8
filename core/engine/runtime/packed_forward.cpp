#include "core/engine/runtime/packed_model.h"

#include "core/base/error.h"
#include "core/engine/runtime/kernels/attention.h"
#include "core/engine/runtime/kernels/embed.h"
#include "core/engine/runtime/shares.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <algorithm>
#include <array>
#include <cstring>

// The forward pass of the packed model; packed_model.cpp packs it.
namespace lathe::engine {

struct PackedModel::Pass {
    Texts texts;
    const Task& task;
    Profile* profile;
    Workspace& workspace = Workspace::ofThisThread();
    std::span<const int64_t> offsets; // [texts + 1], of each text's first row
    int layer = -1;

    template <class Work> void timed(std::string_view operation, const Work& work) const
    {
        task.checkpoint();
        if (profile)
            profile->time(layer, operation, work);
        else
            work();
    }
};

namespace {

template <class T> std::span<const T> offsetsOf(std::span<const std::vector<int32_t>* const> texts, T* to)
{
    T next = to[0] = 0;
    for (size_t i = 0; i < texts.size(); ++i)
        to[i + 1] = next += T(texts[i]->size());
    return {to, texts.size() + 1};
}

template <class T> void copyRow(const T* from, int64_t row, T* to, int64_t place, int64_t columns)
{
    std::memcpy(to + place * columns, from + row * columns, size_t(columns) * sizeof(T));
}

// The rows of the first token of each text.
Rows firstRows(Workspace& workspace, const Rows& x, std::span<const int64_t> offsets)
{
    const Rows first = Rows::take(workspace, int64_t(offsets.size()) - 1, x.columns, true, x.form);
    const kernels::RowsOut to = first.out(), from = x.out();
    for (int64_t i = 0; i < first.count; ++i) {
        const int64_t row = offsets[size_t(i)];
        copyRow(from.values, row, to.values, i, x.columns);
        if (to.halves)
            copyRow(from.halves, row, to.halves, i, x.columns);
        if (to.codes) {
            copyRow(from.codes, row, to.codes, i, x.columns);
            to.scale[i] = from.scale[row], to.zero[i] = from.zero[row];
        }
    }
    return first;
}

// A product whose rows are wanted as float: [x.count, N] of the workspace.
float* floatProduct(Workspace& workspace, const PackedLinear& linear, const Rows& x)
{
    auto* values = workspace.take<float>(x.count * linear.columns());
    linear.apply(x, [&](const kernels::Product& product, int64_t row) {
        kernels::finishRows(product, {.values = values + row * product.columns});
    });
    return values;
}

} // namespace

void PackedModel::embed(Pass& pass, const Rows& x) const
{
    Workspace& workspace = pass.workspace;
    const Workspace::Scope scope(workspace);
    const int64_t tokens = x.count, H = m_architecture.hiddenSize;
    auto* ids = workspace.take<int32_t>(tokens);
    auto* positions = workspace.take<int32_t>(tokens);
    const Positions& counted = m_architecture.positions;
    const int32_t padding = counted.skipsPadding ? m_architecture.padding : -1;
    int64_t at = 0;
    for (const auto* text : pass.texts) {
        int32_t next = counted.offset;
        for (const int32_t id : *text) {
            if (id < 0 || id >= m_tokens.rows.size(0))
                throw badInput("token id {} is outside the model's vocabulary of {}", id, m_tokens.rows.size(0));
            ids[at] = id;
            positions[at++] = id == padding ? padding : next++;
        }
    }
    auto* sum = workspace.take<float>(tokens * m_tokens.columns);
    kernels::EmbedArgs args{.ids = ids, .positions = positions, .rows = tokens, .columns = m_tokens.columns};
    if (m_tokens.scale.defined())
        args.scale = m_tokens.scale.const_data_ptr<float>();
    if (m_tokens.rows.scalar_type() == at::kChar)
        args.codes = m_tokens.rows.const_data_ptr<int8_t>();
    else if (m_tokens.rows.scalar_type() == at::kByte)
        args.nibbles = m_tokens.rows.const_data_ptr<uint8_t>(), args.groups = m_tokens.scale.size(1);
    else
        args.token = m_tokens.rows.const_data_ptr<float>();
    const auto* position = m_position.const_data_ptr<float>();
    if (!m_tokens.widen)
        args.position = position;
    kernels::embed(args, sum);
    if (!m_tokens.widen) {
        kernels::normRows(sum, tokens, H, m_embeddingNorm.weight.const_data_ptr<float>(),
                          m_embeddingNorm.bias.const_data_ptr<float>(), float(m_architecture.norm.epsilon), x.out());
        return;
    }
    const Rows narrow{.count = tokens, .columns = m_tokens.columns, .values = sum};
    const Rows residual = Rows::take(workspace, tokens, H, true, nullptr);
    for (int64_t row = 0; row < tokens; ++row)
        copyRow(position, positions[row], residual.values, row, H);
    residualNorm(*m_tokens.widen, narrow, residual, m_embeddingNorm, x);
}

// A product whose rows go on through residual and norm.
void PackedModel::residualNorm(const PackedLinear& linear, const Rows& in, const Rows& residual, const Norm& norm,
                               const Rows& out) const
{
    linear.apply(in, [&](const kernels::Product& product, int64_t row) {
        kernels::finishResidualNorm(product, residual.values + row * product.columns, norm.weight.const_data_ptr<float>(),
                                    norm.bias.const_data_ptr<float>(), float(m_architecture.norm.epsilon),
                                    out.out().from(row, product.columns));
    });
}

void PackedModel::attend(Pass& pass, const Layer& layer, const Rows& x, const Rows& asking, const Rows& attended) const
{
    Workspace& workspace = pass.workspace;
    const Workspace::Scope scope(workspace);
    const int64_t A = layer.shape.attention();
    const bool last = &layer == &m_layers.back();
    const Rows context = Rows::take(workspace, asking.count, A, true, layer.attentionOutput.input());
    if (A > 0) {
        const Workspace::Scope projections(workspace);
        kernels::AttentionArgs args;
        pass.timed("query, key, value", [&] {
            if (last) {
                args.query = floatProduct(workspace, layer.query, asking); // [texts, A]
                args.key = floatProduct(workspace, layer.keyValue, x);     // [tokens, 2 A]
                args.queryStride = A, args.keyValueStride = 2 * A;
            } else {
                args.query = floatProduct(workspace, layer.queryKeyValue, x); // [tokens, 3 A]
                args.key = args.query + A;
                args.queryStride = args.keyValueStride = 3 * A;
            }
        });
        args.value = args.key + A;
        args.heads = layer.shape.heads, args.headSize = layer.shape.headSize;
        args.offsets = pass.offsets;
        args.firstTokenOnly = last;
        if (layer.relative.defined()) {
            args.relative = layer.relative.const_data_ptr<float>();
            args.relativeReach = m_architecture.maxTokens() - 1;
        }
        pass.timed("attention", [&] {
            kernels::attention(args, context.values);
            if (context.form)
                kernels::quantizeRows(context.values, context.count, A, context.out());
        });
    }
    pass.timed("attention output, norm",
               [&] { residualNorm(layer.attentionOutput, context, asking, layer.attentionNorm, attended); });
}

void PackedModel::feedForward(Pass& pass, const Layer& layer, const Rows& attended, const Rows& out) const
{
    const Workspace::Scope scope(pass.workspace);
    const Rows inner = Rows::take(pass.workspace, attended.count, layer.up.columns(), false, layer.down.input());
    pass.timed("FFN up, activation", [&] {
        layer.up.apply(attended, [&](const kernels::Product& product, int64_t row) {
            kernels::finishActivation(product, m_architecture.ffn.activation, inner.out().from(row, product.columns));
        });
    });
    pass.timed("FFN down, norm", [&] { residualNorm(layer.down, inner, attended, layer.ffnNorm, out); });
}

// first [texts, H] -> out [texts, C]
void PackedModel::head(const Rows& first, float* out) const
{
    Workspace& workspace = Workspace::ofThisThread();
    const Workspace::Scope scope(workspace);
    const Rows dense = Rows::take(workspace, first.count, m_dense.columns(), true, nullptr);
    m_dense.apply(first, [&](const kernels::Product& product, int64_t row) {
        kernels::finishTanh(product, dense.values + row * product.columns);
    });
    m_out.apply(dense, [&](const kernels::Product& product, int64_t row) {
        kernels::finishRows(product, {.values = out + row * product.columns});
    });
}

at::Tensor PackedModel::logits(Texts texts, const Task& task, Profile* profile) const
{
    at::Tensor out = at::empty({int64_t(texts.size()), m_architecture.classes}, at::kFloat);
    logits(texts, out.mutable_data_ptr<float>(), task, profile);
    return out;
}

void PackedModel::logits(Texts texts, float* out, const Task& task, Profile* profile) const
{
    const at::NoGradGuard noGrad;
    for (const auto* text : texts)
        if (text->empty() || int(text->size()) > m_architecture.maxTokens())
            throw badInput("a text has {} tokens where the model takes 1 to {}", text->size(),
                           m_architecture.maxTokens());
    Workspace& workspace = Workspace::ofThisThread();
    const Workspace::Scope scope(workspace);
    const size_t threads = at::in_parallel_region() ? 1 : size_t(at::get_num_threads());
    const std::span<const size_t> cuts = shares(texts, threads, {workspace.take<size_t>(int64_t(threads) + 1), threads + 1});
    if (cuts.empty())
        return forward(texts, out, task, profile);
    at::parallel_for(0, int64_t(cuts.size()) - 1, 1, [&](int64_t begin, int64_t end) {
        const at::NoGradGuard noGradHere;
        size_t first = cuts[size_t(begin)];
        const size_t last = cuts[size_t(end)];
        while (first < last) {
            const Texts piece = pieceOf(texts.subspan(first, last - first));
            forward(piece, out + int64_t(first) * m_architecture.classes, task, profile);
            first += piece.size();
        }
    });
}

void PackedModel::forward(Texts texts, float* out, const Task& task, Profile* profile) const
{
    Pass pass{.texts = texts, .task = task, .profile = profile, .offsets = {}};
    Workspace& workspace = pass.workspace;
    const Workspace::Scope scope(workspace);
    pass.offsets = offsetsOf(texts, workspace.take<int64_t>(int64_t(texts.size()) + 1));
    const int64_t tokens = pass.offsets.back();
    // The rows that go into a layer and those that come out, in turns; those between its halves.
    const auto room = [&] { return Rows::room(workspace, tokens, m_architecture.hiddenSize); };
    const std::array rooms = {room(), room()};
    const Rows between = room();
    Rows x = rooms[0].shaped(tokens, m_layers.empty() ? nullptr : m_layers.front().input());
    pass.timed("embedding", [&] { embed(pass, x); });
    for (const Layer& layer : m_layers) {
        ++pass.layer;
        const bool last = &layer == &m_layers.back();
        const Rows asking = last ? firstRows(workspace, x, pass.offsets) : x; // followed to the end of the layer
        const Rows attended = between.shaped(asking.count, layer.up.input());
        attend(pass, layer, x, asking, attended);
        const Rows made = rooms[size_t(pass.layer + 1) % 2].shaped(asking.count, last ? nullptr : (&layer + 1)->input());
        feedForward(pass, layer, attended, made);
        x = made;
    }
    pass.layer = -1;
    pass.timed("head", [&] { head(m_layers.empty() ? firstRows(workspace, x, pass.offsets) : x, out); });
}

} // namespace lathe::engine
