#include "core/base/error.h"
#include "core/engine/measure/bench.h"
#include "core/engine/model/checkpoint.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <QTest>
#include <random>

using namespace lathe;
using namespace lathe::engine;

static const std::filesystem::path kModel = LATHE_TEST_DATA "/models/bert-multiclass";

// What is measured, and that sharing a batch among threads changes no answer.
class TestBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workloads()
    {
        const Architecture architecture = loadCheckpoint(kModel).architecture;
        const Workload shape = shapeWorkload(3, 7, architecture);
        QCOMPARE(shape.name, std::string("3x7"));
        QCOMPARE(shape.calls.size(), size_t(1));
        QCOMPARE(shape.texts(), int64_t(3));
        for (const TokenIds& ids : shape.calls[0]) {
            QCOMPARE(ids.size(), size_t(7));
            QVERIFY(std::all_of(ids.begin(), ids.end(), [&](int id) { return id >= 0 && id < architecture.vocabularySize; }));
        }
        QVERIFY_EXCEPTION_THROWN((void)shapeWorkload(1, architecture.maxTokens() + 1, architecture), Error);
        QVERIFY_EXCEPTION_THROWN((void)shapeWorkload(0, 4, architecture), Error);

        const std::vector<TokenIds> rows{{1, 2}, {1, 2, 3, 4}, {1}};
        QCOMPARE(textWorkload(rows, 1).calls.size(), size_t(3));
        QCOMPARE(textWorkload(rows, 1).calls[1][0], rows[1]);
        const Workload pairs = textWorkload(rows, 2);
        QCOMPARE(pairs.calls.size(), size_t(2));
        QCOMPARE(pairs.calls[0], (std::vector<TokenIds>{rows[1], rows[0]})); // the longest first
        QCOMPARE(pairs.texts(), int64_t(3));
    }

    void figures()
    {
        const auto shapes = [](const Classifier& classifier) {
            return std::vector{shapeWorkload(1, 4, classifier.model().architecture()),
                               shapeWorkload(4, 16, classifier.model().architecture())};
        };
        const runner::BenchReport report = bench({kModel, kModel}, shapes, {.seconds = 0.05, .precision = 0, .profile = true}, {}, {});
        QCOMPARE(report.models.size(), size_t(2));
        for (const runner::BenchModel& model : report.models) {
            QCOMPARE(model.figures.size(), size_t(2));
            for (const runner::BenchFigures& figures : model.figures) {
                QVERIFY(figures.rounds >= 5);
                QVERIFY(figures.call.samples >= figures.rounds);
                QVERIFY(figures.call.low <= figures.call.median && figures.call.median <= figures.call.high);
                QVERIFY(figures.throughput > 0);
            }
            const double perCall = 4 / model.figures[1].call.median;
            QVERIFY(std::abs(model.figures[1].throughput / perCall - 1) < 1e-6);
            double sum = 0;
            for (const runner::OperatorTime& time : model.profile)
                sum += time.seconds;
            QVERIFY(sum > 0);
            QVERIFY(std::any_of(model.profile.begin(), model.profile.end(),
                                [](const runner::OperatorTime& time) { return time.layer == 0 && time.operation == "attention"; }));
        }
        QVERIFY(report.reference.median > 0);
    }

    // Per layer: 3 T H A + rows (A H + 2 H F) + rows 2 T A, one row in the last; the head H H + H C.
    void multiplications()
    {
        const Checkpoint checkpoint = loadCheckpoint(kModel);
        const Architecture& a = checkpoint.architecture;
        const double T = 9, H = a.hiddenSize;
        double expected = H * H + H * a.classes;
        for (size_t i = 0; i < a.layers.size(); ++i) {
            const bool last = i + 1 == a.layers.size();
            const double A = a.layers[i].attention(), F = a.layers[i].ffn, rows = last ? 1 : T;
            expected += (last ? 2 * T + 1 : 3 * T) * H * A + rows * (A * H + 2 * H * F + 2 * T * A);
        }
        QCOMPARE(PackedModel(checkpoint).macs(9), expected);
    }

    void sharedBatchesAnswerAlike()
    {
        const PackedModel model(loadCheckpoint(kModel));
        std::mt19937 random(3);
        std::vector<TokenIds> rows(13);
        for (TokenIds& ids : rows)
            for (auto n = 3 + random() % 10; n > 0; --n)
                ids.push_back(int32_t(random() % uint32_t(model.architecture().vocabularySize)));
        std::vector<const TokenIds*> texts;
        for (const TokenIds& ids : rows)
            texts.push_back(&ids);
        const int before = at::get_num_threads();
        at::set_num_threads(1);
        const at::Tensor alone = model.logits(texts);
        at::set_num_threads(3);
        const at::Tensor shared = model.logits(texts);
        at::set_num_threads(before);
        QVERIFY((alone - shared).abs().max().item<double>() < 1e-5);
    }
};

QTEST_GUILESS_MAIN(TestBench)
#include "tst_bench.moc"
