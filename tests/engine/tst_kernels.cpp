#include "core/engine/runtime/kernels/attention.h"
#include "core/engine/runtime/kernels/rows.h"
#include "core/engine/runtime/kernels/vector_math.h"
#include "core/engine/runtime/onednn_int8.h"
#include "core/engine/runtime/packed_linear.h"
#include "core/engine/model/round_rows.h"
#include "tests/engine/packed_rows.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/stack.h>
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
        linear.apply(x, [&](const kernels::Product& product, int64_t row) {
            kernels::finishResidualNorm(product, residual.const_data_ptr<float>() + row * N, g.const_data_ptr<float>(),
                                        s.const_data_ptr<float>(), 1e-5f, out.out().from(row, N));
        });
        const at::Tensor normal = at::layer_norm(plain + residual, {N}, g.to(at::kDouble), s.to(at::kDouble), 1e-5);
        QVERIFY(difference(valuesOf(out), normal) < 1e-5);
        linear.apply(x, [&](const kernels::Product& product, int64_t row) {
            kernels::finishTanh(product, out.values + row * N);
        });
        QVERIFY(difference(valuesOf(out), plain.tanh()) < 1e-5);
    }

    void attention_data()
    {
        QTest::addColumn<int>("heads");
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("relative");
        QTest::newRow("one small head") << 1 << 5 << false;
        QTest::newRow("BERT-like") << 3 << 32 << false;
        QTest::newRow("wide heads, relative bias") << 2 << 64 << true;
        QTest::newRow("odd size, relative bias") << 5 << 24 << true;
    }
    void attention()
    {
        QFETCH(int, heads);
        QFETCH(int, size);
        QFETCH(bool, relative);
        const int64_t A = int64_t(heads) * size, reach = 70;
        const std::vector<int64_t> offsets{0, 1, 6, 6 + 17, 23 + 64};
        const at::Tensor x = random({offsets.back(), 3 * A}) * 2, table = random({heads, 2 * reach + 1});
        for (const bool firstOnly : {false, true}) {
            const int64_t texts = int64_t(offsets.size()) - 1;
            at::Tensor query = x.slice(1, 0, A).contiguous();
            if (firstOnly) {
                std::vector<at::Tensor> first;
                for (int64_t i = 0; i < texts; ++i)
                    first.push_back(query[offsets[size_t(i)]]);
                query = at::stack(first);
            }
            kernels::AttentionArgs args;
            args.query = query.const_data_ptr<float>(), args.queryStride = A;
            args.key = x.const_data_ptr<float>() + A, args.value = args.key + A, args.keyValueStride = 3 * A;
            args.heads = heads, args.headSize = size;
            args.offsets = offsets;
            args.firstTokenOnly = firstOnly;
            if (relative)
                args.relative = table.const_data_ptr<float>(), args.relativeReach = reach;
            at::Tensor out = at::empty({query.size(0), A}, at::kFloat);
            kernels::attention(args, out.mutable_data_ptr<float>());
            for (int64_t i = 0; i < texts; ++i) {
                const int64_t begin = offsets[size_t(i)], T = offsets[size_t(i) + 1] - begin, Q = firstOnly ? 1 : T;
                const auto part = [&](int64_t at, int64_t rows) {
                    return x.slice(0, begin, begin + rows).slice(1, at * A, (at + 1) * A).view({1, rows, heads, size}).transpose(1, 2);
                };
                std::optional<at::Tensor> bias;
                if (relative) {
                    bias = at::empty({1, heads, Q, T}, at::kFloat);
                    for (int64_t h = 0; h < heads; ++h)
                        for (int64_t q = 0; q < Q; ++q)
                            for (int64_t k = 0; k < T; ++k)
                                (*bias)[0][h][q][k] = table[h][k - q + reach];
                }
                const at::Tensor wanted = at::scaled_dot_product_attention(part(0, Q), part(1, T), part(2, T), bias)
                                              .transpose(1, 2).reshape({Q, A});
                const at::Tensor found = firstOnly ? out.slice(0, i, i + 1) : out.slice(0, begin, begin + T);
                QVERIFY2(difference(found, wanted) < 1e-5, qPrintable(QString("text %1, first only %2").arg(i).arg(firstOnly)));
            }
        }
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
