#include "core/engine/export/onnx_attention.h"

#include "core/engine/export/onnx_functions.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/relative_position.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/zeros.h>
#include <fmt/format.h>

namespace lathe::engine::onnx {

namespace {

constexpr double kUnseen = -1e9; // exp() of it is 0 beside any score

at::Tensor floats(const std::vector<double>& values)
{
    at::Tensor t = at::empty({int64_t(values.size())}, at::kFloat);
    std::copy(values.begin(), values.end(), t.mutable_data_ptr<float>());
    return t;
}

} // namespace

AttentionPart::Asking AttentionPart::askingIn(size_t layer) const
{
    const bool last = layer + 1 == m_architecture.layers.size();
    return last && m_architecture.head.pooling != Pooling::Mean ? Asking::Head : Asking::All;
}

// The graph that every layer shares is written in front of the first that needs it.
std::string AttentionPart::once(const std::string& key, const std::function<std::string()>& make)
{
    if (const auto found = m_made.find(key); found != m_made.end())
        return found->second;
    return m_made[key] = make();
}

std::string AttentionPart::length()
{
    return once("length", [&] { return m_graph.add("Gather", {m_graph.add("Shape", {"input_ids"}), m_graph.integer(1)}); });
}

std::string AttentionPart::everyPlace()
{
    return once("places", [&] {
        const std::string range = m_graph.add("Range", {m_graph.integer(0), length(), m_graph.integer(1)});
        return m_graph.add("Unsqueeze", {range, m_graph.integers({0})});
    });
}

std::string AttentionPart::places(Asking asking)
{
    if (asking == Asking::All)
        return everyPlace();
    if (m_architecture.head.pooling == Pooling::First)
        return m_graph.constant("first", at::zeros({1, 1}, at::kLong));
    return once("last", [&] {
        std::string counted = "attention_mask";
        if (m_architecture.padding >= 0) {
            const std::string pads = m_graph.add("Equal", {"input_ids", m_graph.integer(m_architecture.padding)});
            counted = m_graph.add("Mul", {counted, m_graph.cast(m_graph.add("Not", {pads}), Element::Int64)});
        }
        return reduced(m_graph, "ReduceMax", m_graph.add("Mul", {counted, everyPlace()}), 1, true); // [B, 1]
    });
}

std::string AttentionPart::onlyAsking(const std::string& rows)
{
    switch (m_architecture.head.pooling) {
    case Pooling::First:
        return m_graph.slice(rows, 0, 1, 1);
    case Pooling::Last: {
        const std::string found = m_graph.add("GatherND", {rows, places(Asking::Head)}, {{"batch_dims", int64_t(1)}}); // [B, H]
        return m_graph.add("Unsqueeze", {found, m_graph.integers({1})});
    }
    case Pooling::Mean:
        break;
    }
    return rows;
}

std::string AttentionPart::pooled(const std::string& rows)
{
    if (m_architecture.head.pooling != Pooling::Mean)
        return m_graph.add("Squeeze", {rows, m_graph.integers({1})});
    const std::string counted = m_graph.add("Unsqueeze", {m_graph.cast("attention_mask", Element::Float), m_graph.integers({2})});
    const std::string sums = reduced(m_graph, "ReduceSum", m_graph.add("Mul", {rows, counted}), 1, false);
    return m_graph.add("Div", {sums, reduced(m_graph, "ReduceSum", counted, 1, false)});
}

std::string AttentionPart::learnedPositions()
{
    const std::string table = "embeddings.position";
    if (!m_architecture.positions.skipsPadding) {
        const std::string begin = m_graph.integers({m_architecture.positions.offset}), axis = m_graph.integers({0});
        const std::string end = m_graph.add("Add", {m_graph.add("Unsqueeze", {length(), axis}), begin});
        return m_matrices.rows([&](const std::string& all) { return m_graph.add("Slice", {all, begin, end, axis}); }, table);
    }
    const std::string padding = m_graph.integer(m_architecture.padding);
    const std::string counted = m_graph.cast(m_graph.add("Not", {m_graph.add("Equal", {"input_ids", padding})}), Element::Int64);
    const std::string count = m_graph.add("Mul", {m_graph.add("CumSum", {counted, m_graph.integer(1)}), counted});
    const std::string first = m_graph.integer(m_architecture.positions.offset - 1);
    const std::string places = m_graph.add("Add", {count, first});
    return m_matrices.rows([&](const std::string& all) { return m_graph.add("Gather", {all, places}); }, table);
}

std::string AttentionPart::distances(Asking asking)
{
    return once(asking == Asking::All ? "distances" : "distances of asking", [&] {
        const std::string query = m_graph.add("Unsqueeze", {places(asking), m_graph.integers({1, 3})}); // [., 1, Q, 1]
        const std::string key = m_graph.add("Unsqueeze", {everyPlace(), m_graph.integers({1, 2})});     // [1, 1, 1, T]
        return m_graph.add("Sub", {query, key});
    });
}

std::string AttentionPart::distanceRows(Asking asking)
{
    return once(asking == Asking::All ? "rows" : "rows of asking", [&] {
        return m_graph.add("Add", {distances(asking), m_graph.integer(m_architecture.maxTokens() - 1)});
    });
}

std::string AttentionPart::mask(int window, Asking asking)
{
    const bool causal = m_architecture.attention.causal;
    const std::string keys = once("mask of padding", [&] {
        const std::string padding = m_graph.add("Sub", {m_graph.real(1), m_graph.cast("attention_mask", Element::Float)});
        return m_graph.add("Unsqueeze", {m_graph.add("Mul", {padding, m_graph.real(kUnseen)}), m_graph.integers({1, 2})});
    });
    if (!causal && window <= 0)
        return keys;
    return once(fmt::format("mask of {} {}", window, int(asking)), [&] {
        const std::string away = distances(asking);
        std::string seen;
        if (causal)
            seen = m_graph.add("GreaterOrEqual", {away, m_graph.integer(0)});
        if (window > 0) {
            const std::string near = m_graph.add("Less", {m_graph.add("Abs", {away}), m_graph.integer(window)});
            seen = causal ? m_graph.add("And", {seen, near}) : near;
        }
        const std::string local = m_graph.add("Where", {seen, keys, m_graph.real(kUnseen)});
        // Each sees itself, so that rows of padding are what they are elsewhere: they count in the range of 8-bit codes.
        return m_graph.add("Where", {m_graph.add("Equal", {away, m_graph.integer(0)}), m_graph.real(0), local});
    });
}

std::string AttentionPart::relative(const std::string& name, Asking asking)
{
    const at::Tensor& table = m_checkpoint.weights.at(name); // [buckets, heads]
    return once(fmt::format("relative {} {}", static_cast<const void*>(table.unsafeGetTensorImpl()), int(asking)), [&] {
        const int64_t reach = m_architecture.maxTokens() - 1;
        at::Tensor rows = at::empty({2 * reach + 1}, at::kLong);
        for (int64_t d = -reach; d <= reach; ++d)
            rows.mutable_data_ptr<int64_t>()[d + reach] = relativeBucket(-d, m_architecture.positions.relativeBuckets);
        const std::string byDistance = m_graph.constant(name + ".by_distance", storedMatrix(m_checkpoint.weights, name).index_select(0, rows));
        const std::string away = m_graph.add("Squeeze", {distanceRows(asking), m_graph.integers({1})}); // [., Q, T]
        return m_graph.transpose(m_graph.add("Gather", {byDistance, away}), {0, 3, 1, 2});
    });
}

std::string AttentionPart::heads(const std::string& rows, int64_t count, int64_t size)
{
    return m_graph.transpose(m_graph.reshape(rows, {0, 0, count, size}), {0, 2, 1, 3});
}

std::string AttentionPart::angles(const Rotary& rotary, const std::string& places)
{
    const std::string at = m_graph.add("Unsqueeze", {m_graph.cast(places, Element::Float), m_graph.integers({1, 3})}); // [., 1, Q, 1]
    const auto of = [&](const std::vector<double>& frequencies, const char* kind) {
        const std::string name = fmt::format("{}{}.{}", kind, &rotary - m_architecture.positions.rotary.data(), frequencies.size());
        return m_graph.add("Mul", {at, m_graph.constant(name, floats(frequencies))});
    };
    const std::string near = of(rotary.frequencies, "frequencies.");
    if (rotary.longFrequencies.empty())
        return near;
    const std::string tokens = reduced(m_graph, "ReduceSum", "attention_mask", 1, true); // [B, 1]
    const std::string isLong = m_graph.add("Greater", {tokens, m_graph.integer(rotary.longFrom)});
    return m_graph.add("Where", {m_graph.add("Unsqueeze", {isLong, m_graph.integers({2, 3})}),
                                 of(rotary.longFrequencies, "long_frequencies."), near});
}

std::string AttentionPart::turned(const std::string& x, const LayerShape& shape, Asking asking)
{
    const Rotary& rotary = m_architecture.positions.rotary[size_t(shape.rotary)];
    const auto table = [&](const char* function) {
        return once(fmt::format("{} {} {}", function, shape.rotary, int(asking)), [&] {
            const std::string angle = once(fmt::format("angles {} {}", shape.rotary, int(asking)),
                                           [&] { return angles(rotary, places(asking)); });
            const std::string value = m_graph.add(function, {angle});
            return rotary.magnitude == 1 ? value : m_graph.add("Mul", {value, m_graph.real(rotary.magnitude)});
        });
    };
    const auto times = [&](const std::string& a, const std::string& b) { return m_graph.add("Mul", {a, b}); };
    const std::string cos = table("Cos"), sin = table("Sin");
    const auto n = int64_t(rotary.frequencies.size());
    const std::string left = m_graph.slice(x, 0, n, 3), right = m_graph.slice(x, n, 2 * n, 3);
    std::vector<std::string> parts{m_graph.add("Sub", {times(left, cos), times(right, sin)}),
                                   m_graph.add("Add", {times(right, cos), times(left, sin)})};
    if (2 * n < shape.headSize)
        parts.push_back(m_graph.slice(x, 2 * n, shape.headSize, 3));
    return m_graph.add("Concat", parts, {{"axis", int64_t(3)}});
}

// Each key and value head once for every query head of its group.
std::string AttentionPart::repeated(const std::string& x, const LayerShape& shape)
{
    if (shape.group == 1)
        return x;
    const std::string wide = m_graph.add("Unsqueeze", {x, m_graph.integers({2})}); // [B, kv, 1, T, d]
    const std::string copies = m_graph.add("Expand", {wide, m_graph.integers({1, 1, shape.group, 1, 1})});
    return m_graph.reshape(copies, {0, shape.heads, -1, shape.headSize});
}

// DeBERTa's: query with the table as keys, key with the table as queries: [B, h, Q, T].
std::string AttentionPart::relativeScores(size_t layer, const std::string& query, const std::string& key, Asking asking)
{
    const Disentangled& d = m_architecture.positions.disentangled;
    const LayerShape& shape = m_architecture.layers[layer];
    const std::string at = fmt::format("layers.{}.attention.", layer);
    const std::string table = once("relative table", [&] {
        const std::string rows = m_matrices.values("embeddings.relative"); // [2 span, H]
        return d.norm ? norm(m_graph, m_matrices, m_architecture.norm, rows, "embeddings.relative_norm") : rows;
    });
    const auto projected = [&](const char* own, const char* shared) { // [h, D, 2 span]
        const std::string rows = m_matrices.linearOfConstants(table, at + (d.ownProjections ? own : shared));
        return m_graph.transpose(m_graph.reshape(rows, {-1, shape.heads, shape.headSize}), {1, 2, 0});
    };
    const std::string met = once(fmt::format("disentangled rows {}", int(asking)), [&] {
        const int64_t reach = m_architecture.maxTokens() - 1;
        at::Tensor rows = at::empty({2 * reach + 1}, at::kLong);
        for (int64_t away = -reach; away <= reach; ++away)
            rows.mutable_data_ptr<int64_t>()[away + reach] = disentangledRow(away, d);
        return m_graph.add("Gather", {m_graph.constant("disentangled.rows", rows), distanceRows(asking)}); // [., 1, Q, T]
    });
    const auto gathered = [&](const std::string& scores, const std::string& like, int64_t axis) {
        const std::string rows = m_graph.add("Expand", {met, m_graph.add("Shape", {like})});
        return m_graph.add("GatherElements", {scores, rows}, {{"axis", axis}});
    };
    // What has the shape [B, h, Q, T].
    const std::string like = m_graph.add("MatMul", {query, m_graph.transpose(key, {0, 1, 3, 2})});
    std::string scores;
    if (d.contentToPosition)
        scores = gathered(m_graph.add("MatMul", {query, projected("position_key", "key")}), like, 3);
    if (d.positionToContent) {
        const std::string all = m_graph.add("MatMul", {key, projected("position_query", "query")}); // [B, h, T, 2 span]
        scores = sum(scores, gathered(m_graph.transpose(all, {0, 1, 3, 2}), like, 2));
    }
    return scores;
}

std::string AttentionPart::attend(size_t layer, const std::string& x, const std::string& asking)
{
    const LayerShape& shape = m_architecture.layers[layer];
    const Attention& kind = m_architecture.attention;
    const Disentangled& table = m_architecture.positions.disentangled;
    const std::string at = fmt::format("layers.{}.attention.", layer);
    const Asking who = askingIn(layer);
    const bool rounds = m_matrices.roundsOutputs(at + "query") && m_matrices.roundsOutputs(at + "key"); // scores in 8 bits
    const auto multiplied = [&](const std::string& from, const char* part) {
        const std::string rows = m_matrices.linear(from, at + part);
        return rounds ? m_matrices.roundedOutput(rows, at + part) : rows;
    };
    std::string q = heads(multiplied(asking, "query"), shape.heads, shape.headSize);
    std::string k = heads(multiplied(x, "key"), shape.kvHeads(), shape.headSize);
    std::string v = heads(m_matrices.linear(x, at + "value"), shape.kvHeads(), shape.headSize);
    if (kind.queryKeyNorm) {
        q = norm(m_graph, m_matrices, m_architecture.norm, q, at + "query_norm");
        k = norm(m_graph, m_matrices, m_architecture.norm, k, at + "key_norm");
    }
    if (shape.rotary >= 0)
        q = turned(q, shape, who), k = turned(k, shape, Asking::All);
    k = repeated(k, shape), v = repeated(v, shape);
    std::string scores = m_graph.add("MatMul", {q, m_graph.transpose(k, {0, 1, 3, 2})}); // [B, h, Q, T]
    if (table.contentToPosition || table.positionToContent)
        scores = sum(scores, relativeScores(layer, q, k, who));
    scores = m_graph.add("Mul", {scores, m_graph.real(shape.scoreScale())});
    if (kind.softcap > 0) {
        const std::string cap = m_graph.real(kind.softcap);
        scores = m_graph.add("Mul", {m_graph.add("Tanh", {m_graph.add("Div", {scores, cap})}), cap});
    }
    if (m_architecture.positions.relativeBuckets > 0)
        scores = sum(scores, relative(at + "relative", who));
    scores = sum(scores, mask(shape.window, who));
    const std::string weights = m_graph.add("Softmax", {scores}, {{"axis", int64_t(-1)}});
    const std::string context = m_graph.transpose(m_graph.add("MatMul", {weights, v}), {0, 2, 1, 3}); // [B, Q, h, d]
    return m_matrices.linear(m_graph.reshape(context, {0, 0, shape.attention()}), at + "output");
}

} // namespace lathe::engine::onnx
