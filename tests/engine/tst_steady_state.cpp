#include "core/engine/runtime/packed_model.h"
#include "tests/engine/model_fixture.h"

#include <ATen/Parallel.h>
#include <QTest>
#include <atomic>
#include <cerrno>

// Every allocation of this program, by whoever it is made: operator new and LibTorch's allocator end here.
static std::atomic<int64_t> allocations{0};

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
extern "C" {
void* __libc_malloc(size_t);
void* __libc_calloc(size_t, size_t);
void* __libc_realloc(void*, size_t);
void* __libc_memalign(size_t, size_t);

void* malloc(size_t bytes) { return ++allocations, __libc_malloc(bytes); }
void* calloc(size_t count, size_t bytes) { return ++allocations, __libc_calloc(count, bytes); }
void* realloc(void* old, size_t bytes) { return ++allocations, __libc_realloc(old, bytes); }
void* memalign(size_t alignment, size_t bytes) { return ++allocations, __libc_memalign(alignment, bytes); }
void* aligned_alloc(size_t alignment, size_t bytes) { return ++allocations, __libc_memalign(alignment, bytes); }
int posix_memalign(void** out, size_t alignment, size_t bytes)
{
    ++allocations;
    *out = __libc_memalign(alignment, bytes);
    return *out ? 0 : ENOMEM;
}
}
static constexpr bool kCounts = true;
#else
static constexpr bool kCounts = false;
#endif

using namespace lathe;
using namespace lathe::engine;
using namespace lathe::tests;

// A packed model that has answered once allocates nothing for the next answer.
class TestSteadyState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!kCounts)
            QSKIP("allocations cannot be counted here");
    }

    void counterCounts()
    {
        const int64_t before = allocations;
        const auto one = std::make_unique<int>(1);
        QCOMPARE(allocations - before, int64_t(*one));
    }

    void forward_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<bool>("int8");
        QTest::addColumn<int>("threads");
        for (const char* folder : {"models/bert-multiclass", "models/bert-multilabel-bf16", "models/mpnet-deep", "families/llama",
                                   "families/modernbert", "families/deberta-v3", "families/albert", "families/gemma2"})
            for (const bool int8 : {false, true})
                for (const int threads : {1, 2})
                    QTest::addRow("%s, %s, %d threads", folder, int8 ? "int8" : "as stored", threads) << folder << int8 << threads;
    }
    void forward()
    {
        QFETCH(QString, folder);
        QFETCH(bool, int8);
        QFETCH(int, threads);
        Checkpoint checkpoint = withHead(loadCheckpoint(std::filesystem::path(LATHE_TEST_DATA) / folder.toStdString()));
        if (int8)
            roundLayers(checkpoint.weights);
        const PackedModel model(checkpoint);
        if (model.kernels().find("oneDNN") != std::string::npos)
            QSKIP("oneDNN allocates what it returns");
        std::vector<TokenIds> rows;
        for (const int tokens : {9, 9, 8, 8, 7, 7})
            rows.emplace_back(size_t(tokens), 5);
        using Texts = std::vector<const TokenIds*>;
        Texts many, one{&rows[0]};
        for (const TokenIds& ids : rows)
            many.push_back(&ids);
        std::vector<float> out(rows.size() * size_t(checkpoint.architecture.classes));
        const int before = at::get_num_threads();
        at::set_num_threads(threads);
        model.logits(many, out.data());
        model.logits(one, out.data()); // spread over the threads inside
        Texts fewer(many.begin() + 2, many.end());
        for (const Texts* texts : {&many, &fewer, &one}) {
            const int64_t start = allocations;
            model.logits(*texts, out.data());
            QCOMPARE(allocations - start, int64_t(0));
        }
        (void)model.logits(many);
        const int64_t start = allocations;
        const at::Tensor result = model.logits(many);
        const int64_t count = allocations - start; // the result: its numbers, its storage, the tensor
        QVERIFY2(count <= 4, qPrintable(QString::number(count)));
        at::set_num_threads(before);
    }

    // A second pass finds all that the first asked for in one block.
    void workspaceGrowsOnce()
    {
        Workspace workspace;
        const auto pass = [&] {
            const Workspace::Scope scope(workspace);
            auto* first = workspace.take<float>(100000);
            auto* second = workspace.take<char>(7);
            QVERIFY(reinterpret_cast<uintptr_t>(first) % 64 == 0 && reinterpret_cast<uintptr_t>(second) % 64 == 0);
            first[99999] = 1, second[6] = 2;
            for (int i = 0; i < 3; ++i) {
                const Workspace::Scope inner(workspace);
                auto* third = workspace.take<double>(50000);
                third[49999] = 3;
                QVERIFY(first[99999] == 1 && second[6] == 2);
            }
        };
        pass();
        const int64_t start = allocations;
        pass();
        QCOMPARE(allocations - start, int64_t(0));
    }
};

QTEST_GUILESS_MAIN(TestSteadyState)
#include "tst_steady_state.moc"
