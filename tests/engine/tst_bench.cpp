#include "core/base/error.h"
#include "core/engine/measure/bench.h"
#include "core/engine/measure/facts.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/round_rows.h"
#include "core/engine/runtime/kernel_facts.h"
#include "core/engine/runtime/packed_model.h"
#include "core/engine/torch_engine.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <QTest>
#include <random>
#include <thread>

using namespace lathe;
using namespace lathe::engine;

static const std::filesystem::path kModel = LATHE_TEST_DATA "/models/bert-multiclass";

// What is measured, and that sharing a batch among threads changes no answer.
class TestBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // First, before another test starts threads: whoever asks, no pool is larger than was asked for. There are two, that of
    // OpenMP and one of LibTorch that sleeps.
    void threadsAreAsManyAsAsked()
    {
        const auto threads = [] {
            const std::filesystem::directory_iterator tasks("/proc/self/task");
            return std::distance(begin(tasks), end(tasks));
        };
        std::ptrdiff_t before = 0, during = 0;
        int known = 0;
        std::thread([&] {
            before = threads();
            const TorchEngine engine(2);
            known = at::get_num_threads();
            const PackedModel model(loadCheckpoint(kModel));
            const std::vector<TokenIds> rows(8, TokenIds(12, 3));
            std::vector<const TokenIds*> texts;
            for (const TokenIds& ids : rows)
                texts.push_back(&ids);
            (void)model.logits(texts);
            during = threads();
        }).join();
        QCOMPARE(known, 2);
        QVERIFY2(during - before <= 2, qPrintable(QString("%1 threads more").arg(during - before)));
    }

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

    // A pause is no part of a call, nor of the time that the rounds may take.
    void pauses()
    {
        const auto shapes = [](const Classifier& classifier) {
            return std::vector{shapeWorkload(1, 4, classifier.model().architecture())};
        };
        const auto pause = std::make_shared<Pause>();
        std::jthread later;
        int told = 0;
        const runner::BenchSink live = [&](const runner::BenchReport&) {
            if (++told != 2) // after the first round
                return;
            pause->set(true);
            later = std::jthread([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(600));
                pause->set(false);
            });
        };
        const Task task({}, {}, {}, pause);
        const runner::BenchReport report = bench({kModel, kModel}, shapes, {.seconds = 0.2, .precision = 0}, live, task);
        QVERIFY(task.pausedSeconds() > 0.3);
        for (const runner::BenchModel& model : report.models) {
            QVERIFY(model.figures[0].rounds > 5); // 5 are the least; 12 fill the time
            QVERIFY(model.figures[0].call.high < 0.1);
            QVERIFY(model.figures[0].call.p95 < 0.1);
        }
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

    // Every product is listed once, with what is stored and what computes it.
    void kernelsAreRecorded()
    {
        const Checkpoint checkpoint = loadCheckpoint(kModel);
        const std::vector<runner::KernelFacts> facts = kernelsOf(checkpoint);
        const size_t layers = checkpoint.architecture.layers.size();
        QCOMPARE(facts.size(), 1 + 4 * (layers - 1) + 5 + 2);
        QCOMPARE(facts[0].part, std::string("embeddings.token"));
        QCOMPARE(facts[1].part, std::string("layers.0.attention.query + key + value"));
        QCOMPARE(facts[1].rows, int64_t(3 * checkpoint.architecture.layers[0].attention()));
        QCOMPARE(facts[1].compute, std::string("fp32"));
        QCOMPARE(facts[1].kernel, kernels::productName(kernels::Numbers::Float32));
        QCOMPARE(facts.back().part, std::string("head.out"));
        const PackedModel packed(checkpoint);
        QCOMPARE(packed.kernels(), facts[1].kernel);
        QCOMPARE(packed.kernelFacts().size(), facts.size());

        Checkpoint mixed = checkpoint;
        const Int8Rows up = roundRows(floatMatrix(mixed.weights, "layers.0.ffn.up.weight"));
        putInt8(mixed.weights, "layers.0.ffn.up.weight", up.codes, up.scale);
        const auto changed = kernelsOf(mixed);
        QCOMPARE(changed[3].part, std::string("layers.0.ffn.up"));
        QCOMPARE(changed[3].storage, std::string("int8"));
        QCOMPARE(changed[3].compute, std::string("int8 x int8"));
        QCOMPARE(changed[4].compute, std::string("fp32"));
        QCOMPARE(factsOf(mixed).compute, std::string("fp32 + int8 x int8"));
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
