#include "core/engine/export/onnx_matrices.h"

#include "core/engine/model/matrix.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/zeros.h>
#include <fmt/format.h>

namespace lathe::engine::onnx {

Matrices::Matrices(Graph& graph, const Checkpoint& checkpoint, const MatrixForms& forms)
    : m_graph(graph), m_weights(checkpoint.weights), m_forms(forms)
{
}

const std::string& Matrices::shared(const std::string& name)
{
    return m_names.try_emplace(m_weights.at(name).unsafeGetTensorImpl(), name).first->second;
}

std::string Matrices::values(const std::string& name)
{
    const Storage storage = storageOf(m_weights, name);
    if (storage == Storage::Int8) { // a table: runtimes widen it when they load the model
        const std::string& key = shared(name);
        const std::string codes = m_graph.cast(m_graph.constant(key, m_weights.at(name)), Element::Float);
        return m_graph.add("Mul", {codes, m_graph.constant(key + "_scale", m_weights.at(name + "_scale").to(at::kFloat).unsqueeze(1))});
    }
    if (storage == Storage::Int4)
        return m_graph.constant(shared(name), storedMatrix(m_weights, name));
    return m_graph.constant(shared(name), m_weights.at(name).to(at::kFloat));
}

std::string Matrices::biased(const std::string& y, const std::string& name)
{
    const std::string bias = name + ".bias";
    return has(bias) ? m_graph.add("Add", {y, values(bias)}) : y;
}

std::string Matrices::linear(const std::string& x, const std::string& name)
{
    const std::string weight = name + ".weight";
    std::string y;
    if (storageOf(m_weights, weight) == Storage::Factors)
        y = product(product(x, weight + "_right"), weight + "_left");
    else
        y = product(x, weight);
    return biased(y, name);
}

std::string Matrices::linearOfConstants(const std::string& x, const std::string& name)
{
    const std::string weight = name + ".weight";
    if (storageOf(m_weights, weight) != Storage::Int8)
        return linear(x, name);
    return biased(m_graph.add("MatMul", {smoothed(x, weight), widenedInt8(weight)}), name);
}

std::string Matrices::product(const std::string& given, const std::string& name)
{
    const std::string x = smoothed(given, name);
    switch (storageOf(m_weights, name)) {
    case Storage::Int8:
        return int8Product(x, name);
    case Storage::Int4:
        return int4Product(x, name);
    default:
        return floatProduct(x, name);
    }
}

std::string Matrices::smoothed(const std::string& x, const std::string& name)
{
    const std::string smooth = name + "_smooth";
    if (!has(smooth))
        return x;
    const at::Tensor factor = m_weights.at(smooth).to(at::kFloat).reciprocal();
    std::vector<Smoothed>& of = m_smoothed[x];
    for (const Smoothed& made : of)
        if (at::equal(made.factor, factor))
            return made.values;
    of.push_back({factor, m_graph.add("Mul", {x, m_graph.constant(smooth + ".reciprocal", factor)})});
    return of.back().values;
}

std::string Matrices::floatProduct(const std::string& x, const std::string& name)
{
    const at::Tensor stored = m_weights.at(name);
    const bool half = m_forms.halves || stored.scalar_type() != at::kFloat;
    std::string w = m_graph.constant(shared(name), stored.t().to(half ? at::kHalf : at::kFloat)); // [K, N]
    if (half)
        w = m_graph.cast(w, Element::Float);
    return m_graph.add("MatMul", {x, w});
}

std::string Matrices::widenedInt8(const std::string& name)
{
    const std::string& key = shared(name);
    const std::string w = m_graph.constant(key, m_weights.at(name).t());
    const std::string scale = m_graph.constant(key + "_scale", m_weights.at(name + "_scale").to(at::kFloat));
    return m_graph.add("DequantizeLinear", {w, scale}, {{"axis", int64_t(1)}});
}

std::string Matrices::int8Product(const std::string& x, const std::string& name)
{
    if (has(name + "_range")) {
        const at::Tensor range = m_weights.at(name + "_range").to(at::kFloat);
        const std::string step = m_graph.real(range[0].item<float>());
        const std::string zero = m_graph.constant(fmt::format("code.{}", range[1].item<float>()), range[1].round().to(at::kByte));
        std::string& rounded = m_rounded[fmt::format("{} {} {}", x, step, zero)]; // once for all layers that read it
        if (rounded.empty())
            rounded = m_graph.add("DequantizeLinear", {m_graph.add("QuantizeLinear", {x, step, zero}), step, zero});
        return m_graph.add("MatMul", {rounded, widenedInt8(name)});
    }
    if (m_forms.forOpenVino || !multipliesCodes(name))
        return m_graph.add("MatMul", {x, widenedInt8(name)});
    const std::string& key = shared(name);
    const std::string w = m_graph.constant(key, m_weights.at(name).t()); // [K, N]
    const std::string scale = m_graph.constant(key + "_scale", m_weights.at(name + "_scale").to(at::kFloat));
    Codes& codes = m_dynamic[x];
    if (codes.values.empty()) {
        const auto made = m_graph.split("DynamicQuantizeLinear", {x}, 3);
        codes = {made[0], made[1], made[2]};
    }
    const std::string sums = m_graph.cast(m_graph.add("MatMulInteger", {codes.values, w, codes.zero}), Element::Float);
    return m_graph.add("Mul", {sums, m_graph.add("Mul", {codes.scale, scale})});
}

bool Matrices::roundsOutputs(const std::string& name) const { return m_forms.forOpenVino && has(name + ".weight_output"); }

std::string Matrices::roundedOutput(const std::string& y, const std::string& name)
{
    const std::string step = m_graph.real(m_weights.at(name + ".weight_output").item<float>() / 127);
    const std::string zero = m_graph.constant("signed.0", at::zeros({}, at::kChar));
    return m_graph.add("DequantizeLinear", {m_graph.add("QuantizeLinear", {y, step, zero}), step, zero});
}

std::string Matrices::int4Product(const std::string& x, const std::string& name)
{
    m_graph.needOpset(21);
    const std::string& key = shared(name);
    const at::Tensor codes = unpackInt4(m_weights.at(name)).t().contiguous(); // [K, N] of -8..7
    const at::Tensor scale = m_weights.at(name + "_scale").to(at::kFloat).t(); // [K / g, N]
    const int64_t K = codes.size(0), N = codes.size(1);
    const at::Tensor nibbles = codes.to(at::kByte).bitwise_and(15).reshape({-1, 2});
    const at::Tensor packed = nibbles.select(1, 0).bitwise_or(nibbles.select(1, 1) * 16); // the first in the low half
    const std::string w = m_graph.add(
        "DequantizeLinear",
        {m_graph.constant(key, Element::Int4, {K, N}, packed), m_graph.constant(key + "_scale", scale)},
        {{"axis", int64_t(0)}, {"block_size", K / scale.size(0)}});
    return m_graph.add("MatMul", {x, w});
}

std::string Matrices::tokens(const std::string& ids)
{
    const std::string name = "embeddings.token";
    const auto gathered = [&](const std::string& table) { return m_graph.add("Gather", {table, ids}); };
    if (storageOf(m_weights, name) != Storage::Factors)
        return rows(gathered, name);
    const std::string right = m_graph.constant(name + "_right", storedMatrix(m_weights, name + "_right")); // [R, E]
    return m_graph.add("MatMul", {rows(gathered, name + "_left"), right});
}

std::string Matrices::rows(const std::function<std::string(const std::string&)>& pick, const std::string& name)
{
    const at::Tensor& stored = m_weights.at(name);
    const auto constant = [&](const std::string& of, const at::Tensor& values) { return m_graph.constant(shared(of), values); };
    switch (storageOf(m_weights, name)) {
    case Storage::Int8: {
        const std::string scale = constant(name + "_scale", m_weights.at(name + "_scale").to(at::kFloat).unsqueeze(1));
        return m_graph.add("Mul", {m_graph.cast(pick(constant(name, stored)), Element::Float), pick(scale)});
    }
    case Storage::Int4: {
        // Two codes in each byte, taken apart as floats: every runtime can.
        const at::Tensor scale = m_weights.at(name + "_scale").to(at::kFloat); // [V, groups]
        const std::string bytes = m_graph.cast(pick(constant(name, stored)), Element::Float); // [B, T, E / 2]
        const std::string high = m_graph.add("Floor", {m_graph.add("Div", {bytes, m_graph.real(16)})});
        const std::string low = m_graph.add("Sub", {bytes, m_graph.add("Mul", {high, m_graph.real(16)})});
        const std::string axis = m_graph.integers({-1});
        const std::string both = m_graph.add("Concat", {m_graph.add("Unsqueeze", {low, axis}), m_graph.add("Unsqueeze", {high, axis})},
                                             {{"axis", int64_t(-1)}}); // [B, T, E / 2, 2]
        const std::string codes = m_graph.add("Sub", {m_graph.reshape(both, {0, 0, scale.size(1), -1}), m_graph.real(8)});
        const std::string step = m_graph.add("Unsqueeze", {pick(constant(name + "_scale", scale)), axis});
        return m_graph.reshape(m_graph.add("Mul", {codes, step}), {0, 0, -1});
    }
    default: {
        const bool half = m_forms.halves || stored.scalar_type() != at::kFloat;
        const std::string found = pick(constant(name, stored.to(half ? at::kHalf : at::kFloat)));
        return half ? m_graph.cast(found, Element::Float) : found;
    }
    }
}

} // namespace lathe::engine::onnx
