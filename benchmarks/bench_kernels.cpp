#include "core/analysis/timing.h"
#include "core/engine/model/round_rows.h"
#include "core/engine/runtime/kernels/attention.h"
#include "core/engine/runtime/packed_linear.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <functional>

// Every kernel of the packed runtime beside LibTorch's plain operators on the same numbers, in turns: what a change
// does to the ratio is its gain or its loss, whatever the machine.
//
//     bench_kernels [THREADS]

using namespace lathe;
using namespace lathe::engine;

namespace {

using Clock = std::chrono::steady_clock;

double secondsOf(const std::function<void()>& work)
{
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void compare(const std::string& name, double work, const std::function<void()>& ours, const std::function<void()>& plain)
{
    constexpr int kRounds = 21;
    std::vector<double> own, reference, ratios;
    for (int round = -2; round < kRounds; ++round) {
        const double a = secondsOf(ours), b = secondsOf(plain);
        if (round >= 0)
            own.push_back(a), reference.push_back(b), ratios.push_back(b / a);
    }
    const analysis::Timing ratio = analysis::timing(ratios);
    fmt::print("{:<44} {:>9.3f} {:>9.3f} {:>8.1f} {:>7.2f}x  {:.2f} to {:.2f}\n", name, analysis::timing(own).median * 1e3,
               analysis::timing(reference).median * 1e3, work / analysis::timing(own).median * 1e-9, ratio.median, ratio.low,
               ratio.high);
}

// A linear layer with its activation, input rounded beforehand, against at::linear and at::gelu in float32.
void linear(int64_t rows, int64_t depth, int64_t columns, at::Generator& random)
{
    const at::Tensor x = at::randn({rows, depth}, random, at::kFloat), w = at::randn({columns, depth}, random, at::kFloat),
                     b = at::randn({columns}, random, at::kFloat);
    const Int8Rows rounded = roundRows(w);
    Workspace workspace;
    const Workspace::Scope scope(workspace);
    const auto measured = [&](const char* numbers, const PackedLinear& packed) {
        Rows in = Rows::take(workspace, rows, depth, true, packed.input());
        kernels::RowsOut to = in.out();
        std::copy_n(x.const_data_ptr<float>(), rows * depth, in.values);
        if (packed.input())
            kernels::quantizeRows(in.values, rows, depth, to);
        const Rows out = Rows::take(workspace, rows, columns, true, nullptr);
        compare(fmt::format("{} linear + gelu, {}x{}x{}", numbers, rows, depth, columns), double(rows * depth * columns),
                [&] {
                    packed.apply(in, [&](const kernels::Product& product, int64_t row) {
                        kernels::finishActivation(product, Activation::Gelu, out.out().from(row, columns));
                    });
                },
                [&] { (void)at::gelu(at::linear(x, w, b)); });
    };
    measured("fp32", {w, {}, b});
    if (kernels::multiplies(kernels::Numbers::Bfloat16))
        measured("bf16", {w.to(at::kBFloat16), {}, b});
    measured("int8", {rounded.codes, rounded.scale, b});
}

void attention(int64_t texts, int64_t tokens, int64_t heads, int64_t size, at::Generator& random)
{
    const int64_t A = heads * size;
    const at::Tensor x = at::randn({texts * tokens, 3 * A}, random, at::kFloat);
    at::Tensor out = at::randn({texts * tokens, A}, random, at::kFloat);
    std::vector<int64_t> offsets;
    for (int64_t text = 0; text <= texts; ++text)
        offsets.push_back(text * tokens);
    kernels::AttentionArgs args;
    args.query = x.const_data_ptr<float>(), args.key = args.query + A, args.value = args.key + A;
    args.queryStride = args.keyValueStride = 3 * A;
    args.heads = int(heads), args.headSize = int(size);
    args.offsets = offsets;
    const auto part = [&](int64_t at) {
        return x.slice(1, at * A, (at + 1) * A).view({texts, tokens, heads, size}).transpose(1, 2);
    };
    compare(fmt::format("attention, {}x{}, {} heads of {}", texts, tokens, heads, size),
            double(2 * texts * tokens * tokens * A), [&] { kernels::attention(args, out.mutable_data_ptr<float>()); },
            [&] { (void)at::scaled_dot_product_attention(part(0), part(1), part(2)).transpose(1, 2).contiguous(); });
}

} // namespace

int main(int argc, char** argv)
{
    const at::NoGradGuard noGrad;
    at::set_num_threads(argc > 1 ? std::max(1, std::atoi(argv[1])) : 1);
    at::Generator random = at::detail::createCPUGenerator(7);
    fmt::print("{} threads, {}, {}\n{:<44} {:>9} {:>9} {:>8} {:>8}  95 % interval\n", at::get_num_threads(),
               kernels::productName(kernels::Numbers::Float32), kernels::productName(kernels::Numbers::Int8), "kernel", "ms",
               "LibTorch", "GMAC/s", "faster");
    for (const int64_t rows : {32, 128, 2048}) {
        linear(rows, 384, 1536, random);
        linear(rows, 768, 3072, random);
        linear(rows, 3072, 768, random);
    }
    for (const int64_t texts : {1, 16}) {
        attention(texts, 32, 12, 32, random);
        attention(texts, 128, 12, 32, random);
        attention(texts, 128, 12, 64, random);
    }
}
