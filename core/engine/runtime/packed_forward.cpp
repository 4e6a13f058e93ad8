#include "core/engine/runtime/packed_model.h"

#include "core/base/error.h"
#include "core/engine/runtime/kernels/attention.h"
#include "core/engine/runtime/kernels/embed.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/linear.h>
#include <algorithm>
#include <cstring>

// The forward pass of the packed model; packed_model.cpp packs it.
namespace lathe::engine {

namespace {

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

using Texts = std::span<const std::vector<int32_t>* const>;

// Whole texts of some tokens together, so that what one layer hands to the next stays in the second-level cache.
std::vector<Texts> piecesOf(Texts texts)
{
    constexpr size_t kTokens = 256;
    std::vector<Texts> pieces;
    for (size_t first = 0, next = 0; first < texts.size(); first = next) {
        size_t tokens = 0;
        while (next < texts.size() && (next == first || tokens + texts[next]->size() <= kTokens))
            tokens += texts[next++]->size();
        pieces.push_back(texts.subspan(first, next - first));
    }
    return pieces;
}

// Where to cut a batch so that each of the threads gets a share of whole texts, which it takes through the whole
// model alone; empty where the shares would be too unequal, or so small that starting threads costs more.
std::vector<size_t> shares(Texts texts, size_t threads)
{
    constexpr double kUneven = 1.15;
    if (threads < 2 || texts.size() < threads || at::in_parallel_region())
        return {};
    size_t total = 0, largest = 0, before = 0;
    for (const auto* text : texts)
        total += text->size();
    std::vector<size_t> cuts{0};
    for (size_t i = 0, sum = 0; i < texts.size(); ++i) {
        sum += texts[i]->size();
        // Cut behind the text that brings the sum nearest to the share's end.
        const size_t goal = total * cuts.size() / threads, next = i + 1 < texts.size() ? texts[i + 1]->size() : 0;
        if (cuts.size() < threads && i + 1 < texts.size() && sum + next / 2 >= goal) {
            largest = std::max(largest, sum - before);
            before = sum;
            cuts.push_back(i + 1);
        }
    }
    cuts.push_back(texts.size());
    largest = std::max(largest, total - before);
    return double(largest) * double(threads) <= kUneven * double(total) ? cuts : std::vector<size_t>{};
}

} // namespace

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
    const at::Tensor places = at::from_blob(positions.data(), {tokens}, at::kInt);
    const at::Tensor residual = m_position.index_select(0, places);
    m_tokens.widen->apply(narrow, [&](const kernels::Product& product, int64_t row) {
        kernels::finishResidualNorm(product, residual.const_data_ptr<float>() + row * H, weight, bias, epsilon,
                                    x.out().from(row, H));
    });
    return x;
}

PackedModel::Projections PackedModel::project(const Layer& layer, const Rows& x, const Rows& asking, bool last)
{
    if (layer.shape.attention() == 0)
        return {};
    const auto values = [](const PackedLinear& linear, const Rows& in) {
        const Rows out = Rows::make(in.count(), linear.columns(), true, nullptr);
        linear.apply(in, [&](const kernels::Product& product, int64_t row) {
            kernels::finishRows(product, out.out().from(row, product.columns));
        });
        return out.values;
    };
    if (last)
        return {values(layer.query, asking), values(layer.keyValue, x)};
    return {values(layer.queryKeyValue, x), {}};
}

Rows PackedModel::attend(const Layer& layer, const Projections& projected, const std::vector<int64_t>& offsets,
                         int64_t rows, bool last) const
{
    const int64_t A = layer.shape.attention();
    Rows context = Rows::make(rows, A, true, layer.attentionOutput.input());
    if (A == 0)
        return context;
    kernels::AttentionArgs args;
    args.query = projected.query.const_data_ptr<float>();
    if (last) {
        args.key = projected.keyValue.const_data_ptr<float>();
        args.queryStride = A, args.keyValueStride = 2 * A;
    } else {
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

at::Tensor PackedModel::logits(std::span<const std::vector<int32_t>* const> texts, const Task& task,
                               Profile* profile) const
{
    const at::NoGradGuard noGrad;
    for (const auto* text : texts)
        if (text->empty() || int(text->size()) > m_architecture.maxTokens())
            throw badInput("a text has {} tokens where the model takes 1 to {}", text->size(),
                           m_architecture.maxTokens());
    const std::vector<size_t> cuts = shares(texts, size_t(at::get_num_threads()));
    if (cuts.empty())
        return forward(texts, task, profile);
    std::vector<at::Tensor> parts(cuts.size() - 1);
    at::parallel_for(0, int64_t(parts.size()), 1, [&](int64_t begin, int64_t end) {
        const at::NoGradGuard noGradHere;
        for (auto i = size_t(begin); i < size_t(end); ++i) {
            std::vector<at::Tensor> pieces;
            for (const auto& piece : piecesOf(texts.subspan(cuts[i], cuts[i + 1] - cuts[i])))
                pieces.push_back(forward(piece, task, profile));
            parts[i] = at::cat(pieces);
        }
    });
    return at::cat(parts);
}

at::Tensor PackedModel::forward(std::span<const std::vector<int32_t>* const> texts, const Task& task,
                                Profile* profile) const
{
    std::vector<int64_t> offsets{0};
    for (const auto* text : texts)
        offsets.push_back(offsets.back() + int64_t(text->size()));
    int at = -1; // the layer
    const auto timed = [&](std::string_view operation, const auto& work) {
        task.checkpoint();
        return profile ? profile->time(at, operation, work) : work();
    };
    Rows x = timed("embedding", [&] { return embed(texts, offsets.back()); });
    const auto epsilon = float(m_architecture.normEpsilon);
    // A product whose rows go on through residual and norm, as the next layer wants them.
    const auto finish = [&](const PackedLinear& linear, const Rows& in, const at::Tensor& residual,
                            const Norm& norm, const InputCodes* next) {
        Rows out = Rows::make(residual.size(0), residual.size(1), true, next);
        linear.apply(in, [&](const kernels::Product& product, int64_t row) {
            kernels::finishResidualNorm(product, residual.const_data_ptr<float>() + row * product.columns,
                                        norm.weight.const_data_ptr<float>(), norm.bias.const_data_ptr<float>(),
                                        epsilon, out.out().from(row, product.columns));
        });
        return out;
    };
    for (const Layer& layer : m_layers) {
        ++at;
        const bool last = &layer == &m_layers.back();
        const Rows first = last ? firstRows(x, offsets) : Rows{};
        const Rows& asking = last ? first : x; // rows that are followed to the end of the layer
        const Projections projected = timed("query, key, value", [&] { return project(layer, x, asking, last); });
        const Rows context = timed("attention", [&] { return attend(layer, projected, offsets, asking.count(), last); });
        const Rows attended = timed("attention output, norm", [&] {
            return finish(layer.attentionOutput, context, asking.values, layer.attentionNorm, layer.up.input());
        });
        const Rows inner = timed("FFN up, activation", [&] {
            const Rows out = Rows::make(attended.count(), layer.up.columns(), false, layer.down.input());
            layer.up.apply(attended, [&](const kernels::Product& product, int64_t row) {
                kernels::finishActivation(product, m_architecture.activation, out.out().from(row, product.columns));
            });
            return out;
        });
        x = timed("FFN down, norm", [&] {
            return finish(layer.down, inner, attended.values, layer.ffnNorm, last ? nullptr : (&layer + 1)->input());
        });
    }
    at = -1;
    return timed("head", [&] { return head(m_layers.empty() ? firstRows(x.values, offsets) : x.values); });
}

} // namespace lathe::engine
