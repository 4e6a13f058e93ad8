#include "core/engine/runtime/packed_pass.h"

#include "core/base/error.h"
#include "core/engine/runtime/shares.h"
#include "core/engine/runtime/turns.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <algorithm>

// The forward pass of the packed model: batches, and the way through the layers. packed_model.cpp packs it,
// packed_blocks.cpp computes the blocks of a layer.
namespace lathe::engine {

namespace {

template <class T> std::span<const T> offsetsOf(TextSpan texts, T* to)
{
    T next = to[0] = 0;
    for (size_t i = 0; i < texts.size(); ++i)
        to[i + 1] = next += T(texts[i]->size());
    return {to, texts.size() + 1};
}

// Where the token of each text stands that the head reads.
std::span<const int64_t> askingOf(const Architecture& a, TextSpan texts, int64_t* to)
{
    for (size_t i = 0; i < texts.size(); ++i) {
        int64_t at = 0;
        if (a.head.pooling == Pooling::Last)
            for (at = int64_t(texts[i]->size()) - 1; at > 0 && (*texts[i])[size_t(at)] == a.padding;)
                --at;
        to[i] = at;
    }
    return {to, texts.size()};
}

template <class T> void copyRow(const T* from, int64_t row, T* to, int64_t place, int64_t columns)
{
    std::memcpy(to + place * columns, from + row * columns, size_t(columns) * sizeof(T));
}

} // namespace

at::Tensor LogitModel::logits(Texts texts, const Task& task, Profile* profile) const
{
    at::Tensor out = at::empty({int64_t(texts.size()), architecture().classes}, at::kFloat);
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

PackedModel::Stream PackedModel::Stream::take(Workspace& workspace, int64_t count, int64_t columns, bool normsAfter)
{
    Stream made{.rows = Rows::room(workspace, count, columns), .sum = nullptr, .normsAfter = normsAfter};
    made.sum = normsAfter ? made.rows.values : workspace.take<float>(count * columns);
    return made;
}

Rows PackedModel::Stream::read(const InputCodes* form) const
{
    Rows made = rows.shaped(rows.count, form);
    if (form && !normsAfter)
        made.values = nullptr;
    return made;
}

// The rows of the token of each text that asks; codes of that form.
PackedModel::Stream PackedModel::Pass::askingRows(const Stream& x, const InputCodes* form) const
{
    const int64_t columns = x.rows.columns;
    const Stream once = Stream::take(workspace, int64_t(texts.size()), columns, x.normsAfter);
    const kernels::RowsOut to = once.read(form).out(), from = x.read(form).out();
    for (int64_t i = 0; i < once.rows.count; ++i) {
        const int64_t row = offsets[size_t(i)] + asking[size_t(i)];
        copyRow(x.sum, row, once.sum, i, columns);
        if (to.values && to.values != once.sum)
            copyRow(from.values, row, to.values, i, columns);
        if (to.halves)
            copyRow(from.halves, row, to.halves, i, columns);
        if (to.codes) {
            copyRow(from.codes, row, to.codes, i, columns);
            to.scale[i] = from.scale[row], to.zero[i] = from.zero[row];
        }
    }
    return once;
}

// What a text's rows are pooled to, float: [texts, H].
Rows PackedModel::pooled(Pass& pass, const Stream& x) const
{
    const Rows rows = x.read(nullptr);
    if (rows.count == int64_t(pass.texts.size()) && m_architecture.head.pooling != Pooling::Mean && !m_layers.empty())
        return rows;
    if (m_architecture.head.pooling != Pooling::Mean)
        return pass.askingRows(x, nullptr).read(nullptr);
    const Rows mean = Rows::take(pass.workspace, int64_t(pass.texts.size()), rows.columns, true, nullptr);
    for (int64_t i = 0; i < mean.count; ++i)
        kernels::meanRow(rows.values + pass.offsets[size_t(i)] * rows.columns,
                         pass.offsets[size_t(i) + 1] - pass.offsets[size_t(i)], rows.columns, mean.values + i * rows.columns);
    return mean;
}

// The rows that the embeddings make, and those that the first layer reads.
void PackedModel::enter(Pass& pass, const Stream& x) const
{
    const InputCodes* form = m_layers.empty() ? nullptr : m_layers.front().attentionInput();
    if (x.normsAfter)
        return m_embeddings.apply(pass.texts, x.read(form));
    const Rows made{.count = x.rows.count, .columns = x.rows.columns, .values = x.sum};
    m_embeddings.apply(pass.texts, made);
    const PackedNorm& norm = m_layers.empty() ? m_finalNorm : m_layers.front().attentionNorm;
    kernels::normRows(x.sum, made.count, made.columns, norm.args(), x.read(form).out());
}

void PackedModel::forward(Texts texts, float* out, const Task& task, Profile* profile) const
{
    Pass pass{.texts = texts, .task = task, .profile = profile};
    Workspace& workspace = pass.workspace;
    const Workspace::Scope scope(workspace);
    pass.offsets = offsetsOf(texts, workspace.take<int64_t>(int64_t(texts.size()) + 1));
    pass.asking = askingOf(m_architecture, texts, workspace.take<int64_t>(int64_t(texts.size())));
    const std::vector<Rotary>& rotary = m_architecture.positions.rotary;
    auto** turns = workspace.take<const float* const*>(int64_t(rotary.size()));
    for (size_t i = 0; i < rotary.size(); ++i)
        turns[i] = turnsOf(rotary[i], pass.offsets, workspace);
    pass.turns = turns;

    const bool normsAfter = m_architecture.normPlace == NormPlace::After;
    Stream x = Stream::take(workspace, pass.offsets.back(), m_architecture.hiddenSize, normsAfter);
    pass.timed("embedding", [&] { enter(pass, x); });
    for (const PackedLayer& layer : m_layers) {
        ++pass.layer;
        const Stream asking = asksOnce(layer) ? pass.askingRows(x, layer.attentionInput()) : x;
        attend(pass, layer, x, asking);
        x = asking;
        feedForward(pass, layer, x);
    }
    pass.layer = -1;
    pass.timed("head", [&] { m_head.apply(pooled(pass, x), out); });
}

} // namespace lathe::engine
