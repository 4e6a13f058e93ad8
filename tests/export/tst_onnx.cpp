#include "core/base/error.h"
#include "tests/export/graph_check.h"
#include "tests/export/stage_chain.h"

#include <fmt/ranges.h>

using namespace lathe;
using namespace lathe::engine;
using namespace lathe::tests;
namespace fs = std::filesystem;

namespace {

constexpr double kExact = 1e-4;
const double kHalf = std::exp2(-7); // weights have 11 bits
// A sum that is off in its last bit may round to the next code, a 255th of the input's range.
constexpr double kCodes = 0.02;
// What lies between two factors is rounded, too, which the transformer of floats does not do.
constexpr double kCodesBetween = 0.1;

} // namespace

// Every family in every form that a graph can hold, as onnx.checker, shape inference and ONNX Runtime see it. It needs a
// Python with tests/export/requirements.txt: LATHE_EXPORT_PYTHON, or the one that packaging/test makes.
class TestOnnx : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString python = pythonWithRuntimes();
        if (python.isEmpty())
            QSKIP("no Python with ONNX Runtime: packaging/test makes one, or set LATHE_EXPORT_PYTHON");
        for (const fs::path& model : modelFixtures())
            writeForms(model);
        try {
            for (const char* family : {"roberta", "llama", "gpt2"})
                writeChains(family);
        } catch (const Error& error) {
            QFAIL(error.full().c_str());
        }
        const QByteArray problem = m_check.run(python, "onnxruntime");
        QVERIFY2(problem.isEmpty(), problem.constData());
    }

    void answersAsHere_data() { m_check.addRows(); }
    void answersAsHere()
    {
        QFETCH(QString, name);
        m_check.verify(name);
    }

private:
    void add(const std::string& name, const Checkpoint& checkpoint, double bound, bool halves = false)
    {
        m_check.add(name, checkpoint, m_rows, bound, {halves, false});
    }

    void writeForms(const fs::path& folder)
    {
        const std::string name = folder.filename().string();
        m_rows = readJson(folder / "expected.json")["inputs"].get<std::vector<TokenIds>>();
        const Checkpoint stored = withHead(loadCheckpoint(folder));
        const Checkpoint plain = widened(stored);
        add(name + ", fp32", plain, kExact);
        add(name + ", fp16", plain, kHalf, true);
        Checkpoint int8 = stored, int4 = stored;
        roundLayers(int8.weights);
        roundLayersToInt4(int4.weights);
        add(name + ", int8", int8, kCodes);
        add(name + ", int4", int4, kExact);
        const Checkpoint tables = withInt8Tables(stored);
        add(name + ", int8 tables", tables, boundOf(tables));
    }

    // What stages leave, each by itself and one after another: layers of unequal size, factors, codes, ranges.
    void writeChains(const std::string& family)
    {
        const fs::path folder = fs::path(LATHE_TEST_DATA "/families") / family;
        const auto rows = readJson(folder / "expected.json")["inputs"].get<std::vector<TokenIds>>();
        const StageChain chain(folder, m_check.file(family + " stages"));
        std::vector<std::vector<std::string>> chains{{"prune.structured", "quantize.int8"},
                                                     {"prune.layers", "quantize.static"},
                                                     {"prune.hidden", "quantize.int4"},
                                                     {"prune.lowrank", "quantize.half"},
                                                     {"prune.lowrank", "quantize.int8"},
                                                     {"prune.vocabulary", "quantize.embeddings"},
                                                     {"prune.structured", "prune.layers", "quantize.mixed"}};
        for (const Stage& stage : allStages()) // what others leave, or leave of other families, differs in its values only
            if (family == "roberta" && (stage.info.family == recipe::StageFamily::Prune || stage.info.family == recipe::StageFamily::Quantize))
                chains.push_back({stage.info.id});
        for (const auto& stages : chains) {
            const std::string name = fmt::format("{}, {}", family, fmt::join(stages, " + "));
            Checkpoint made;
            try {
                made = chain.run(stages);
            } catch (const Error& error) {
                throw error.in(name);
            }
            m_rows = rows;
            for (TokenIds& row : m_rows)
                for (int32_t& id : row)
                    id %= made.architecture.vocabularySize;
            add(name, made, boundOf(made));
        }
    }

    static double boundOf(const Checkpoint& checkpoint)
    {
        double bound = kExact;
        for (const auto& [name, weight] : checkpoint.weights) {
            if (weight.scalar_type() == at::kChar && !name.starts_with("embeddings."))
                bound = std::max(bound, name.find("_left") == std::string::npos ? kCodes : kCodesBetween);
            if (weight.scalar_type() == at::kBFloat16 || (weight.scalar_type() == at::kHalf && !isMatrixDetail(name)))
                bound = std::max(bound, kHalf);
        }
        return bound;
    }

    GraphCheck m_check;
    std::vector<TokenIds> m_rows;
};

QTEST_GUILESS_MAIN(TestOnnx)
#include "tst_onnx.moc"
