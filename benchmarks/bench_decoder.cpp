#include "core/analysis/timing.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/round_rows.h"
#include "core/engine/runtime/packed_model.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/quantize_per_channel.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/rms_norm.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/zeros.h>
#include <chrono>
#include <fmt/format.h>
#include <functional>
#include <random>

// Decoders after Llama with random weights: the packed model in int8 and float32 beside the same model of LibTorch's
// operators (its int8 is quantized::linear_dynamic, PyTorch's dynamic quantization), in turns.
//
//     bench_decoder [THREADS [small|large]]

using namespace lathe;
using namespace lathe::engine;

namespace {

struct Shape {
    const char* name;
    int layers, hidden, heads, kvHeads, headSize, ffn;
};
constexpr Shape kShapes[] = {{"SmolLM2-135M", 30, 576, 9, 3, 64, 1536}, {"2 layers of Qwen2-1.5B", 2, 1536, 12, 2, 128, 8960}};

Checkpoint random(const Shape& shape)
{
    Checkpoint c;
    Architecture& a = c.architecture;
    a.family = "llama";
    a.hiddenSize = shape.hidden, a.vocabularySize = 1000, a.classes = 10;
    a.embeddings.norm = false;
    a.positions.longest = 2048;
    Rotary rotary;
    for (int i = 0; i < shape.headSize / 2; ++i)
        rotary.frequencies.push_back(std::pow(10000.0, -2.0 * i / shape.headSize));
    a.positions.rotary = {rotary};
    a.norm.rms = true, a.norm.bias = false, a.norm.epsilon = 1e-6;
    a.normPlace = NormPlace::Before, a.finalNorm = true;
    a.attention.causal = true, a.attention.bias = a.attention.outputBias = false;
    a.ffn.activation = Activation::Silu, a.ffn.gated = true, a.ffn.bias = false;
    a.head.pooling = Pooling::Last, a.head.dense = a.head.outBias = false;
    LayerShape layer;
    layer.heads = shape.heads, layer.headSize = shape.headSize, layer.group = shape.heads / shape.kvHeads;
    layer.ffn = shape.ffn, layer.rotary = 0;
    a.layers.assign(size_t(shape.layers), layer);
    at::Generator generator = at::detail::createCPUGenerator(7);
    for (const auto& [name, sizes] : weightShapes(a))
        c.weights[name] = sizes.size() == 1 ? at::ones(sizes, at::kFloat) : at::randn(sizes, generator, at::kFloat) * 0.02;
    return c;
}

Checkpoint rounded(Checkpoint c)
{
    for (const auto& [name, sizes] : weightShapes(c.architecture))
        if (name.starts_with("layers.") && sizes.size() == 2) {
            const Int8Rows rows = roundRows(c.weights.at(name));
            putInt8(c.weights, name, rows.codes, rows.scale);
        }
    return c;
}

// The model in LibTorch's operators, as transformers writes it.
class Eager {
public:
    Eager(const Checkpoint& c, bool int8) : m_a(c.architecture), m_weights(c.weights), m_int8(int8)
    {
        const auto prepack = c10::Dispatcher::singleton().findSchemaOrThrow("quantized::linear_prepack", "");
        for (const auto& [name, weight] : c.weights) {
            if (!int8 || !name.starts_with("layers.") || weight.dim() != 2)
                continue;
            const Int8Rows rows = roundRows(weight);
            c10::Stack stack{at::quantize_per_channel(weight, rows.scale.to(at::kDouble), at::zeros({weight.size(0)}, at::kLong), 0,
                                                      at::kQInt8),
                             c10::IValue()};
            prepack.callBoxed(stack);
            m_packed[name] = stack.front();
            m_weights.erase(name);
        }
    }

    at::Tensor logits(const at::Tensor& ids) const // [B, T]
    {
        const int64_t B = ids.size(0), T = ids.size(1);
        at::Tensor x = at::embedding(m_weights.at("embeddings.token"), ids);
        const std::vector<double>& frequencies = m_a.positions.rotary[0].frequencies;
        const auto n = int64_t(frequencies.size());
        at::Tensor angle = at::empty({T, n}, at::kFloat);
        for (int64_t t = 0; t < T; ++t)
            for (int64_t i = 0; i < n; ++i)
                angle.mutable_data_ptr<float>()[t * n + i] = float(t) * float(frequencies[size_t(i)]);
        const at::Tensor cos = angle.cos().repeat({1, 2}), sin = angle.sin().repeat({1, 2}); // [T, D]
        const auto turned = [&](const at::Tensor& h) {
            return h * cos + at::cat({-h.slice(3, n, 2 * n), h.slice(3, 0, n)}, 3) * sin;
        };
        for (size_t i = 0; i < m_a.layers.size(); ++i) {
            const LayerShape& shape = m_a.layers[i];
            const std::string at = fmt::format("layers.{}.", i);
            const auto heads = [&](const at::Tensor& rows, const char* part, int64_t count) {
                return linear(rows, at + "attention." + part).view({B, T, count, shape.headSize}).transpose(1, 2);
            };
            const at::Tensor read = norm(x, at + "attention.norm");
            const at::Tensor q = turned(heads(read, "query", shape.heads)), k = turned(heads(read, "key", shape.kvHeads())),
                             v = heads(read, "value", shape.kvHeads());
            const at::Tensor context = at::scaled_dot_product_attention(q, k.repeat_interleave(shape.group, 1),
                                                                        v.repeat_interleave(shape.group, 1), {}, 0, true);
            x = x + linear(context.transpose(1, 2).reshape({B, T, shape.attention()}), at + "attention.output");
            const at::Tensor inner = norm(x, at + "ffn.norm");
            x = x + linear(at::silu(linear(inner, at + "ffn.gate")) * linear(inner, at + "ffn.up"), at + "ffn.down");
        }
        return at::linear(norm(x, "final_norm").select(1, T - 1), m_weights.at("head.out.weight"));
    }

private:
    at::Tensor norm(const at::Tensor& x, const std::string& name) const
    {
        return at::rms_norm(x, {m_a.hiddenSize}, m_weights.at(name + ".weight"), m_a.norm.epsilon);
    }
    at::Tensor linear(const at::Tensor& x, const std::string& name) const
    {
        if (!m_int8)
            return at::linear(x, m_weights.at(name + ".weight"));
        static const auto multiply = c10::Dispatcher::singleton().findSchemaOrThrow("quantized::linear_dynamic", "");
        c10::Stack stack{x, m_packed.at(name + ".weight"), false};
        multiply.callBoxed(stack);
        return stack.front().toTensor();
    }

    Architecture m_a;
    Tensors m_weights;
    bool m_int8;
    std::map<std::string, c10::IValue> m_packed;
};

double secondsOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void measure(const Shape& shape)
{
    const Checkpoint plain = random(shape);
    const PackedModel fp32(plain), int8(rounded(plain));
    const Eager torchFp32(plain, false), torchInt8(plain, true);
    for (const auto& [batch, tokens] : {std::pair{1, 16}, {16, 16}, {1, 128}, {1, 512}}) {
        std::mt19937 ids(1);
        std::vector<std::vector<int32_t>> texts(static_cast<size_t>(batch));
        at::Tensor table = at::empty({batch, tokens}, at::kLong);
        std::vector<const std::vector<int32_t>*> all;
        for (size_t i = 0; i < texts.size(); ++i) {
            for (int t = 0; t < tokens; ++t)
                texts[i].push_back(int32_t(ids() % 1000)),
                    table.mutable_data_ptr<int64_t>()[int64_t(i) * tokens + t] = texts[i].back();
            all.push_back(&texts[i]);
        }
        std::vector<float> out(size_t(batch) * 10);
        const std::pair<const char*, std::function<void()>> ways[] = {
            {"Lathe int8", [&] { int8.logits(all, out.data()); }},
            {"LibTorch dynamic int8", [&] { (void)torchInt8.logits(table); }},
            {"Lathe fp32", [&] { fp32.logits(all, out.data()); }},
            {"LibTorch fp32", [&] { (void)torchFp32.logits(table); }}};
        const at::Tensor wanted = torchFp32.logits(table);
        fp32.logits(all, out.data());
        const double difference =
            (at::from_blob(out.data(), {batch, 10}, at::kFloat) - wanted).abs().max().item<double>() / wanted.abs().max().item<double>();
        std::vector<double> seconds[4];
        double spent = 0;
        for (int round = -1; round < 15 && spent < 4; ++round)
            for (size_t way = 0; way < 4; ++way)
                if (const double took = secondsOf(ways[way].second); round >= 0)
                    seconds[way].push_back(took), spent += took;
        for (size_t way = 0; way < 4; ++way)
            fmt::print("{:<24} {:>3}x{:<4} {:<22} {:>9.2f} ms\n", shape.name, batch, tokens, ways[way].first,
                       analysis::timing(seconds[way]).median * 1e3);
        fmt::print("{:<24} {:>3}x{:<4} fp32 differs by {:.1e} of the largest logit\n", shape.name, batch, tokens, difference);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const at::NoGradGuard noGrad;
    at::set_num_threads(argc > 1 ? std::max(1, std::atoi(argv[1])) : 1);
    const std::string_view which = argc > 2 ? argv[2] : "";
    if (which != "large")
        measure(kShapes[0]);
    if (which != "small")
        measure(kShapes[1]);
}
