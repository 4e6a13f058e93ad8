#include "core/engine/runtime/kernels/heads.h"
#include "core/engine/runtime/kernels/rows.h"
#include "core/engine/runtime/kernels/vector_math.h"
#include "core/engine/runtime/onednn_int8.h"
#include "core/engine/runtime/packed_linear.h"
#include "core/engine/model/round_rows.h"
#include "tests/engine/packed_rows.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/zeros.h>
#include <QTest>

using namespace lathe::engine;
using namespace lathe::tests;

// Each kernel against LibTorch's plain operators on random values.
static const InputCodes kPerRow; // each row its own range

class TestKernels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void elementary()
    {
        const auto of = [](const auto& function, float x) {
            float y;
            function(x, y);
            return y;
        };
        for (float x = -100; x < 88; x += 0.037f) {
            const double wanted = x < -87 ? 0 : std::exp(double(x));
            QVERIFY(std::abs(of(kernels::fastExp<float>, x) - wanted) <= 4e-7 * wanted);
        }
        for (float x = -12; x < 12; x += 0.0131f) {
            const double erf = 0.5 * x * (1 + std::erf(double(x) / std::sqrt(2.0)));
            QVERIFY(std::abs(of(kernels::geluErf<float>, x) - erf) < 1e-6);
            const double tanh = 0.5 * x * (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * double(x) * x * x)));
            QVERIFY(std::abs(of(kernels::geluTanh<float>, x) - tanh) < 1e-5);
        }
        QCOMPARE(of(kernels::geluErf<float>, -40.0f), -0.0f);
        QCOMPARE(of(kernels::geluTanh<float>, -40.0f), -0.0f);
        QCOMPARE(of(kernels::geluTanh<float>, 40.0f), 40.0f);
    }

    void quantizedRowsAreWithinHalfAStep()
    {
        const at::Tensor x = random({7, 45}) * 3;
        const Rows rows = Rows::take(m_workspace, 7, 45, false, &kPerRow);
        kernels::quantizeRows(x.const_data_ptr<float>(), 7, 45, rows.out());
        const at::Tensor back = (codesOf(rows).to(at::kFloat) - zeroOf(rows)) * scaleOf(rows);
        const at::Tensor error = (back - x).abs() / scaleOf(rows);
        QVERIFY(error.max().item<double>() <= 0.51 + 0.5); // the ends may lose half a step to the rounded zero
        QVERIFY(error.mean().item<double>() <= 0.3);
    }

    void constantRowsSurvive()
    {
        const at::Tensor x = random({1, 16}) * 0;
        const Rows rows = Rows::take(m_workspace, 1, 16, false, &kPerRow);
        kernels::quantizeRows(x.const_data_ptr<float>(), 1, 16, rows.out());
        QCOMPARE((codesOf(rows).to(at::kFloat) - zeroOf(rows)).abs().max().item<double>(), 0.0);
    }

    // The integer product undone by the row kernel is exactly the product of the rounded matrices.
    void integerLinear_data() { shapes(); }
    void integerLinear()
    {
        QFETCH(int, M);
        QFETCH(int, K);
        QFETCH(int, N);
        const at::NoGradGuard noGrad;
        const at::Tensor x = random({M, K}), w = random({N, K}), b = random({N});
        const Int8Rows rounded = roundRows(w);
        const PackedLinear linear(rounded.codes, rounded.scale, b);
        QVERIFY(linear.integer());
        const Rows in = inputOf(m_workspace, linear, x);
        const at::Tensor found = outputOf(m_workspace, linear, in);
        const at::Tensor xr = (codesOf(in).to(at::kDouble) - zeroOf(in)) * scaleOf(in);
        const at::Tensor wr = rounded.codes.to(at::kDouble) * rounded.scale.unsqueeze(1);
        QVERIFY(difference(found, at::linear(xr, wr, b.to(at::kDouble))) < 1e-4);
        const double relative = (found - at::linear(x, w, b)).norm().item<double>() / found.norm().item<double>();
        QVERIFY2(relative < 0.02, qPrintable(QString::number(relative)));
    }

    // The largest codes and weights: two products of bytes together exceed 16 bits.
    void integerSumsAreExact()
    {
        const int64_t K = 502, N = 70; // so that a float holds every sum
        const at::Tensor codes = at::full({N, K}, 127, at::kChar), ones = at::ones({N});
        codes.slice(0, 0, 7).fill_(-127);
        const PackedLinear linear(codes, ones, at::zeros({N}));
        const InputCodes fixed{.factor = {}, .range = std::pair{1.0f, 0.0f}};
        const Rows in = Rows::take(m_workspace, 9, K, false, &fixed);
        const at::Tensor x = at::full({9, K}, 255.0f);
        kernels::quantizeRows(x.const_data_ptr<float>(), 9, K, in.out());
        const at::Tensor found = outputOf(m_workspace, linear, in);
        QVERIFY(at::equal(found, at::linear(x, codes.to(at::kFloat))));
    }

    // LibTorch's product, which CPUs with AMX take instead of ours, runs on any CPU.
    void oneDnnAgrees()
    {
        if (!hasOneDnnInt8())
            QSKIP("a LibTorch without oneDNN");
        const at::Tensor codes = (random({9, 50}).abs() * 60).clamp_max(127).to(at::kByte); // no 16-bit sum saturates
        const Int8Rows w = roundRows(random({21, 50}));
        const at::Tensor found = oneDnnProduct(codes.mutable_data_ptr<uint8_t>(), 9, 50, oneDnnPack(w.codes), w.scale,
                                               at::zeros({21}, at::kInt));
        const at::Tensor wanted = at::linear(codes.to(at::kDouble), w.codes.to(at::kDouble)) * w.scale;
        QVERIFY(difference(found, wanted) < 1e-3);
        const bool faster = oneDnnIsFaster(96, 64); // timed once: later calls do not wait and do not waver
        for (int i = 0; i < 20; ++i)
            QCOMPARE(oneDnnIsFaster(96, 64), faster);
    }

    // The product of the matrices rounded to bfloat16.
    void halfLinear_data() { shapes(); }
    void halfLinear()
    {
        if (!kernels::multiplies(kernels::Numbers::Bfloat16))
            QSKIP("a CPU without AVX512-BF16");
        QFETCH(int, M);
        QFETCH(int, K);
        QFETCH(int, N);
        const at::NoGradGuard noGrad;
        const at::Tensor x = random({M, K}), w = random({N, K}).to(at::kBFloat16), b = random({N});
        const PackedLinear linear(w, {}, b);
        QVERIFY(!linear.integer());
        const Rows in = inputOf(m_workspace, linear, x);
        QVERIFY(at::equal(codesOf(in), x.to(at::kBFloat16)));
        const at::Tensor wanted = at::linear(x.to(at::kBFloat16).to(at::kDouble), w.to(at::kDouble), b.to(at::kDouble));
        QVERIFY(difference(outputOf(m_workspace, linear, in), wanted) < 2e-4);
    }

    void floatLinear_data() { shapes(); }
    void floatLinear()
    {
        QFETCH(int, M);
        QFETCH(int, K);
        QFETCH(int, N);
        const at::NoGradGuard noGrad;
        const at::Tensor values = random({M, K});
        const Rows x{.count = M, .columns = K, .values = values.mutable_data_ptr<float>()};
        const at::Tensor w = random({N, K}) / std::sqrt(double(K)), b = random({N}), residual = random({M, N}),
                         g = random({N}), s = random({N});
        const PackedLinear linear(w, {}, b);
        const at::Tensor plain = at::linear(values.to(at::kDouble), w.to(at::kDouble), b.to(at::kDouble));
        const Rows out = Rows::take(m_workspace, M, N, true, nullptr);
        const auto activated = [&](Activation activation) {
            linear.apply(x, [&](const kernels::Product& product, int64_t row) {
                kernels::finishActivation(product, activation, out.out().from(row, N));
            });
            return valuesOf(out);
        };
        QVERIFY(difference(activated(Activation::Gelu), at::gelu(plain)) < 1e-5);
        QVERIFY(difference(activated(Activation::GeluTanh), at::gelu(plain, "tanh")) < 1e-5);
        QVERIFY(difference(activated(Activation::Relu), plain.clamp_min(0)) < 1e-5);
        kernels::ResidualArgs args{.residual = residual.const_data_ptr<float>(), .inner = {}, .norm = {}};
        args.norm = {.weight = g.const_data_ptr<float>(), .bias = s.const_data_ptr<float>(), .epsilon = 1e-5f};
        linear.apply(x, [&](const kernels::Product& product, int64_t row) {
            kernels::finishResidual(product, args.from(row, N), out.out().from(row, N));
        });
        const at::Tensor normal = at::layer_norm(plain + residual, {N}, g.to(at::kDouble), s.to(at::kDouble), 1e-5);
        QVERIFY(difference(valuesOf(out), normal) < 1e-5);
        QVERIFY(difference(activated(Activation::Silu), at::silu(plain)) < 1e-5);
        QVERIFY(difference(activated(Activation::Tanh), plain.tanh()) < 1e-5);
    }

    // Gate and up are one product; the activation's gate times the rest.
    void gated_data()
    {
        QTest::addColumn<int>("F");
        for (const int F : {5, 16, 131})
            QTest::addRow("%d", F) << F;
    }
    void gated()
    {
        QFETCH(int, F);
        const at::NoGradGuard noGrad;
        const at::Tensor values = random({7, 33}), w = random({2 * F, 33}), b = random({2 * F});
        const Rows x{.count = 7, .columns = 33, .values = values.mutable_data_ptr<float>()};
        for (const at::Tensor& bias : {b, at::Tensor()}) {
            const PackedLinear linear(w, {}, bias);
            const at::Tensor both = at::linear(values.to(at::kDouble), w.to(at::kDouble),
                                               bias.defined() ? bias.to(at::kDouble) : at::Tensor());
            const at::Tensor gate = both.slice(1, 0, F), up = both.slice(1, F, 2 * F);
            const std::pair<Activation, at::Tensor> wanted[] = {{Activation::Silu, at::silu(gate)},
                                                                {Activation::Gelu, at::gelu(gate)},
                                                                {Activation::GeluTanh, at::gelu(gate, "tanh")},
                                                                {Activation::None, gate}};
            for (const auto& [activation, activated] : wanted) {
                const Rows out = Rows::take(m_workspace, 7, F, true, &kPerRow);
                linear.apply(x, [&](const kernels::Product& product, int64_t row) {
                    kernels::finishGated(product, activation, out.out().from(row, F));
                });
                QVERIFY(difference(valuesOf(out), activated * up) < 1e-4);
                const at::Tensor back = (codesOf(out).to(at::kFloat) - zeroOf(out)) * scaleOf(out);
                QVERIFY(((back - valuesOf(out)).abs() / scaleOf(out)).max().item<double>() <= 1.01);
            }
        }
    }

    // What adds to the rows that it was made of: with norms before and behind the sum, in place.
    void residuals()
    {
        const at::NoGradGuard noGrad;
        constexpr int64_t M = 5, N = 70;
        const at::Tensor values = random({M, 33}), w = random({N, 33}), g = random({N}), s = random({N}), h = random({N});
        const Rows x{.count = M, .columns = 33, .values = values.mutable_data_ptr<float>()};
        const PackedLinear linear(w, {}, {});
        const at::Tensor plain = at::linear(values.to(at::kDouble), w.to(at::kDouble));
        const auto rms = [](const at::Tensor& of, const at::Tensor& weight) {
            return of / (of.square().mean(1, true) + 1e-3).sqrt() * weight;
        };
        kernels::NormArgs inner, norm;
        inner.weight = h.const_data_ptr<float>(), norm.weight = g.const_data_ptr<float>();
        inner.epsilon = norm.epsilon = 1e-3f;
        inner.rms = norm.rms = true;
        const auto run = [&](const kernels::NormArgs& first, const kernels::NormArgs& then, at::Tensor& sum) {
            const Rows out = Rows::take(m_workspace, M, N, true, nullptr);
            kernels::ResidualArgs args{.residual = sum.const_data_ptr<float>(), .inner = first, .norm = then};
            args.sum = sum.mutable_data_ptr<float>();
            linear.apply(x, [&](const kernels::Product& product, int64_t row) {
                kernels::finishResidual(product, args.from(row, N), out.out().from(row, N));
            });
            return valuesOf(out);
        };
        for (const bool around : {false, true}) {
            at::Tensor sum = random({M, N});
            const at::Tensor wanted = sum.to(at::kDouble) + (around ? rms(plain, h.to(at::kDouble)) : plain);
            const at::Tensor normed = run(around ? inner : kernels::NormArgs{}, norm, sum);
            QVERIFY(difference(sum, wanted) < 1e-4);
            QVERIFY(difference(normed, rms(wanted, g.to(at::kDouble))) < 1e-4);
        }
        norm.rms = false; // layer normalisation without a bias and with
        for (const bool bias : {false, true}) {
            norm.bias = bias ? s.const_data_ptr<float>() : nullptr;
            at::Tensor sum = random({M, N});
            const at::Tensor wanted = sum.to(at::kDouble) + plain;
            const at::Tensor shift = bias ? s.to(at::kDouble) : at::Tensor();
            QVERIFY(difference(run({}, norm, sum), at::layer_norm(wanted, {N}, g.to(at::kDouble), shift, 1e-3)) < 1e-4);
        }
        at::Tensor sum = random({M, N});
        const at::Tensor wanted = sum.to(at::kDouble) + plain;
        QVERIFY(difference(run({}, {}, sum), wanted) < 1e-4);
        at::Tensor mean = at::empty({N}, at::kFloat);
        kernels::meanRow(sum.const_data_ptr<float>(), M, N, mean.mutable_data_ptr<float>());
        QVERIFY(difference(mean, wanted.mean(0)) < 1e-5);
    }

    // Heads of queries and keys are normed, then turned; values are left alone.
    void heads()
    {
        const at::NoGradGuard noGrad;
        constexpr int64_t M = 4, D = 20, kPairs = 7; // 2 * 7 of the 20 dimensions are turned
        const at::Tensor values = random({M, 30}), w = random({4 * D, 30}), q = random({D}), k = random({D});
        const Rows x{.count = M, .columns = 30, .values = values.mutable_data_ptr<float>()};
        const PackedLinear linear(w, {}, {});
        const at::Tensor angle = random({M, kPairs}), turns = at::cat({angle.cos(), angle.sin()}, 1).contiguous();
        std::vector<const float*> turn;
        for (int64_t row = 0; row < M; ++row)
            turn.push_back(turns.const_data_ptr<float>() + row * 2 * kPairs);
        kernels::HeadsArgs args{.headSize = D, .queries = 2, .keys = 1, .queryNorm = {}, .keyNorm = {}, .turns = turn.data(),
                                .pairs = kPairs};
        args.queryNorm.weight = q.const_data_ptr<float>(), args.keyNorm.weight = k.const_data_ptr<float>();
        args.queryNorm.rms = args.keyNorm.rms = true;
        args.queryNorm.epsilon = args.keyNorm.epsilon = 1e-6f;
        at::Tensor found = at::empty({M, 4 * D}, at::kFloat);
        linear.apply(x, [&](const kernels::Product& product, int64_t row) {
            kernels::HeadsArgs from = args;
            from.turns += row;
            kernels::finishHeads(product, from, found.mutable_data_ptr<float>() + row * 4 * D);
        });
        at::Tensor wanted = at::linear(values.to(at::kDouble), w.to(at::kDouble)).view({M, 4, D});
        for (int64_t head = 0; head < 3; ++head) {
            const at::Tensor own = wanted.select(1, head);
            own.copy_(own / (own.square().mean(1, true) + 1e-6).sqrt() * (head < 2 ? q : k).to(at::kDouble));
            const at::Tensor a = own.slice(1, 0, kPairs).clone(), b = own.slice(1, kPairs, 2 * kPairs).clone();
            const at::Tensor cos = angle.to(at::kDouble).cos(), sin = angle.to(at::kDouble).sin();
            own.slice(1, 0, kPairs).copy_(a * cos - b * sin);
            own.slice(1, kPairs, 2 * kPairs).copy_(b * cos + a * sin);
        }
        QVERIFY(difference(found.view({M, 4, D}), wanted) < 1e-4);
    }

private:
    static void shapes()
    {
        QTest::addColumn<int>("M");
        QTest::addColumn<int>("K");
        QTest::addColumn<int>("N");
        QTest::newRow("one row") << 1 << 64 << 48;
        QTest::newRow("odd") << 5 << 33 << 17;
        QTest::newRow("few rows, odd depth") << 3 << 50 << 200;
        QTest::newRow("rows in blocks, odd depth and width") << 61 << 614 << 131;
        QTest::newRow("layer") << 130 << 384 << 192;
    }
    at::Tensor random(at::IntArrayRef sizes) { return at::randn(sizes, m_random, at::kFloat); }
    static double difference(const at::Tensor& a, const at::Tensor& b)
    {
        return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
    }
    Workspace m_workspace;
    Workspace::Scope m_scope{m_workspace};
    at::Generator m_random = at::detail::createCPUGenerator(7);
};

QTEST_GUILESS_MAIN(TestKernels)
#include "tst_kernels.moc"
